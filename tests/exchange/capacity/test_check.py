from datetime import timedelta

import pytest

from academie.exchange.capacity import check
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, SignUpChange, TrainingSession
from tests.exchange.capacity.people import E, Z, join, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(site):
    """Two places for onderwijs and one for all; care waits."""
    one = make_session(site, capacity=3, kept_education=2)
    for side in (Z, Z, E):
        join(one, side)
    return one


def test_what_is_right_is_right(where):
    assert check.broken(where.pk) == []
    assert check.broken_everywhere() == {}
    assert check.broken(999_999) == []


@pytest.mark.parametrize(
    ("model", "chosen", "values", "sentence"),
    [
        (TrainingSession, {}, {"capacity": 1, "kept_education": 0}, check.TOO_MANY),
        (TrainingSession, {}, {"kept_education": 3}, check.NOT_KEPT),
        (TrainingSession, {}, {"capacity": 4}, check.IDLE),
        (SignUp, {"number": 3}, {"number": 9}, check.NUMBERING),
        (SignUpChange, {"sign_up__number": 1}, {"new": SignUpState.WAITING}, check.UNEXPLAINED),
        (Seating, {}, {"cancelled_at": "2027-01-01T00:00Z"}, check.NOT_TOLD),
    ],
)
def test_what_is_broken_is_found(where, model, chosen, values, sentence):
    model.objects.filter(**chosen).update(**values)
    assert check.broken(where.pk) == [sentence]
    assert check.broken_everywhere() == {where.pk: [sentence]}


def test_a_place_that_is_late_to_be_released_is_idle(where):
    assert check.broken(where.pk, now=where.start - timedelta(days=1)) == [check.IDLE]
    assert check.broken(where.pk, now=where.start) == []
