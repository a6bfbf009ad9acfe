"""The reader's words to a query. Pure: no engine and no database.

Words are wanted (most of them), quoted words belong together, a minus leaves out, and a card
number asks for that one card. Names of filters are wanted but not required, and letters in common
only move. Synonyms come from the registered rules. The steps of the ladder ask for stricter or
looser trees of one reading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer, Token
from search.analysis.synonyms import Synonyms, current_synonyms
from search.clauses import (
    Clause,
    clauses_of,
    gram_bonuses,
    literal,
    phrase_bonuses,
    units_of,
)
from search.documents import clean_text
from search.guidance.offers import (
    Filters,
    Found,
    as_clauses,
    choice_bonuses,
    current_filters,
    find_filters,
    only_filters,
)
from search.params import NEWEST, RELEVANCE, SearchParams
from search.sources import best_bets
from search.tree import (
    All,
    Any,
    CardNumber,
    Everything,
    Except,
    Marks,
    Node,
    Pinned,
    Prefer,
)

_QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))
_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
"""An abbreviation with points, such as 't.o.s.'; texts write it without."""

_CARD_NUMBER = re.compile(r"([a-z][0-9x][a-z])[ -]?(\d{3,5})")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """All an engine needs for one page. `today` is the first day a document may still expire.

    `preference` holds what the reader calls her own (facet -> slugs): it moves, it never hides.
    What expired before `today` is left out, and counted when `count_expired` asks for that; with
    `with_expired` it is found as anything else.
    """

    tree: Node
    today: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 20
    terms_to_highlight: Marks = field(default_factory=Marks)
    preference: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_expired: bool = False
    count_expired: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of somebody's words.

    `text` is what was read, and the places of tokens are places in it. `tree` asks for most of the
    words and `whole` for all of them. `words` and `phrases` are what was typed; `filters` are the
    filters that were named in it, and `optional` says which of `words` are such names:
    neither tree requires those. `bonuses` move and never decide what is a hit. `scores` says
    whether there is anything that can tell hits apart.
    """

    text: str = ""
    tree: Node = field(default_factory=Everything)
    whole: Node = field(default_factory=Everything)
    scores: bool = False
    marks: Marks = field(default_factory=Marks)
    words: tuple[Clause, ...] = ()
    phrases: tuple[Clause, ...] = ()
    without: tuple[Node, ...] = ()
    bonuses: tuple[Node, ...] = ()
    optional: frozenset[int] = frozenset()
    filters: tuple[Found, ...] = ()
    clauses: tuple[Clause, ...] = ()

    @property
    def tokens(self) -> list[Token]:
        """The plain words that were typed: not the quoted ones, nor those to leave out."""
        return [token for clause in self.clauses for token in clause.tokens]


def build_query(params: SearchParams, now: datetime, read: Reading | None = None) -> SearchQuery:
    """Turn parameters into a query; `now` is the local time, `read` another reading of the words.

    What cannot score (no words, only words to leave out) is sorted by newest, also when the
    visitor asked for relevance.
    """
    read = read or read_words(params.q)
    sort = NEWEST if params.sort == RELEVANCE and not read.scores else params.sort
    return SearchQuery(
        tree=pinned(read.tree, best_bets(params.q) if params.q else ()),
        today=now.date(),
        filters=dict(params.facets),
        sort=sort,
        offset=params.offset,
        limit=params.per_page,
        terms_to_highlight=read.marks,
        preference=dict(params.own),
        with_expired=params.expired,
        count_expired=not params.expired,
    )


def read_words(text: str, synonyms: Synonyms | None = None) -> Reading:
    """Read what somebody typed. The same words under the same rules are read once.

    `synonyms` are rules to try out; without them the rules of the editors count.
    """
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), clean_text(text))
    if not text:
        return Reading()
    rules = current_synonyms() if synonyms is None else synonyms
    return _read(text, rules, current_filters(), get_analyzer())


def pinned(node: Node, keys: Sequence[str]) -> Node:
    """Return the tree with these documents first, if there are any."""
    return Pinned(node, tuple(dict.fromkeys(keys))) if keys else node


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
def _read(text: str, synonyms: Synonyms, filters: Filters, analyzer: Analyzer) -> Reading:
    number = card_number(text)
    if number:
        return Reading(text, CardNumber(number), CardNumber(number), scores=True)
    text = _with_whole_quotes(text)
    runs: list[list[Token]] = []
    quoted: list[list[Token]] = []
    unwanted: list[list[Token]] = []
    for is_unwanted, is_phrase, start, piece in _pieces(text):
        tokens = [
            token._replace(start=token.start + start, end=token.end + start)
            for token in analyzer.analyse(piece)
        ]
        (unwanted if is_unwanted else quoted if is_phrase else runs).append(tokens)
    unit_runs = [units_of(run) for run in runs]
    clauses = clauses_of(unit_runs, synonyms)
    phrases = [clause for tokens in quoted if (clause := literal(tokens))]
    named = find_filters(clauses, filters)
    words = [one for one in clauses if not one.stop]
    choices = choice_bonuses(named)
    if not phrases and only_filters(clauses, words, named):
        words, choices = as_clauses(clauses, named), ()
    optional = _optional(clauses, words, named)
    lenient = bool(words)
    if not (words or phrases):
        # Somebody who types stop words only wants an answer too: any of them will do.
        words = clauses
    required = nodes_of([one for at, one in enumerate(words) if at not in optional])
    needed = words_needed(len(required)) if lenient else min(1, len(required))
    wanted = _wanted(required, needed, phrases)
    bonuses: tuple[Node, ...] = ()
    if wanted:
        bonuses = (*phrase_bonuses(unit_runs), *choices, *gram_bonuses(words))
    extra = (*nodes_of([words[at] for at in sorted(optional)]), *bonuses)
    read = Reading(
        text=text,
        scores=wanted is not None,
        marks=_marks([*words, *phrases]),
        words=tuple(words),
        phrases=tuple(phrases),
        without=tuple(
            dict.fromkeys(clause.node for tokens in unwanted if (clause := literal(tokens)))
        ),
        bonuses=bonuses,
        optional=optional,
        filters=tuple(named),
        clauses=tuple(clauses),
    )

    def finished(node: Node | None) -> Node:
        node = node or Everything()
        return without(Prefer(node, extra) if extra else node, read)

    whole = _wanted(required, len(required), phrases)
    return replace(read, tree=finished(wanted), whole=finished(whole))


def _optional(
    clauses: Sequence[Clause], words: Sequence[Clause], named: Sequence[Found]
) -> frozenset[int]:
    """Return which words are the name of a filter; none when those are all there is."""
    names = [clauses[at] for one in named if one.name.own for at in range(one.first, one.last + 1)]
    return frozenset(at for at, word in enumerate(words) if any(word is one for one in names))


def without(node: Node, read: Reading) -> Node:
    """Return the tree without what the reader wanted left out."""
    return Except(node, read.without) if read.without else node


def nodes_of(clauses: Sequence[Clause]) -> tuple[Node, ...]:
    """Return what finds these clauses, each once."""
    return tuple(dict.fromkeys(clause.node for clause in clauses))


def _with_whole_quotes(text: str) -> str:
    """Return text with plain quotes in pairs: a quote without its partner is no quote."""
    text = text.translate(_QUOTES)
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = clean_text(f"{before} {after}")
    return text


def _pieces(text: str) -> Iterator[tuple[bool, bool, int, str]]:
    """Yield (unwanted, phrase, place, text): a quoted phrase, or a run of words between phrases."""
    first: int | None = None
    last = 0
    for piece in _PIECE.finditer(text):
        if piece["minus"] is None and piece["phrase"] is None:
            first = piece.start() if first is None else first
            last = piece.end()
            continue
        if first is not None:
            yield False, False, first, text[first:last]
            first = None
        group = "word" if piece["phrase"] is None else "phrase"
        yield piece["minus"] is not None, group == "phrase", piece.start(group), piece[group]
    if first is not None:
        yield False, False, first, text[first:last]


def _wanted(words: tuple[Node, ...], needed: int, phrases: Sequence[Clause]) -> Node | None:
    """Join words (as many as needed) and phrases (all of them); None when there are none."""
    nodes = nodes_of(phrases)
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
