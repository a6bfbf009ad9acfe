from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from academie.exchange.capacity import desk, joining
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import Seating, SignUp, SignUpChange
from tests.exchange.capacity.people import (
    BEVESTIGD,
    WACHT,
    E,
    G,
    Z,
    applicant,
    fresh,
    join,
    make_session,
)

pytestmark = pytest.mark.django_db


def reasons(row):
    return [change.reason for change in row.changes.all()]


def test_the_last_of_twelve_has_a_place_and_the_next_one_waits(site):
    where = make_session(site, capacity=12)
    rows = [join(where) for _ in range(13)]
    assert [row.state for row in rows] == [BEVESTIGD] * 12 + [WACHT]
    assert [row.number for row in rows] == list(range(1, 14))
    assert [row.seat for row in rows] == [*range(1, 13), None]
    assert reasons(rows[11]) == [Reason.FREE]
    assert reasons(rows[12]) == [Reason.FULL]


def test_kept_places_are_for_their_side_alone(site):
    where = make_session(site, capacity=5, kept_education=2, kept_care=2)
    assert [join(where, Z).state for _ in range(4)] == [BEVESTIGD] * 3 + [WACHT]
    other = join(where, G)
    assert other.state == WACHT
    assert reasons(other) == [Reason.KEPT]
    assert [join(where, E).state for _ in range(3)] == [BEVESTIGD] * 2 + [WACHT]


def test_after_the_release_kept_places_are_for_everybody_in_order(site):
    where = make_session(site, capacity=3, kept_education=2, kept_care=1, days=40, release_days=10)
    first = join(where, Z)
    waits = [join(where, Z), join(where, G), join(where, Z)]
    assert [row.state for row in (first, *waits)] == [BEVESTIGD, WACHT, WACHT, WACHT]
    later = timezone.now() + timedelta(days=31)
    newcomer = desk.sign_up(where.pk, applicant(E), key="", now=later).sign_up
    assert [fresh(row).state for row in waits] == [BEVESTIGD, BEVESTIGD, WACHT]
    assert newcomer.state == WACHT, "the newcomer jumped, because no job had run yet"
    assert reasons(waits[0]) == [Reason.KEPT, Reason.RELEASED]


def test_one_form_and_one_address_are_one_sign_up(site):
    where = make_session(site)
    first = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k1")
    again = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k1")
    other_form = desk.sign_up(where.pk, applicant(email="IB@School.NL "), key="k2")
    wide = desk.sign_up(where.pk, applicant(email="ＩＢ@school.nl"), key="")
    assert first.is_new
    assert {one.sign_up.pk for one in (again, other_form, wide)} == {first.sign_up.pk}
    assert not any(one.is_new for one in (again, other_form, wide))
    assert SignUpChange.objects.count() == 1


def test_one_form_with_another_address_is_another_person(site):
    where = make_session(site)
    first = join(where, email="een@school.nl", key="k1")
    second = join(where, email="twee@school.nl", key="k1")
    plus = join(where, email="een+ib@school.nl", key="k1")
    assert len({first.pk, second.pk, plus.pk}) == 3


def test_no_key_is_no_key(site):
    where = make_session(site)
    gone = join(where, email="een@school.nl", key="")
    desk.withdraw(gone.pk, actor=SYSTEM)
    assert join(where, email="een@school.nl", key="").pk != gone.pk


def test_who_withdrew_comes_back_with_a_new_form_but_not_with_the_back_button(site):
    where = make_session(site)
    first = join(where, email="ib@school.nl", key="k1")
    desk.withdraw(first.pk, actor=SYSTEM)
    back = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k1")
    assert (back.sign_up.pk, back.is_new) == (first.pk, False)
    assert back.sign_up.state == SignUpState.WITHDRAWN
    anew = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k2")
    assert (anew.is_new, anew.sign_up.number) == (True, 2)
    once_more = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k1")
    assert once_more.sign_up.pk == anew.sign_up.pk, "who is active has the active row"


def test_one_form_may_be_used_for_two_sessions(site):
    here, there = make_session(site), make_session(site, days=50)
    first = desk.sign_up(here.pk, applicant(email="ib@school.nl"), key="k1")
    second = desk.sign_up(there.pk, applicant(email="ib@school.nl"), key="k1")
    assert second.is_new
    assert second.sign_up.pk != first.sign_up.pk
    desk.withdraw(second.sign_up.pk, actor=SYSTEM)
    again = desk.sign_up(there.pk, applicant(email="ib@school.nl"), key="k1")
    assert (again.sign_up.pk, again.is_new) == (second.sign_up.pk, False)


def test_a_hit_of_the_second_belt_is_a_normal_answer(site, monkeypatch):
    where = make_session(site)
    row = join(where, email="ib@school.nl", key="k1")
    real, calls = joining._join, []

    def late(*args):
        calls.append(args)
        if len(calls) == 1:
            # What another process would do to us without a lock.
            SignUp.objects.bulk_create([_copy(row)])
        return real(*args)

    monkeypatch.setattr(joining, "_join", late)
    outcome = desk.sign_up(where.pk, applicant(email="ib@school.nl"), key="k1")
    assert (outcome.sign_up.pk, outcome.is_new, len(calls)) == (row.pk, False, 2)


def _copy(row):
    copied = fresh(row)
    copied.pk, copied.number = None, 99
    return copied


def test_a_fault_that_stays_is_not_hidden(site, monkeypatch):
    where = make_session(site)

    def broken(*args):
        raise IntegrityError("always")

    monkeypatch.setattr(joining, "_join", broken)
    with pytest.raises(IntegrityError):
        join(where)


@pytest.mark.parametrize(
    ("values", "days", "word"),
    [({"capacity": 0}, 40, "hoeft u zich niet aan te melden"), ({}, -1, "al begonnen")],
)
def test_where_nobody_can_sign_up_the_sentence_says_why(site, values, days, word):
    where = make_session(site, days=days, **values)
    with pytest.raises(NotPossible) as refused:
        join(where)
    assert word in refused.value.sentence
    assert not SignUp.objects.exists()


def test_nobody_signs_up_for_a_session_that_is_cancelled_or_gone(site):
    where = make_session(site)
    desk.cancel(where.pk, actor=SYSTEM, note="Ziekte.")
    with pytest.raises(NotPossible, match="gaat niet door"):
        join(where)
    where.delete()
    with pytest.raises(NotPossible, match="is er niet meer"):
        desk.sign_up(999_999, applicant(), key="")
    assert not Seating.objects.exists()


def test_what_is_no_address_is_refused_in_words(site):
    where = make_session(site)
    with pytest.raises(NotPossible, match="naam@school"):
        join(where, email="geen adres")


def test_too_long_and_odd_text_is_cut_and_not_a_fault(site):
    where = make_session(site)
    row = fresh(join(where, name="a\x00b\n" + "x" * 500, organisation="y" * 500))
    assert row.name.startswith("a b x")
    assert (len(row.name), len(row.organisation)) == (120, 160)


def test_with_approval_everybody_asks_and_nobody_holds_a_place(site):
    where = make_session(site, capacity=1, approval=True)
    rows = [join(where) for _ in range(3)]
    assert {row.state for row in rows} == {SignUpState.REQUESTED}
    assert {row.seat for row in rows} == {None}
    assert reasons(rows[0]) == [Reason.ASKED]


def test_details_stay_until_ninety_days_after_the_session(site):
    where = make_session(site)
    row = join(where)
    assert (row.keep_until - timezone.localtime(where.end).date()).days == 90
