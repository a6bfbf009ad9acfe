"""Every number of the order of results, and the rules by which hits are put in order.

1. Both engines compute the same BM25 over the same terms, but in another order of additions: their
   scores agree to about seven digits. So scores next to each other that differ by less than 5
   in a million count as equal here, and the newest of them comes first.
2. The first hundred are then ordered anew: score x type x freshness x own role and level. That is
   done here and not in an engine, so that both do the same. What comes after them stays as it was,
   so every page is a piece of one and the same list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from search.documents import published_day, traits_of

TITLE, INTRO, KEYWORDS, BODY, TITLE_PARTS, BODY_PARTS = "t", "i", "k", "b", "tp", "bp"
ATTACHMENTS = "x"
TITLE_GRAMS, BODY_GRAMS = "gt", "gb"

FIELD_WEIGHTS = {
    TITLE: 1.5,
    KEYWORDS: 1.0,
    INTRO: 1.2,
    BODY: 1.0,
    ATTACHMENTS: 0.4,
    TITLE_PARTS: 0.75,
    BODY_PARTS: 0.5,
}
"""How much a word counts by where it stands. Parts are parts of compounds and joined forms.

BM25 gives a word in a short field much already, so small differences are enough: docs/search.md.
"""

PHRASE_WEIGHTS = {TITLE: 1.5, KEYWORDS: 1.0, INTRO: 1.2, BODY: 1.0, ATTACHMENTS: 0.4}
"""The same for phrases; parts have no order, so no phrases."""

GRAM_WEIGHTS = {TITLE_GRAMS: 1.5, BODY_GRAMS: 1.0}
"""The same for four letters in a row (title with keywords, intro with body).

A field that is not named here is not indexed either. Those of the body cost a third of the index
and find enough to be worth it: docs/search.md, section 5.
"""

TIE = 0.5
"""How much the fields beside the best one add (DisMax)."""

ALL_PARTS = 0.5
"""How much a compound counts that is found by its parts."""

PHRASE_BONUS = 0.5
"""How much words next to each other, as they were typed, add to the words themselves."""

MAX_BONUSES = 5
"""Pairs of words that can earn the bonus, so that a long question stays fast."""

GRAM_BONUS = 0.1
"""How much each four letters add that a text has in common with a typed word."""

MAX_GRAMS = 30
"""Groups of letters that can earn the bonus; each is looked for in two fields."""

CHOICE_BONUS = 4.0
"""How much it adds to have a filter that is named beside other words: 'toolkit autisme'."""

LIKELY_BONUS = 2.0
"""The same for a word that may also be a subject: 'school', 'leerkracht'."""

CHOICE = 4.0
"""How much it counts to have a filter when nothing else was typed: 'training cluster 2'."""

RERANK = 100
"""Hits that are ordered anew; the rest keep the order of their scores."""

TYPE_PRIORS: Mapping[str, float] = {
    "toolkit": 1.0,
    "werkinstructie": 1.0,
    "praktijkverhaal": 0.97,
    "training": 0.97,
    "pagina": 0.9,
    "nieuws": 0.85,
}
"""How likely each type is what somebody looks for, beside the words; others count as 1."""

HALF_LIFE = 2 * 365
"""Days in which half of the advantage of being new is gone."""

FRESHNESS_FLOOR = 0.85
"""What is left of a score however old a text is."""

PAST_EVENT = 0.6
"""What is left of a score when the event has been; one that is to come counts in full."""

OWN = 1.15
"""How much a card counts that is for the reader's own role and level; for one of both, its root."""

PIN = 1e6
"""Score of the last pinned document, and the distance between two; no words come near it."""

SAME_SCORE = 5e-6
"""Relative difference below which two scores next to each other are the same score."""

SLACK = 20
"""Results fetched beyond the page, so that equal scores at its edge are mostly complete."""

MAX_FETCH = 10_000
"""Results looked through at most to complete a group of equal scores."""

SIGNIFICANT_DIGITS = 4
"""Digits of a score that are shown."""


class Ranked(Protocol):
    """What can be ordered: a score and a unique number, the newest highest."""

    @property
    def score(self) -> float: ...

    @property
    def newest(self) -> int: ...


class Weighable(Ranked, Protocol):
    """What can be weighed: also its traits (`documents.traits_key`)."""

    @property
    def traits(self) -> int: ...


_EPOCH = date(1970, 1, 1)

R = TypeVar("R", bound=Ranked)
W = TypeVar("W", bound=Weighable)


@dataclass(frozen=True, slots=True)
class Factors:
    """What a hit's place comes from: the score of the words and what it is multiplied by."""

    words: float
    type: float = 1.0
    freshness: float = 1.0
    own: float = 1.0
    pinned: bool = False

    @property
    def score(self) -> float:
        """The score that decides."""
        return self.words * self.type * self.freshness * self.own


@dataclass(frozen=True, slots=True)
class Weighed(Generic[R]):
    """A hit with its factors."""

    hit: R
    factors: Factors
    score: float

    @property
    def newest(self) -> int:
        """See `Ranked`."""
        return self.hit.newest


def weigh(
    words: float, newest: int, traits: int, today: date, fitting: int = 0, wanted: int = 0
) -> Factors:
    """Return the factors of one hit; pure.

    `words` is the engine's score, `newest` and `traits` are the document's own numbers. Of the
    `wanted` facets that the reader calls her own (role, level), the document fits `fitting`. A
    pinned document stands where it was put, so nothing is multiplied.
    """
    if words >= PIN:
        return Factors(words, pinned=True)
    kind, start = traits_of(traits)
    day = (today - _EPOCH).days
    if start is not None:
        freshness = PAST_EVENT if start < day else 1.0
    else:
        age = max(0, day - published_day(newest))
        freshness = FRESHNESS_FLOOR + (1 - FRESHNESS_FLOOR) * 0.5 ** (age / HALF_LIFE)
    own = OWN ** (fitting / wanted) if fitting else 1.0
    return Factors(words, TYPE_PRIORS.get(kind, 1.0), freshness, own)


def rerank(
    hits: Sequence[W], today: date, fitting: Mapping[int, int], wanted: int
) -> list[Weighed[W]]:
    """Return hits in their final order: the first `RERANK` weighed, the rest as they are.

    `hits` are the best of a search from the very first on, ordered by `order_ties`; `fitting` says
    by `newest` how many of the `wanted` facets a hit fits.
    """
    weighed = []
    for hit in hits[:RERANK]:
        fits = fitting.get(hit.newest, 0)
        factors = weigh(hit.score, hit.newest, hit.traits, today, fits, wanted)
        weighed.append(Weighed(hit, factors, factors.score))
    rest = [Weighed(hit, Factors(hit.score), hit.score) for hit in hits[RERANK:]]
    return order_ties(weighed) + rest


def same_score(higher: float, lower: float) -> bool:
    """Say whether two neighbouring scores differ by no more than rounding."""
    return higher - lower <= SAME_SCORE * abs(higher)


def order_ties(candidates: Sequence[R]) -> list[R]:
    """Order candidates by score, and those of one score by newest."""
    ordered: list[R] = []
    group: list[R] = []
    for candidate in sorted(candidates, key=lambda one: -one.score):
        if group and not same_score(group[-1].score, candidate.score):
            ordered += sorted(group, key=lambda one: -one.newest)
            group = []
        group.append(candidate)
    return ordered + sorted(group, key=lambda one: -one.newest)


def edge_is_complete(scores: Sequence[float], edge: int) -> bool:
    """Say whether a group of equal scores that crosses `edge` ends within these scores.

    `scores` are sorted, the best first. When it is not complete, more have to be fetched: the
    page would miss some that belong before the ones it shows.
    """
    if edge >= len(scores):
        return False
    return any(not same_score(a, b) for a, b in pairwise(scores[max(edge - 1, 0) :]))


def start_is_complete(scores: Sequence[float], start: int) -> bool:
    """Say whether the group of equal scores around `start` begins within these scores."""
    return any(not same_score(a, b) for a, b in pairwise(scores[: start + 1]))


def round_score(score: float) -> float:
    """Return a score as it is shown: the same digits from both engines."""
    return float(f"{score:.{SIGNIFICANT_DIGITS}g}")
