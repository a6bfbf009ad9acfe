"""Pairs and rings for a whole board: pairs by assignment, then better by search, then proof.

Where only pairs between two sides are possible the assignment is the answer. Otherwise it is where
the search begins, and the bound is that of visits in circles of any length: a pair or a ring of
three is such a circle, so no outcome is better than that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from academie.exchange.visits.pairing.assignment import Row, assign
from academie.exchange.visits.pairing.bits import bits, first, mask_of
from academie.exchange.visits.pairing.board import Board, Group, visits_in
from academie.exchange.visits.pairing.search import look

LOCAL_STEPS = 2_000
LOCAL_STEPS_ALL = 80_000
LOCAL_SIZE = 13
LOCAL_COST = 20
FULL_STEPS = 20_000
"""How far the search goes before it is content with what it found; some seconds at the most."""

FULL_SIZE = 120
"""A part with more wishes than this is only improved in small pieces, not searched as a whole."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Disjoint groups; whether none is better, and whether at least no more wishes fit in."""

    groups: list[Group]
    proven: bool
    proven_number: bool


def solve(board: Board) -> Solved:
    """Return the best groups of a board, part by part: wishes that no arrow joins are apart."""
    groups: list[Group] = []
    proven = proven_number = True
    for part in _parts(board):
        found, most = _solve_part(board, part)
        groups += found
        proven &= _worth(board, found) == most
        proven_number &= sum(map(len, found)) == visits_in(most, board.size)
    return Solved(sorted(map(_turned, groups)), proven, proven_number)


def _turned(group: Group) -> Group:
    """Return the same circle, begun at its lowest point."""
    start = group.index(min(group))
    return group[start:] + group[:start]


def _parts(board: Board) -> list[int]:
    found, rest = [], mask_of(point for point in range(board.size) if board.out[point])
    while rest:
        part, edge = 0, rest & -rest
        while edge:
            part |= edge
            nearby = 0
            for point in bits(edge):
                nearby |= board.out[point] | board.back[point]
            edge = nearby & ~part
        found.append(part)
        rest &= ~part
    return found


def _solve_part(board: Board, part: int) -> tuple[list[Group], int]:
    """Return the groups of one part, and what no outcome exceeds."""
    pairs, prices = _pairs(board, part)
    if prices is not None:
        return pairs, sum(prices)
    prices = _circle_prices(board, part)
    bound = sum(prices)
    kept = [group for group in board.kept if part >> group[0] & 1]
    # What was proposed is the better beginning, unless more pairs are possible now.
    begin = max(kept, pairs, key=lambda groups: _worth(board, groups))
    groups = _improve(board, prices, begin, part)
    waste = bound - _worth(board, groups)
    if waste and part.bit_count() <= FULL_SIZE:
        found = look(board, prices, part, waste, steps=FULL_STEPS)
        groups = groups if found.groups is None else found.groups
        if found.complete:
            bound = _worth(board, groups)
    return groups, bound


def _worth(board: Board, groups: Iterable[Group]) -> int:
    return sum(map(board.worth, groups))


def _pairs(board: Board, part: int) -> tuple[list[Group], list[int] | None]:
    """Return the best pairs between two sides; with prices when nothing else is possible."""
    pairs: list[Group] = []
    prices = [0] * board.size
    only = all(board.out[point] == board.mutual[point] for point in bits(part))
    rest = part
    while rest:
        left, right = _two_sides(board, first(rest), rest)
        rest &= ~(left | right)
        if left & right:
            only = False
            continue
        rows: list[Row] = [
            board.pair_arcs[point] if left >> point & 1 else () for point in range(board.size)
        ]
        done = assign(rows, board.size)
        pairs += [(a, b) for a, b in enumerate(done.partner) if b >= 0]
        for point in bits(left):
            prices[point] = done.row_price[point]
        for point in bits(right):
            prices[point] = done.column_price[point]
    return pairs, prices if only else None


def _two_sides(board: Board, start: int, rest: int) -> tuple[int, int]:
    """Return all that pairs join to a point, in two sets; they overlap when it has no two sides."""
    left, right = 1 << start, 0
    edge, here = left, True
    while edge:
        nearby = 0
        for point in bits(edge):
            nearby |= board.mutual[point]
        here = not here
        edge = nearby & ~(left if here else right)
        if here:
            left |= edge
        else:
            right |= edge
    return left, right


def _circle_prices(board: Board, part: int) -> list[int]:
    rows: list[Row] = [
        board.arcs[point] if part >> point & 1 else () for point in range(board.size)
    ]
    done = assign(rows, board.size)
    return [a + b for a, b in zip(done.row_price, done.column_price, strict=True)]


def _improve(board: Board, prices: Sequence[int], begin: Sequence[Group], part: int) -> list[Group]:
    """Make groups better a few at a time, around those who cost more than they bring."""
    group_of: dict[int, Group] = {point: group for group in begin for point in group}
    waiting = sorted(bits(part), key=lambda point: (point in group_of, -prices[point], point))
    left = LOCAL_STEPS_ALL
    while waiting and left > 0:
        point = waiting.pop(0)
        area = _around(board, prices, group_of, point, part)
        own = {group_of[one] for one in bits(area) if one in group_of}
        waste = sum(prices[one] for one in bits(area)) - _worth(board, own)
        if not waste:
            continue
        found = look(board, prices, area, waste, steps=LOCAL_STEPS)
        # Choosing where to look takes time as well.
        left -= found.steps + LOCAL_COST
        if found.groups is None:
            continue
        for one in bits(area):
            group_of.pop(one, None)
        group_of |= {one: group for group in found.groups for one in group}
        waiting += [one for one in bits(area) if one not in waiting]
    return sorted(set(group_of.values()))


def _around(
    board: Board, prices: Sequence[int], group_of: dict[int, Group], point: int, part: int
) -> int:
    """Return a point with its group, and the groups of those that would suit it best."""
    area = mask_of(group_of.get(point, (point,)))
    near = (board.out[point] | board.back[point]) & part & ~area

    def loss(one: int) -> tuple[int, int]:
        group = group_of.get(one)
        members = group or (one,)
        spare = sum(prices[member] for member in members) - (board.worth(group) if group else 0)
        return -spare, one

    for one in sorted(bits(near), key=loss):
        more = mask_of(group_of.get(one, (one,)))
        if (area | more).bit_count() <= LOCAL_SIZE:
            area |= more
    return area
