from datetime import timedelta

import pytest
from django.utils import timezone

from academie.exchange.capacity import desk, rules
from academie.exchange.capacity.counts import taken
from academie.exchange.capacity.explain import standing
from academie.exchange.capacity.people import PERSON, SYSTEM
from academie.exchange.capacity.rules import Taken
from academie.exchange.models import TrainingSession
from tests.exchange.capacity.people import E, G, Z, applicant, fresh, join, make_session
from tests.exchange.events import local

pytestmark = pytest.mark.django_db

NOW = local(2027, 2, 1, 12)


@pytest.fixture
def where(site):
    """Monday 22 March 2027, 4 places: 2 kept for onderwijs until 12 March."""
    one = make_session(site, capacity=4, kept_education=2, kept_care=1)
    start = local(2027, 3, 22, 9)
    TrainingSession.objects.filter(pk=one.pk).update(start=start, end=start + timedelta(hours=3))
    return one


def at(where, side, now=NOW):
    return desk.sign_up(where.pk, applicant(side), key="", now=now).sign_up


def read(row, now=NOW):
    return standing(fresh(row), now)


def test_who_waits_for_a_kept_place_reads_place_reason_and_next_moment(where):
    rows = [at(where, Z) for _ in range(5)]
    found = read(rows[4])
    assert found.position == 3
    assert found.sentence == (
        "U bent 3e voor zorg. Er zijn 2 plaatsen vrij, bewaard voor onderwijs tot 12 maart."
    )
    assert found.reason == "Er zijn 2 plaatsen vrij, bewaard voor onderwijs tot 12 maart."
    assert found.next_moment == (
        "Op 12 maart komen de bewaarde plaatsen vrij voor iedereen. "
        "Komt er eerder een plaats vrij, dan krijgt u een mail."
    )


def test_one_place_is_one_place(where):
    at(where, E)
    rows = [at(where, Z) for _ in range(3)]
    found = read(rows[2])
    assert found.sentence == (
        "U bent 1e voor zorg. Er is 1 plaats vrij, bewaard voor onderwijs tot 12 maart."
    )
    assert "komt de bewaarde plaats vrij" in found.next_moment


def test_the_others_wait_for_both_sides(where):
    at(where, G)
    found = read(at(where, G))
    assert found.sentence == (
        "U bent 1e voor gemeente of overig. "
        "Er zijn 3 plaatsen vrij, bewaard voor onderwijs en zorg tot 12 maart."
    )


def test_a_full_room_is_full_and_the_year_is_told_when_it_is_another(where):
    for side in (E, E, Z, Z):
        at(where, side)
    found = read(at(where, Z))
    assert found.sentence == "U bent 1e voor zorg op de wachtlijst. Alle 4 plaatsen zijn bezet."
    assert found.next_moment == "Komt er een plaats vrij, dan krijgt u een mail."
    TrainingSession.objects.filter(pk=where.pk).update(capacity=5, kept_education=3)
    assert "tot 12 maart 2027." in read(fresh(at(where, Z)), local(2026, 12, 1)).sentence


def test_after_the_release_there_is_one_row_for_all(where):
    rows = [at(where, side) for side in (Z, Z, Z, G)]
    later = rules.release_moment(local(2027, 3, 22, 9), 10)
    waits = [at(where, side, later) for side in (E, Z)]
    assert read(rows[3], later).sentence == "U hebt een plaats."
    assert [read(row, later).position for row in waits] == [1, 2]
    assert read(waits[1], later).sentence == (
        "U bent 2e op de wachtlijst. Alle 4 plaatsen zijn bezet."
    )


def test_the_only_place(site):
    where = make_session(site, capacity=1)
    join(where)
    found = standing(join(where), timezone.now())
    assert found.sentence == "U bent 1e op de wachtlijst. De enige plaats is bezet."


def test_who_asks_reads_that_the_host_looks(site):
    where = make_session(site, approval=True)
    found = standing(join(where), timezone.now())
    assert (found.position, found.reason) == (None, "De gastheer kijkt eerst of het past.")
    assert found.next_moment


def test_every_other_state_has_its_sentence(site):
    where = make_session(site)
    now = timezone.now()
    placed, gone, giver = join(where), join(where), join(where)
    desk.withdraw(gone.pk, actor=PERSON)
    desk.hand_over(giver.pk, applicant(), actor=PERSON)
    assert standing(placed, now).sentence == "U hebt een plaats."
    assert standing(placed, where.end).sentence == "U had een plaats. Dit moment is geweest."
    assert standing(fresh(gone), now).sentence == "U bent afgemeld."
    assert "collega" in standing(fresh(giver), now).sentence
    desk.cancel(where.pk, actor=SYSTEM, note="")
    assert "gaat niet door" in standing(fresh(placed), now).sentence


def test_one_query_counts_all_sessions(site, django_assert_num_queries):
    first = make_session(site, capacity=3, kept_education=1)
    second, empty = make_session(site, approval=True), make_session(site)
    for side in (Z, Z, Z, E, G):
        join(first, side)
    join(second)
    gone = join(first)
    desk.withdraw(gone.pk, actor=PERSON)
    with django_assert_num_queries(1):
        found = taken([first.pk, second.pk, empty.pk])
    assert found == {
        first.pk: Taken(education=1, care=2, waiting=2),
        second.pk: Taken(requested=1),
        empty.pk: Taken(),
    }
    assert taken([]) == {}
