"""The heaviest matching of two groups, held against trying everything and against its prices."""

import random
from itertools import permutations

import pytest

from academie.exchange.visits.pairing.assignment import assign


def heaviest(weights):
    """Return the most that whole numbers between rows and columns add up to; None is no arc."""
    columns = len(weights[0])
    padded = [row + [None] * len(weights) for row in weights]
    picks = permutations(range(columns + len(weights)), len(weights))
    return max(sum(row[pick] or 0 for row, pick in zip(padded, one, strict=True)) for one in picks)


def rows_of(weights):
    rows = []
    for row in weights:
        sets = {}
        for column, weight in enumerate(row):
            if weight:
                sets[weight] = sets.get(weight, 0) | 1 << column
        rows.append(sorted(sets.items()))
    return rows


@pytest.mark.parametrize("seed", range(120))
def test_it_is_the_heaviest_and_the_prices_prove_it(seed):
    dice = random.Random(seed)
    height, width = dice.randint(1, 4), dice.randint(1, 4)
    most = dice.choice([2, 5, 10**15])
    weights = [
        [dice.choice([None, dice.randint(1, most)]) for _ in range(width)] for _ in range(height)
    ]

    done = assign(rows_of(weights), width)

    taken = [column for column in done.partner if column >= 0]
    worth = sum(weights[row][column] for row, column in enumerate(done.partner) if column >= 0)
    assert len(taken) == len(set(taken))
    assert worth == heaviest(weights) == sum(done.row_price) + sum(done.column_price)
    assert min(done.row_price + done.column_price) >= 0
    for row, line in enumerate(weights):
        for column, weight in enumerate(line):
            assert done.row_price[row] + done.column_price[column] >= (weight or 0)


def test_nothing_to_match():
    assert assign([], 0).partner == []
    assert assign([(), ()], 3).partner == [-1, -1]
