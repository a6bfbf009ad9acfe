"""How long matching takes at the size that was promised."""

import time

import pytest

from academie.exchange.visits.matching import match
from tests.exchange.visits.wishing import many


@pytest.mark.bench
@pytest.mark.parametrize("other", [0, 40])
def test_three_hundred_on_both_sides_in_two_seconds(other, record_property):
    wishes = many(seed=3, other=other)

    start = time.perf_counter()
    found = match(wishes)
    seconds = time.perf_counter() - start
    record_property("seconds", seconds)

    assert found.proven
    assert seconds <= 2.0
