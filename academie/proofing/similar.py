"""Does nearly the same exist already? Items whose title says what a new title says.

The words of the title find candidates, each also by its synonyms; a common word counts less than a
rare one. A candidate is shown when it says enough of what the title says, in its own title more
than in its introduction. Measured on the demo content (tests/proofing/test_similar.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from django.utils import timezone

from academie.core.page_keys import key_of
from search import answers
from search.analysis import get_analyzer
from search.cards import make_cards
from search.clauses import Clause
from search.engines.base import Hit, Page, SearchEngine
from search.guidance import dictionary
from search.query import SearchQuery, read_words
from search.results import ResultCard
from search.sync import state
from search.tree import Any, Except, Keys, Marks

SHOWN = 3
CANDIDATES = 20

ENOUGH = 0.55
"""How much of what a title says another item has to say."""

IN_TITLE, IN_INTRO = 1.0, 0.6
"""How much a word counts by where the other item says it."""

INTRO_HELPS = 0.25
"""How much the introduction of the new item adds: two short texts about one thing share more."""

THE_OTHER_WAY = 0.1
"""How much it adds that the new title says all that the other one says: no more than an order."""

SAME_TYPE = 1.05
FEWEST_WORDS = 2
"""One word that two titles share is an accident."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One word of the new title: how it is found, how it shows in a text, and what it is worth."""

    clause: Clause
    worth: float


def nearly_the_same(
    title: str, intro: str = "", type: str = "", exclude: int | None = None
) -> list[ResultCard]:
    """Return at most ``SHOWN`` public items that say the same, the nearest first.

    ``type`` is the kind of the new item: the same kind counts a little more. ``exclude`` is the
    page itself. [] for a title without words that say something, and when no engine answers.
    """
    wanted = _wanted(title)
    if len(wanted) < FEWEST_WORDS:
        return []

    def question(engine: SearchEngine) -> Page:
        nodes = tuple(one.clause.node for one in wanted)
        tree: Any | Except = Any(nodes, min(FEWEST_WORDS, len(nodes)))
        if exclude is not None:
            tree = Except(tree, (Keys((key_of(exclude),)),))
        return engine.search(SearchQuery(tree, timezone.localdate(), limit=CANDIDATES))

    page = answers.ask(question)
    if page is None:
        return []
    about, said = _wanted(intro), _lemmas([title])
    near = [(_nearness(hit, wanted, said, about, type), hit) for hit in page.hits]
    enough = sorted((one for one in near if one[0] >= ENOUGH), key=lambda one: -one[0])
    visible = state.indexable([hit.key for _, hit in enough])
    return make_cards([hit for _, hit in enough if hit.key in visible][:SHOWN], Marks())


def _wanted(text: str) -> list[_Wanted]:
    """Return the words of a text that say something."""
    known = dictionary.current()
    return [
        _Wanted(clause, 1.0 / log(3.0 + max(known.count(token.word) for token in clause.tokens)))
        for clause in read_words(text).clauses
        if clause.tokens and not clause.stop
    ]


def _nearness(
    hit: Hit,
    wanted: Sequence[_Wanted],
    new_title: frozenset[str],
    about: Sequence[_Wanted],
    type: str,
) -> float:
    """Return how near an item is to the new title: about 1 when it says all of it."""
    document = hit.document
    in_title = _lemmas([document.title])
    beside = _lemmas([document.intro, *document.keywords])
    shared = sum(_says(one, in_title) or _says(one, beside) for one in wanted)
    if shared < FEWEST_WORDS:
        return 0.0
    nearness = _share(wanted, in_title, beside)
    if nearness < ENOUGH / SAME_TYPE / (1.0 + INTRO_HELPS):
        return 0.0
    back = _share(_wanted(document.title), new_title, frozenset())
    nearness += THE_OTHER_WAY * (back - 0.5) * nearness
    if about:
        nearness += INTRO_HELPS * nearness * _share(about, in_title | beside, frozenset())
    return nearness * (SAME_TYPE if type and type == document.type else 1.0)


def _share(wanted: Sequence[_Wanted], first: frozenset[str], second: frozenset[str]) -> float:
    """Return how much of what is wanted two sets of lemmas say, from 0 to 1."""
    whole = sum(one.worth for one in wanted)
    told = sum(
        one.worth * (IN_TITLE if _says(one, first) else IN_INTRO if _says(one, second) else 0.0)
        for one in wanted
    )
    return told / whole if whole else 0.0


def _says(wanted: _Wanted, lemmas: frozenset[str]) -> bool:
    return any(lemmas.issuperset(sequence) for sequence in wanted.clause.marked)


def _lemmas(texts: Iterable[str]) -> frozenset[str]:
    analyse = get_analyzer().analyse
    return frozenset(
        lemma for text in texts for token in analyse(text) for lemma in (token.lemma, *token.parts)
    )
