"""Places per side, and what a session refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.exchange.models import TrainingSession
from academie.exchange.places import sides
from tests import factories


def test_rest_is_free_for_all():
    assert [
        (side.code, side.total) for side in sides(capacity=12, kept_education=5, kept_care=4)
    ] == [
        ("education", 5),
        ("care", 4),
        ("all", 3),
    ]


def test_a_side_without_places_is_not_shown():
    assert [side.code for side in sides(capacity=6, kept_education=0, kept_care=6)] == ["care"]


def test_without_counted_places_there_are_no_sides():
    assert sides(capacity=0, kept_education=0, kept_care=0) == []


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
