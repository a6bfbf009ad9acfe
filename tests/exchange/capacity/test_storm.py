"""Real threads on a real database: SQLite in a file, PostgreSQL when DATABASE_URL says so."""

import threading
import time
from itertools import count

import pytest
from django.db import connection, connections

from academie.exchange.capacity import desk, joining, room
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, SignUpChange
from academie.mail.models import OutgoingMail
from tests.exchange.capacity.people import applicant, make_session
from tests.exchange.capacity.storm import Storm, watch_turns
from tests.plugins.services import missing_postgres

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 90
"""PostgreSQL takes a hundred connections unless it is told otherwise, and others want some."""


def at_once(*acts):
    """Let every act begin at the same moment; return what each gave, or its error."""
    started, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        started.wait()
        try:
            results[number] = act()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def joins(where, number, **values):
    """Return so many people who are about to sign up."""

    def act(one):
        return lambda: desk.sign_up(where.pk, one, key="").sign_up

    return [act(applicant(**values)) for _ in range(number)]


def confirmed(where):
    return SignUp.objects.filter(session=where, state=SignUpState.CONFIRMED).count()


def test_the_last_place_is_given_once_and_nobody_is_lost(committed_site):
    where = make_session(committed_site, capacity=1)
    rows = at_once(*joins(where, AT_ONCE))
    assert [row for row in rows if isinstance(row, Exception)] == []
    assert confirmed(where) == 1
    assert sorted(row.number for row in rows) == list(range(1, AT_ONCE + 1))
    waiting = SignUp.objects.filter(state=SignUpState.WAITING)
    assert sorted(waiting.values_list("number", flat=True)) == list(range(2, AT_ONCE + 1))


def test_two_who_come_first_make_one_row_to_lock(committed_site):
    where = make_session(committed_site, capacity=1)
    Seating.objects.all().delete()
    rows = at_once(*joins(where, 8))
    assert sorted(row.number for row in rows) == list(range(1, 9))
    assert Seating.objects.count() == 1


def test_one_address_pressed_by_many_fingers_is_one_sign_up(committed_site):
    where = make_session(committed_site, capacity=5)
    rows = at_once(*joins(where, 30, email="ib@school.nl"))
    assert {row.pk for row in rows} == {SignUp.objects.get().pk}
    assert SignUpChange.objects.count() == 1


def test_two_approvals_at_once_give_one_place(committed_site):
    where = make_session(committed_site, capacity=1, approval=True)
    rows = [act() for act in joins(where, 12)]
    results = at_once(*(lambda pk=row.pk: desk.approve(pk, actor=SYSTEM) for row in rows))
    assert [one for one in results if isinstance(one, Exception)] == []
    assert confirmed(where) == 1


def test_without_the_lock_the_last_place_is_sold_more_than_once(committed_site, monkeypatch):
    """The control: on PostgreSQL the lock is what keeps the place safe; on SQLite the transaction.

    The second belt, a number and a seat that are there once, is off too: with it the same race
    ends in errors.
    """
    where = make_session(committed_site, capacity=1)
    desk.settle(where.pk)
    numbers, real_add, real_state = count(1), room.Room.add, joining._first_state

    def add(self, row, *args, **kwargs):
        self.seating.next_number = row.number = next(numbers)
        kwargs["seat"] = row.number
        return real_add(self, row, *args, **kwargs)

    def first_state(*args):
        found = real_state(*args)
        time.sleep(0.02)
        return found

    monkeypatch.setattr(room, "lock", lambda pk: Seating.objects.get(pk=pk))
    monkeypatch.setattr(room.Room, "add", add)
    monkeypatch.setattr(joining, "_first_state", first_state)
    at_once(*joins(where, 20))
    assert SignUp.objects.count() == 20
    if connection.vendor == "postgresql":
        assert confirmed(where) > 1
    else:
        assert confirmed(where) == 1


def storm_of(site, monkeypatch, *, threads, steps):
    """Run a storm over four sessions and look at what is left."""
    sessions = [
        make_session(site, capacity=6, kept_education=2, kept_care=2),
        make_session(site, capacity=10, kept_education=4, kept_care=4, approval=True),
        make_session(site, capacity=4, days=5),
        make_session(site, capacity=5),
    ]
    storm = Storm([one.pk for one in sessions])
    watch_turns(monkeypatch, storm)
    storm.run(threads, steps)
    assert storm.wrong == []
    assert letters_owed() == []
    left = set(SignUp.objects.values_list("pk", flat=True))
    assert storm.acknowledged - storm.erased <= left
    return storm


def letters_owed():
    """Return the changes of which nobody was told: there are none."""
    mails = OutgoingMail.objects.filter(kind__startswith="aanmelding")
    keys = set(mails.values_list("key", flat=True))
    return [(one.old, one.new) for one in SignUpChange.objects.all() if str(one.pk) not in keys]


def test_a_small_storm(committed_site, monkeypatch):
    storm = storm_of(committed_site, monkeypatch, threads=8, steps=30)
    assert storm.done["sign_up"] > 20
    assert sum(storm.done.values()) > 120


@pytest.mark.slow
def test_thousands_of_steps_from_fifty_threads(committed_site, monkeypatch):
    """Ten thousand, on PostgreSQL when there is one: SQLite lets one writer in at a time."""
    elsewhere = connection.vendor == "sqlite" and not missing_postgres()
    steps = 2_000 if elsewhere else 10_000
    storm = storm_of(committed_site, monkeypatch, threads=50, steps=steps // 50)
    assert sum((storm.done + storm.refused).values()) == steps
    assert set(storm.done) >= {"approve", "hand_over", "correct_side", "change_places", "erase"}
