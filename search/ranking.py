"""Every weight of the order of results, and the rule by which near-equal scores are ordered.

Both engines compute the same BM25 over the same terms, but in another order of additions: their
scores agree to about seven digits. So scores that agree to five digits count as equal here, and
the newest of them comes first.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

TITLE, INTRO, KEYWORDS, BODY, TITLE_PARTS, BODY_PARTS = "t", "i", "k", "b", "tp", "bp"

FIELD_WEIGHTS = {
    TITLE: 10.0,
    KEYWORDS: 4.0,
    INTRO: 2.0,
    BODY: 1.0,
    TITLE_PARTS: 5.0,
    BODY_PARTS: 0.5,
}
"""How much a word counts by where it stands. Parts are parts of compounds and joined forms."""

PHRASE_WEIGHTS = {TITLE: 10.0, KEYWORDS: 4.0, INTRO: 2.0, BODY: 1.0}
"""The same for phrases; parts have no order, so no phrases."""

TIE = 0.3
"""How much the fields beside the best one add (DisMax)."""

ALL_PARTS = 0.5
"""How much a compound counts that is found by its parts."""

PHRASE_BONUS = 0.5
"""How much words next to each other, as they were typed, add to the words themselves."""

MAX_BONUSES = 5
"""Pairs of words that can earn the bonus, so that a long question stays fast."""

SAME_SCORE = 1e-5
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


R = TypeVar("R", bound=Ranked)


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
