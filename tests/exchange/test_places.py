"""Places per side, and what a session refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.exchange.capacity.rules import Numbers, Taken
from academie.exchange.models import TrainingSession
from academie.exchange.places import NOBODY, seat_rows, waiting_words
from tests import factories


def rows(numbers, taken=NOBODY):
    return [(row.code, row.taken, row.total) for row in seat_rows(numbers, taken)]


def test_rest_is_free_for_all():
    assert rows(Numbers(12, 5, 4)) == [("education", 0, 5), ("care", 0, 4), ("all", 0, 3)]


def test_a_side_without_places_is_not_shown():
    assert rows(Numbers(6, 0, 6)) == [("care", 0, 6)]


def test_without_counted_places_there_are_no_rows():
    assert seat_rows(Numbers(0)) == []


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (Taken(education=3, care=1), [3, 1, 0]),
        (Taken(education=7, care=1), [5, 1, 2]),
        (Taken(education=1, care=6, other=1), [1, 4, 3]),
        (Taken(other=2), [0, 0, 2]),
        (Taken(education=7, care=4, other=1, waiting=3, requested=2), [5, 4, 3]),
    ],
)
def test_who_finds_her_own_side_full_sits_with_everybody(taken, expected):
    assert [row.taken for row in seat_rows(Numbers(12, 5, 4), taken)] == expected


def test_after_the_release_all_places_are_one_row():
    assert rows(Numbers(12, 5, 4).released, Taken(5, 1, 1)) == [("all", 7, 12)]


def test_a_row_never_says_less_than_full():
    (row,) = seat_rows(Numbers(2), Taken(education=3))
    assert (row.free, row.words, row.seats) == (0, "vol", [True, True])


def test_a_row_in_words_and_seats():
    (row,) = seat_rows(Numbers(3), Taken(care=1))
    assert (row.words, row.seats) == ("2 vrij", [True, False, False])


@pytest.mark.parametrize(
    ("free", "waiting", "expected"),
    [
        (0, 4, "Vol, 4 mensen wachten"),
        (0, 1, "Vol, 1 mens wacht"),
        (0, 0, "Vol"),
        (2, 3, "3 mensen wachten op een plaats"),
        (2, 0, ""),
    ],
)
def test_how_many_wait_in_words(free, waiting, expected):
    assert waiting_words(free, waiting) == expected


def session(**values):
    start = timezone.now()
    fields = {"start": start, "end": start + timedelta(hours=1), "location": "School"} | values
    return TrainingSession(**fields)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"capacity": 5, "kept_education": 3, "kept_care": 3}, "capacity"),
        ({"end": timezone.now() - timedelta(days=1)}, "end"),
        ({"location": " "}, "location"),
    ],
)
def test_editor_reads_what_does_not_fit(values, field):
    with pytest.raises(ValidationError) as error:
        session(**values).clean()
    assert list(error.value.message_dict) == [field]


def test_online_needs_no_place():
    session(location="", online=True).clean()


@pytest.mark.django_db
def test_database_refuses_more_kept_places_than_there_are(site):
    page = factories.make_training(site)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingSession.objects.filter(page=page).update(kept_care=12)
