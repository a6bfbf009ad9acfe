"""Which part of the old version is which part of the new one."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LIKENESS = 0.5
"""Share of the words that two parts without a common id must have in common to be the same."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part: an id when it has one, a kind, and its words."""

    ident: str
    kind: str
    words: str


_Key = Callable[[Item], tuple[str, str] | None]
_Partners = dict[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the old and the new row; None where the part is missing."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the pairs in the order of the new row; what is gone stands where it stood.

    Parts belong together by id, else by the very same words, else by likeness. Moved are the
    fewest that explain the new order.
    """
    partner = _by(old, new, {}, lambda item: (item.kind, item.ident) if item.ident else None)
    partner = _by(old, new, partner, lambda item: (item.kind, item.words))
    partner = _by_likeness(old, new, partner)
    stayed = _longest_rising([(place, partner[place]) for place in sorted(partner)])
    pairs = [
        Pair(partner.get(place), place, place in partner and place not in stayed)
        for place in range(len(new))
    ]
    taken = set(partner.values())
    for place in range(len(old)):
        if place not in taken:
            pairs.insert(_where(pairs, place), Pair(place, None))
    return pairs


def _by(old: Sequence[Item], new: Sequence[Item], known: _Partners, key: _Key) -> _Partners:
    """Add to the known partners (new place -> old place) the parts with the same key."""
    taken = set(known.values())
    waiting: dict[object, list[int]] = {}
    for place, item in enumerate(old):
        if place not in taken and key(item) is not None:
            waiting.setdefault(key(item), []).append(place)
    found = dict(known)
    for place, item in enumerate(new):
        if place not in found and waiting.get(key(item)):
            found[place] = waiting[key(item)].pop(0)
    return found


def _by_likeness(old: Sequence[Item], new: Sequence[Item], known: _Partners) -> _Partners:
    taken = set(known.values())
    rest_old = [place for place in range(len(old)) if place not in taken]
    rest_new = [place for place in range(len(new)) if place not in known]
    scored = sorted(
        (
            (_likeness(old[left].words, new[right].words), left, right)
            for left in rest_old
            for right in rest_new
            if old[left].kind == new[right].kind
        ),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    found = dict(known)
    for score, left, right in scored:
        if score >= LIKENESS and left not in taken and right not in found:
            found[right] = left
            taken.add(left)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _longest_rising(places: list[tuple[int, int]]) -> set[int]:
    """Return the new places of the longest row whose old places rise too: those did not move."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_, old_place) in enumerate(places):
        at = bisect_left(tails, old_place)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(old_place)
            ends.append(index)
        else:
            tails[at], ends[at] = old_place, index
    stayed: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        stayed.add(places[step][0])
        step = before[step]
    return stayed


def _where(pairs: Sequence[Pair], old_place: int) -> int:
    """Return where a part that is gone belongs: after the last one that stood before it."""
    after = [
        index
        for index, pair in enumerate(pairs)
        if pair.old is not None and pair.old < old_place and not pair.moved
    ]
    return after[-1] + 1 if after else 0
