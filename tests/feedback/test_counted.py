"""Which numbers may be shown. The rule holds for every set of opinions."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from academie.feedback.counted import MIN_N, Row, rows

ROLES, SECTORS, OUTCOMES = ("ib", "smw", "wijkteam"), ("po", "vo"), ("werkte", "beetje", "niet")
TOLD = st.tuples(st.sampled_from(ROLES), st.sampled_from(SECTORS), st.sampled_from(OUTCOMES))


def said(*groups):
    return [
        (role, sector, outcome) for role, sector, outcome, times in groups for _ in range(times)
    ]


def test_five_of_a_role_in_a_sector_are_a_row():
    found, few = rows(said(("ib", "po", "werkte", 4), ("ib", "po", "niet", 1)))
    assert found == [Row("ib", "po", 5, 4, 0, 1)]
    assert not few


def test_four_are_only_said_to_be_there():
    assert rows(said(("ib", "po", "werkte", 4))) == ([], True)


def test_small_sectors_of_a_role_are_one_row():
    found, few = rows(said(("ib", "po", "werkte", 3), ("ib", "vo", "beetje", 2)))
    assert found == [Row("ib", "", 5, 3, 2, 0)]
    assert not few


def test_small_roles_are_one_row_after_the_others():
    found, few = rows(
        said(("ib", "po", "werkte", 5), ("smw", "po", "niet", 3), ("wijkteam", "vo", "niet", 3))
    )
    assert found == [Row("ib", "po", 5, 5, 0, 0), Row("", "", 6, 0, 0, 6)]
    assert not few


def test_most_people_first():
    found, _ = rows(said(("ib", "po", "werkte", 5), ("smw", "po", "werkte", 9)))
    assert [row.role for row in found] == ["smw", "ib"]


def test_nothing_is_nothing():
    assert rows([]) == ([], False)


@given(st.lists(TOLD, max_size=60))
def test_no_number_is_about_fewer_than_five_and_none_is_lost_or_told_twice(told):
    found, few = rows(told)
    assert all(row.n >= MIN_N for row in found)
    assert all(row.n == row.worked + row.partly + row.failed for row in found)
    left = len(told) - sum(row.n for row in found)
    assert few == (left > 0)
    assert 0 <= left < MIN_N
    pairs = Counter((role, sector) for role, sector, _ in told)
    for row in found:
        if row.sector:
            assert row.n == pairs[row.role, row.sector]
