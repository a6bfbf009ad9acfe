from datetime import UTC, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.rules import Numbers, Taken
from tests.exchange.events import local

E, Z, G = World.EDUCATION, World.CARE, World.OTHER
few = st.integers(0, 6)


@st.composite
def numbers(draw):
    education, care, free = draw(few), draw(few), draw(few)
    return Numbers(education + care + free, education, care)


taken = st.builds(Taken, education=few, care=few, other=few)
sides = st.sampled_from(list(World))
queues = st.lists(sides, max_size=15).map(lambda found: list(enumerate(found, 1)))


def seated_by_hand(places: Numbers, people: Taken) -> bool:
    """Oracle: is there a way to give everybody a chair, so that kept chairs hold the right side?

    Every chair is for one side or for all; education and care sit on their own chairs first.
    """
    shared = places.capacity - places.kept_education - places.kept_care
    for own_o, own_z in product(range(people.education + 1), range(people.care + 1)):
        if own_o > places.kept_education or own_z > places.kept_care:
            continue
        on_shared = (people.education - own_o) + (people.care - own_z) + people.other
        if on_shared <= shared:
            return True
    return False


@given(numbers(), taken)
def test_feasible_is_what_chairs_say(places, people):
    assert rules.feasible(places, people) == seated_by_hand(places, people)


@given(numbers(), taken, sides)
def test_somebody_fits_when_there_is_a_chair_for_her(places, people, side):
    if not rules.feasible(places, people):
        return
    assert rules.fits(places, people, side) == seated_by_hand(places, people.plus(side))


@given(numbers(), taken, queues)
def test_walk_gives_what_trying_one_by_one_gives(places, people, queue):
    if not rules.feasible(places, people):
        return
    expected, now = [], people
    for number, side in queue:
        if seated_by_hand(places, now.plus(side)):
            now = now.plus(side)
            expected.append((number, side))
    assert rules.walk(places, people, queue) == expected


@given(numbers(), taken, queues)
def test_after_a_walk_nobody_fits_who_waits_and_no_side_was_jumped(places, people, queue):
    if not rules.feasible(places, people):
        return
    placed = rules.walk(places, people, queue)
    after = people
    for _, side in placed:
        after = after.plus(side)
    left = [one for one in queue if one not in placed]
    assert rules.feasible(places, after)
    assert not any(rules.fits(places, after, side) for _, side in left)
    for number, side in left:
        assert not any(later > number and other == side for later, other in placed)


@given(numbers(), taken, queues)
def test_once_released_it_is_first_come_first_served(places, people, queue):
    if people.total > places.capacity:
        return
    placed = rules.walk(places.released, people, queue)
    assert placed == queue[: places.capacity - people.total]


@given(numbers(), taken)
def test_clamped_numbers_throw_nobody_out_and_change_no_more_than_needed(places, people):
    kept = rules.clamp(places, people)
    assert rules.feasible(kept, people)
    assert kept.kept_education + kept.kept_care <= kept.capacity
    assert kept.capacity == max(places.capacity, people.total)
    if rules.feasible(places, people):
        assert kept == places
    else:
        for more in (
            Numbers(kept.capacity, kept.kept_education + 1, kept.kept_care),
            Numbers(kept.capacity, kept.kept_education, kept.kept_care + 1),
        ):
            within = (
                more.kept_education <= places.kept_education and more.kept_care <= places.kept_care
            )
            # What is no more than in use costs nothing, so it was not lowered.
            assert not within or not rules.feasible(more, people)


def test_the_words_of_the_rule():
    places = Numbers(6, kept_education=2, kept_care=2)
    assert rules.free_for_all(places, Taken()) == 2
    full_for_care = Taken(care=4)
    assert not rules.fits(places, full_for_care, Z)
    assert not rules.fits(places, full_for_care, G)
    assert rules.fits(places, full_for_care, E)
    assert rules.fits(places.released, full_for_care, Z)
    assert not rules.fits(Numbers(12), Taken(other=12), G), "the 12th of 12 had a place"
    assert rules.fits(Numbers(12), Taken(other=11), G)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (local(2027, 4, 2, 13), 10, local(2027, 3, 23)),  # summer time in between
        (local(2027, 11, 5, 9), 10, local(2027, 10, 26)),  # winter time in between
        (local(2027, 3, 28, 9), 0, local(2027, 3, 28)),
        (local(2027, 1, 1, 0, 30), 0, local(2027, 1, 1)),  # still 31 December in UTC
        (local(2027, 3, 1, 9), 1, local(2027, 2, 28)),
    ],
)
def test_release_is_at_midnight_in_the_netherlands(start, days, expected):
    moment = rules.release_moment(start.astimezone(UTC), days)
    assert moment == expected
    assert moment.hour == 0
    assert not rules.is_released(start, days, None, expected - timedelta(microseconds=1))
    assert rules.is_released(start, days, None, expected)
    assert rules.is_released(start, days, expected, expected - timedelta(days=30))
