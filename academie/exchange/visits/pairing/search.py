"""Looking through all ways to make pairs and rings among some wishes, with prices as a guide.

Every wish has a price such that the members of a pair or ring cost together at least what it is
worth. So the best outcome is at most the sum of all prices, and each choice wastes what its members
cost too much. Only ways that waste less than the best known one does are looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from academie.exchange.visits.pairing.bits import bits
from academie.exchange.visits.pairing.board import Board, Group


@dataclass(frozen=True, slots=True)
class Found:
    """The groups that waste least, or None when none wastes less; whether all was looked at."""

    groups: list[Group] | None
    complete: bool
    steps: int


def look(board: Board, prices: Sequence[int], among: int, waste: int, *, steps: int) -> Found:
    """Return groups among these points that waste less than `waste`, the least of all.

    After `steps` steps it gives up and returns the best so far: a number of steps, so that every
    machine finds the same.
    """
    search = _Search(board, prices, waste, steps)
    search.go(among, 0)
    return Found(search.best, search.left > 0, steps - search.left)


class _Search:
    def __init__(self, board: Board, prices: Sequence[int], waste: int, steps: int) -> None:
        self.board, self.prices, self.limit, self.left = board, prices, waste, steps
        self.chosen: list[Group] = []
        self.best: list[Group] | None = None

    def go(self, rest: int, wasted: int) -> None:
        if self.left <= 0 or wasted >= self.limit:
            return
        rest, alone = self._drop(rest)
        wasted += alone
        if wasted >= self.limit:
            return
        if not rest:
            self.limit, self.best = wasted, list(self.chosen)
            return
        point = self._hardest(rest)
        others = rest & ~(1 << point)
        options = [(self.prices[point], ()), *self._options(point, others)]
        for waste, group in sorted(options):
            if wasted + waste >= self.limit or self.left <= 0:
                return
            self.left -= 1
            left = others
            for member in group:
                left &= ~(1 << member)
            if group:
                self.chosen.append(group)
            self.go(left, wasted + waste)
            if group:
                self.chosen.pop()

    def _drop(self, rest: int) -> tuple[int, int]:
        """Take out whom nobody can visit or receive any more."""
        alone = 0
        dropped = True
        while dropped:
            dropped = False
            for point in bits(rest):
                if not (self.board.out[point] & rest and self.board.back[point] & rest):
                    rest &= ~(1 << point)
                    alone += self.prices[point]
                    dropped = True
        return rest, alone

    def _hardest(self, rest: int) -> int:
        board = self.board
        return min(
            bits(rest),
            key=lambda point: (
                (board.out[point] & rest).bit_count() * (board.back[point] & rest).bit_count(),
                point,
            ),
        )

    def _options(self, point: int, others: int) -> Iterator[tuple[int, Group]]:
        prices, own = self.prices, self.prices[point]
        for group in groups_of(self.board, point, others):
            waste = own + sum(prices[one] for one in group[1:]) - self.board.worth(group)
            if waste < self.limit:
                yield waste, group


def groups_of(board: Board, point: int, others: int) -> Iterator[Group]:
    """Return all pairs and rings of a point with others; a ring once in each direction."""
    for partner in bits(board.mutual[point] & others):
        yield point, partner
    ends = board.back[point] & others
    for second in bits(board.out[point] & others):
        for third in bits(board.out[second] & ends & ~(1 << second)):
            ring = (point, second, third)
            if frozenset(ring) not in board.barred:
                yield ring
