"""Wishes as numbered points with arrows: who may visit whom, and what each visit is worth.

A visit is worth, in this order: that it is there at all, that it was proposed before, the same
buurt, the same gebied, organisations that never met. Each of these outweighs everything after it
together; last comes that rings of three are fewer. One whole number holds all of it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from academie.exchange.visits.pairing.bits import bits, mask_of

Group = tuple[int, ...]
"""Points of a pair or a ring; each visits the next one, the last visits the first."""

_SHARES = 6
"""A ring costs this much in the last place; its arrows carry equal shares of it."""


class Wanted(Protocol):
    """What is asked of a wish here; `academie.exchange.visits.matching.Wanted` is one."""

    @property
    def organisation(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def wants(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def kinds(self) -> frozenset[str]: ...
    @property
    def themes(self) -> frozenset[str]: ...


@dataclass(slots=True)
class Board:
    """Arrows between wishes. `out[a]` holds whom a may visit, `back[a]` who may visit a.

    `mutual[a]` holds the partners of possible pairs, `arcs[a]` whom a may visit by worth, and
    `pair_arcs[a]` the partners by worth of the pair. `kept` are the groups proposed before that are
    still possible.
    """

    size: int
    out: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    mutual: list[int] = field(default_factory=list)
    arcs: list[list[tuple[int, int]]] = field(default_factory=list)
    pair_arcs: list[list[tuple[int, int]]] = field(default_factory=list)
    barred: frozenset[frozenset[int]] = frozenset()
    kept: list[Group] = field(default_factory=list)
    _worth: list[dict[int, int]] = field(default_factory=list)

    def worth(self, group: Group) -> int:
        """Return what a pair or ring adds to the whole."""
        total = sum(self._worth[a][b] for a, b in zip(group, group[1:] + group[:1], strict=True))
        return total - (_SHARES if len(group) > 2 else 0)


def visits_in(worth: int, size: int) -> int:
    """Return how many visits stand in a sum of worths: the first part of the number."""
    # Rings take a little off; without it, so much that the first part would seem one less.
    return (worth + _SHARES * size) // _unit(size)


def _unit(size: int) -> int:
    return (size + 1) ** 4 * _SHARES * (size + 1)


def build(
    wishes: Sequence[Wanted],
    *,
    met: Collection[frozenset[str]],
    kept: Iterable[Group],
    apart: Iterable[tuple[int, int]],
    barred: Iterable[frozenset[int]],
) -> Board:
    """Return the board of wishes.

    `met` holds pairs of organisations, `kept` groups proposed before, `apart` points that may not
    be together, `barred` rings that were turned down.
    """
    size = len(wishes)
    board = Board(size, barred=frozenset(barred))
    everybody = (1 << size) - 1
    side = _sets(wishes, lambda one: [one.side])
    wants = _sets(wishes, lambda one: [one.wants])
    organisation = _sets(wishes, lambda one: [one.organisation])
    kinds = _sets(wishes, lambda one: one.kinds or [""])
    themes = _sets(wishes, lambda one: one.themes or [""])
    board.out = [
        side.get(one.wants, 0)
        & ~organisation[one.organisation]
        & _fits(one.kinds, kinds, everybody)
        & _fits(one.themes, themes, everybody)
        for one in wishes
    ]
    for a, b in apart:
        board.out[a] &= ~(1 << b)
        board.out[b] &= ~(1 << a)
    _keep_what_returns(board)
    board.kept = [group for group in kept if _possible(board, group)]
    _weigh(board, wishes, organisation, wants, met)
    return board


def _sets(wishes: Sequence[Wanted], values: Callable[[Wanted], Iterable[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for point, one in enumerate(wishes):
        for value in values(one):
            found[value] = found.get(value, 0) | 1 << point
    return found


def _fits(own: Collection[str], sets: dict[str, int], everybody: int) -> int:
    """Return whom a choice fits: those who chose one of these, and those who chose nothing."""
    if not own:
        return everybody
    fitting = sets.get("", 0)
    for value in own:
        fitting |= sets[value]
    return fitting


def _possible(board: Board, group: Group) -> bool:
    arrows = zip(group, group[1:] + group[:1], strict=True)
    return frozenset(group) not in board.barred and all(board.out[a] >> b & 1 for a, b in arrows)


def _keep_what_returns(board: Board) -> None:
    """Drop arrows that stand in no pair and no ring: nobody would return the visit."""
    board.back = _turned(board.out)
    board.mutual = [out & back for out, back in zip(board.out, board.back, strict=True)]
    kept = []
    for a, out in enumerate(board.out):
        one_way = out & ~board.mutual[a]
        back = board.back[a]
        kept.append(board.mutual[a] | mask_of(b for b in bits(one_way) if board.out[b] & back))
    board.out = kept
    board.back = _turned(kept)


def _turned(out: Sequence[int]) -> list[int]:
    back = [0] * len(out)
    for a, mask in enumerate(out):
        one = 1 << a
        for b in bits(mask):
            back[b] |= one
    return back


def _weigh(
    board: Board,
    wishes: Sequence[Wanted],
    organisation: dict[str, int],
    wants: dict[str, int],
    met: Collection[frozenset[str]],
) -> None:
    base = board.size + 1
    new, district, region = (_SHARES * base**power for power in (1, 2, 3))
    regions = _sets(wishes, lambda one: [one.region] if one.region else [])
    districts = _sets(wishes, lambda one: [one.district] if one.district else [])
    seen: dict[str, int] = {}
    for pair in met:
        for own in pair:
            for other in pair - {own}:
                seen[own] = seen.get(own, 0) | organisation.get(other, 0)
    before = [0] * board.size
    for group in board.kept:
        for a, b in zip(group, group[1:] + group[:1], strict=True):
            before[a] |= 1 << b
    was_before = _turned(before)
    once = _SHARES * base**4
    for a, one in enumerate(wishes):
        near = regions.get(one.region, 0)
        marks = [
            (near, region),
            (districts.get(one.district, 0) | near, district),
            (~seen.get(one.organisation, 0), new),
        ]
        arcs = _split(board.out[a], _unit(board.size), [(before[a], once), *marks])
        board._worth.append({b: worth for worth, mask in arcs for b in bits(mask)})
        board.arcs.append(_with_shares(arcs, one, board.mutual[a], wants))
        twice = [(mask, 2 * worth) for mask, worth in marks]
        own_kept = [(before[a], once), (was_before[a], once)]
        pairs = _split(board.mutual[a], 2 * _unit(board.size), own_kept + twice)
        board.pair_arcs.append(pairs)


def _split(whole: int, worth: int, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the set in parts of equal worth; each mark adds its worth to who is in it."""
    parts = {worth: whole} if whole else {}
    for mask, extra in marks:
        split: dict[int, int] = {}
        for value, part in parts.items():
            for new, piece in ((value + extra, part & mask), (value, part & ~mask)):
                if piece:
                    split[new] = split.get(new, 0) | piece
        parts = split
    return sorted(parts.items(), reverse=True)


def _with_shares(
    arcs: Sequence[tuple[int, int]], one: Wanted, mutual: int, wants: dict[str, int]
) -> list[tuple[int, int]]:
    """Take from each arrow its share of the cost of the ring that it must be in, if it must.

    Whose visit is not returned by a pair is in a ring. With three sides none of the three is, so
    each carries a third; with two sides two of the three are, so each carries half.
    """
    third, half = _SHARES // 3, _SHARES // 2
    found: dict[int, int] = {}
    for worth, mask in arcs:
        alone = mask & ~mutual
        twosided = alone if one.side == one.wants else alone & wants.get(one.wants, 0)
        for share, part in ((0, mask & mutual), (half, twosided), (third, alone & ~twosided)):
            if part:
                found[worth - share] = found.get(worth - share, 0) | part
    return sorted(found.items(), reverse=True)
