"""Marks that come twice, late or out of order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, SYSTEM
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import attendance
from academie.exchange.meeting.attendance import mark_present
from tests.exchange.meeting.people import make_person, make_session

MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(site):
    return make_person(make_session(site))


def state(person):
    person.refresh_from_db()
    return person.present


def test_the_same_mark_twice_is_one_mark(person):
    made = timezone.now()
    for _ in range(3):
        mark_present(person.pk, True, actor=PERSON, at=made)
    assert state(person) is True
    assert person.present_at == made


def test_an_older_mark_that_arrives_later_undoes_nothing(person):
    now = timezone.now()
    mark_present(person.pk, False, actor=PERSON, at=now - MINUTE)
    mark_present(person.pk, True, actor=PERSON, at=now - 5 * MINUTE)
    assert state(person) is False
    assert person.present_at == now - MINUTE


def test_a_newer_mark_holds_whatever_the_older_one_said(person):
    now = timezone.now()
    mark_present(person.pk, False, actor=PERSON, at=now - 5 * MINUTE)
    mark_present(person.pk, True, actor=PERSON, at=now - MINUTE)
    assert state(person) is True


def test_a_mark_from_the_future_does_not_lock_the_list(person):
    now = timezone.now()
    mark_present(person.pk, True, actor=PERSON, at=now + timedelta(days=1), now=now)
    mark_present(person.pk, False, actor=PERSON, now=now + MINUTE)
    assert state(person) is False


def test_marks_open_a_day_before_the_start(site):
    moment = make_session(site, starts=timedelta(days=3))
    person = make_person(moment)
    opens = moment.start - timedelta(hours=24)
    with pytest.raises(NotPossible, match="vanaf"):
        mark_present(person.pk, True, actor=SYSTEM, now=opens - MINUTE)
    assert state(person) is None
    mark_present(person.pk, True, actor=SYSTEM, now=opens)
    assert state(person) is True


def test_marks_close_with_the_data(site):
    moment = make_session(site, ended=timedelta(days=20))
    person = make_person(moment, keep_until=(timezone.now() - timedelta(days=2)).date())
    with pytest.raises(NotPossible):
        mark_present(person.pk, True, actor=SYSTEM)
    assert state(person) is None


@pytest.mark.parametrize("kind", [SignUpState.WAITING, SignUpState.WITHDRAWN])
def test_only_who_has_a_place_is_marked(site, kind):
    person = make_person(make_session(site), state=kind)
    with pytest.raises(NotPossible):
        mark_present(person.pk, True, actor=SYSTEM)
    assert state(person) is None


def test_somebody_who_is_gone(db):
    with pytest.raises(NotPossible):
        mark_present(987_654, True, actor=SYSTEM)


def test_the_list_is_by_name_and_counts(site):
    moment = make_session(site)
    for name, present in (("bert", True), ("Ça", False), ("Anna", None), ("Daan", None)):
        make_person(moment, name, present=present)
    make_person(moment, "Wacht", state=SignUpState.WAITING)
    people = attendance.expected(moment)
    assert [one.name for one in people] == ["Anna", "bert", "Ça", "Daan"]
    counts = attendance.count(people)
    assert (counts.present, counts.absent, counts.open, counts.total) == (1, 1, 2, 4)
