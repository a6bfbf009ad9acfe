"""The heaviest matching between two groups, with a proof.

The method is the primal-dual one of Kuhn and Munkres, with all free rows searching at once. Every
row and column holds a price; a row and a column that fit cost together at least what their arc
weighs. A matching that uses only arcs that cost exactly that, and leaves nobody who has a price, is
the heaviest; the sum of the prices is the proof.

Weights come in few kinds, so a row is a short list of (weight, set of columns), and the columns are
kept in sets of equal price: what is tight for a row is found in a few set operations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from academie.exchange.visits.pairing.bits import bits, first

Row = Sequence[tuple[int, int]]
"""What a row may be matched with: weight (above 0) and the set of columns at that weight."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """The partner of each row (-1: none), and the prices of rows and columns."""

    partner: list[int]
    row_price: list[int]
    column_price: list[int]


def assign(rows: Sequence[Row], columns: int) -> Assigned:
    """Return the heaviest matching of rows to `columns` columns.

    The same input gives the same answer: rows are tried in order, columns from the lowest on.
    """
    return _Search(rows, columns).run()


class _Search:
    def __init__(self, rows: Sequence[Row], columns: int) -> None:
        self.rows = rows
        top = max((weight for row in rows for weight, _ in row), default=0)
        self.price = [top if row else 0 for row in rows]
        self.by_price = {0: (1 << columns) - 1}
        self.partner = [-1] * len(rows)
        self.taker = [-1] * columns
        self.free_columns = (1 << columns) - 1

    def run(self) -> Assigned:
        free = [index for index, row in enumerate(self.rows) if row]
        while free and self.price[free[0]] > 0:
            reached, seen, found = self._round(free)
            if found:
                free = [index for index in free if self.partner[index] < 0]
            else:
                self._lower(reached, seen, self.price[free[0]])
        columns = [0] * len(self.taker)
        for price, group in self.by_price.items():
            for column in bits(group):
                columns[column] = price
        return Assigned(self.partner, self.price, columns)

    def _round(self, free: Sequence[int]) -> tuple[list[int], int, bool]:
        """Give as many free rows as possible a partner over tight arcs, each column seen once."""
        seen, found = 0, False
        reached: list[int] = []
        for root in free:
            origin: dict[int, int] = {}
            queue, end = [root], -1
            for row in queue:
                tight = self._tight(row) & ~seen
                if tight & self.free_columns:
                    end = first(tight & self.free_columns)
                    seen |= 1 << end
                    origin[end] = row
                    break
                seen |= tight
                for column in bits(tight):
                    origin[column] = row
                    queue.append(self.taker[column])
            reached += queue
            if end >= 0:
                self._augment(end, origin)
                found = True
        return reached, seen, found

    def _tight(self, row: int) -> int:
        price, tight = self.price[row], 0
        for weight, group in self.rows[row]:
            tight |= group & self.by_price.get(weight - price, 0)
        return tight

    def _augment(self, column: int, origin: dict[int, int]) -> None:
        self.free_columns &= ~(1 << column)
        while column >= 0:
            row = origin[column]
            before = self.partner[row]
            self.partner[row], self.taker[column] = column, row
            column = before

    def _lower(self, reached: Sequence[int], seen: int, most: int) -> None:
        """Lower the prices of all rows reached by as little as makes one more arc tight."""
        step = most
        groups = [
            (price, left) for price, group in self.by_price.items() if (left := group & ~seen)
        ]
        for row in reached:
            own = self.price[row]
            for weight, group in self.rows[row]:
                base = own - weight
                for price, left in groups:
                    if base + price < step and group & left:
                        step = base + price
        for row in reached:
            self.price[row] -= step
        prices: dict[int, int] = {}
        for price, group in self.by_price.items():
            for new, part in ((price, group & ~seen), (price + step, group & seen)):
                if part:
                    prices[new] = prices.get(new, 0) | part
        self.by_price = prices
