"""The reader's words to a query. Pure: no engine and no database.

Words are wanted (most of them), quoted words belong together, a minus leaves out, and a card
number asks for that one card. Synonyms come from the registered rules.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from search.analysis import get_analyzer
from search.analysis.synonyms import Synonyms, current_synonyms
from search.clauses import Clause, clauses_of, literal, phrase_bonuses, units_of
from search.documents import clean_text
from search.params import NEWEST, RELEVANCE, SearchParams
from search.tree import All, Any, CardNumber, Everything, Except, Marks, Node, Prefer

_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))
_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_CARD_NUMBER = re.compile(r"([a-z][0-9x][a-z])[ -]?(\d{3,5})")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """All an engine needs for one page. `today` is the first day a document may still expire."""

    tree: Node
    today: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    terms_to_highlight: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of somebody's words; `scores` says whether they can tell hits apart."""

    tree: Node
    scores: bool
    marks: Marks


def build_query(params: SearchParams, now: datetime) -> SearchQuery:
    """Turn parameters into a query; `now` is the local time.

    What cannot score (no words, only words to leave out) is sorted by newest, also when the
    visitor asked for relevance.
    """
    read = read_words(params.q)
    sort = NEWEST if params.sort == RELEVANCE and not read.scores else params.sort
    return SearchQuery(
        tree=read.tree,
        today=now.date(),
        filters=dict(params.facets),
        sort=sort,
        offset=params.offset,
        limit=params.per_page,
        terms_to_highlight=read.marks,
    )


def read_words(text: str) -> Reading:
    """Read what somebody typed. The same words under the same rules are read once."""
    text = clean_text(text)
    return _read(text, current_synonyms()) if text else Reading(Everything(), False, Marks())


def card_number(text: str) -> str:
    """Return a card number in its searchable form ('T2S 041' is 't2s041'), or ''."""
    match = _CARD_NUMBER.fullmatch(clean_text(text).lower())
    return match[1] + match[2] if match else ""


def number_term(text: str) -> str:
    """Return the term a card number is indexed by; any other code is taken as it is."""
    return card_number(text) or "".join(clean_text(text).lower().split())


def words_needed(count: int) -> int:
    """Return how many of so many words have to match: all of 2, all but one of 4, then 70 %."""
    if count <= 2:
        return count
    return count - 1 if count <= 4 else count * 7 // 10


@lru_cache(maxsize=1024)
def _read(text: str, synonyms: Synonyms) -> Reading:
    number = card_number(text)
    if number:
        return Reading(CardNumber(number), True, Marks())
    runs, quoted, unwanted = [], [], []
    for is_unwanted, phrase, plain in _pieces(text):
        if is_unwanted:
            unwanted.append(phrase or plain)
        elif phrase:
            quoted.append(phrase)
        else:
            runs.append(plain)
    analyse = get_analyzer().analyse
    unit_runs = [units_of(analyse(run)) for run in runs]
    clauses = clauses_of(unit_runs, synonyms)
    phrases = [clause for phrase in quoted if (clause := literal(analyse(phrase)))]
    telling = [clause for clause in clauses if not clause.stop]
    if telling or phrases:
        clauses = telling
    words = tuple(dict.fromkeys(clause.node for clause in clauses))
    # Somebody who types stop words only wants an answer too: any of them will do.
    wanted = _wanted(words, words_needed(len(words)) if telling else 1, phrases)
    without = [clause.node for text in unwanted if (clause := literal(analyse(text)))]
    tree: Node = wanted or Everything()
    bonuses = phrase_bonuses(unit_runs) if wanted else ()
    if bonuses:
        tree = Prefer(tree, bonuses)
    if without:
        tree = Except(tree, tuple(dict.fromkeys(without)))
    return Reading(tree, wanted is not None, _marks([*clauses, *phrases]))


def _pieces(text: str) -> Iterator[tuple[bool, str, str]]:
    """Yield (unwanted, phrase, words): a quoted phrase, or a run of words between phrases.

    A quote without its partner is no quote.
    """
    text = text.translate(_QUOTES)
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = f"{before} {after}"
    run: list[str] = []
    for piece in _PIECE.finditer(text):
        if piece["minus"] is None and piece["phrase"] is None:
            run.append(piece["word"])
            continue
        if run and piece["minus"] is None:
            yield False, "", " ".join(run)
            run = []
        yield piece["minus"] is not None, piece["phrase"] or "", piece["word"] or ""
    if run:
        yield False, "", " ".join(run)


def _wanted(words: tuple[Node, ...], needed: int, phrases: Sequence[Clause]) -> Node | None:
    """Join words (as many as needed) and phrases (all of them); None when there are none."""
    nodes = tuple(dict.fromkeys(clause.node for clause in phrases))
    nodes = (Any(words, needed), *nodes) if needed < len(words) else (*words, *nodes)
    if len(nodes) > 1:
        return All(nodes)
    return nodes[0] if nodes else None


def _marks(clauses: Sequence[Clause]) -> Marks:
    """Number the clauses and say which lemmas and sequences stand for each."""
    words: dict[str, int] = {}
    phrases: dict[tuple[str, ...], int] = {}
    for number, clause in enumerate(clauses):
        for sequence in clause.marked:
            if len(sequence) == 1:
                words.setdefault(sequence[0], number)
            else:
                phrases.setdefault(sequence, number)
    return Marks(words, tuple(phrases.items()))
