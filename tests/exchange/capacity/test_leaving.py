from datetime import timedelta

import pytest

from academie.exchange.capacity import changes, desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, SYSTEM
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
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """All changes that listeners hear, as (number, from, to, reason)."""
    found = []

    def listen(change):
        found.append((change.sign_up.number, change.old, change.new, change.reason))

    monkeypatch.setattr(changes, "_change_listeners", [listen])
    return found


def test_a_place_that_comes_free_is_given_at_once_to_the_first(site, heard):
    where = make_session(site, capacity=1)
    first, second, third = (join(where) for _ in range(3))
    heard.clear()
    desk.withdraw(first.pk, actor=PERSON)
    assert states(where) == {1: SignUpState.WITHDRAWN, 2: BEVESTIGD, 3: WACHT}
    assert fresh(second).seat == 1
    assert heard == [
        (1, BEVESTIGD, SignUpState.WITHDRAWN, Reason.WITHDREW),
        (2, WACHT, BEVESTIGD, Reason.PROMOTED),
    ]
    heard.clear()
    desk.withdraw(third.pk, actor=PERSON)
    assert heard == [(3, WACHT, SignUpState.WITHDRAWN, Reason.WITHDREW)]


def test_the_first_who_may_come_gets_it_not_the_last_and_not_another_side(site):
    where = make_session(site, capacity=2, kept_education=1, kept_care=1)
    teacher, nurse = join(where, E), join(where, Z)
    for side in (G, Z, E, E):
        join(where, side)
    desk.withdraw(teacher.pk, actor=PERSON)
    assert {n: s for n, s in states(where).items() if s == BEVESTIGD} == {
        2: BEVESTIGD,
        5: BEVESTIGD,
    }
    desk.withdraw(nurse.pk, actor=PERSON)
    assert states(where)[4] == BEVESTIGD
    assert states(where)[3] == WACHT


def test_withdrawing_twice_is_withdrawing_once(site, heard):
    where = make_session(site)
    row = join(where)
    for _ in range(2):
        desk.withdraw(row.pk, actor=PERSON, note="Ziek")
    assert [change.note for change in row.changes.all()] == ["", "Ziek"]


def test_nobody_withdraws_from_what_was(site):
    where = make_session(site)
    row = join(where)
    with pytest.raises(NotPossible, match="al geweest"):
        desk.withdraw(row.pk, actor=PERSON, now=where.end + timedelta(minutes=1))
    assert fresh(row).state == BEVESTIGD


def test_who_leaves_while_it_is_going_on_leaves_an_empty_chair(site):
    where = make_session(site, capacity=1)
    row, waits = join(where), join(where)
    desk.withdraw(row.pk, actor=PERSON, now=where.start + timedelta(minutes=5))
    assert fresh(waits).state == WACHT


def test_what_is_gone_is_said_in_words(site):
    for act in (
        lambda: desk.withdraw(12345, actor=PERSON),
        lambda: desk.approve(12345, actor=SYSTEM),
        lambda: desk.hand_over(12345, applicant(), actor=PERSON),
    ):
        with pytest.raises(NotPossible, match="is er niet meer"):
            act()


def test_a_place_handed_on_skips_the_waiting_list(site, heard):
    where = make_session(site, capacity=2)
    giver, _, waits = join(where), join(where), join(where)
    heard.clear()
    colleague = desk.hand_over(giver.pk, applicant(Z, "collega@school.nl"), actor=PERSON)
    assert (colleague.number, colleague.seat, colleague.from_other_id) == (4, giver.seat, giver.pk)
    assert colleague.state == BEVESTIGD
    assert fresh(giver).state == SignUpState.HANDED_OVER
    assert fresh(waits).state == WACHT
    assert heard == [
        (1, BEVESTIGD, SignUpState.HANDED_OVER, Reason.HANDED_ON),
        (4, "", BEVESTIGD, Reason.RECEIVED),
    ]
    again = desk.hand_over(giver.pk, applicant(Z, "collega@school.nl"), actor=PERSON)
    assert again.pk == colleague.pk
    with pytest.raises(NotPossible, match="geen plaats"):
        desk.hand_over(giver.pk, applicant(Z, "derde@school.nl"), actor=PERSON)


def test_a_colleague_who_waits_gets_the_place_in_her_own_row(site):
    where = make_session(site, capacity=2)
    giver, _, waits, colleague = (join(where) for _ in range(4))
    got = desk.hand_over(giver.pk, applicant(E, colleague.email), actor=PERSON)
    assert (got.pk, got.number, got.side, got.seat) == (colleague.pk, 4, Z, giver.seat)
    assert fresh(got).from_other_id == giver.pk
    assert fresh(waits).state == WACHT
    assert SignUp.objects.count() == 4


def test_a_kept_place_does_not_go_to_another_side(site):
    where = make_session(site, capacity=2, kept_education=1, kept_care=1)
    nurse, waits = join(where, Z), join(where, Z)
    with pytest.raises(NotPossible, match="bewaard voor uw kant"):
        desk.hand_over(nurse.pk, applicant(G), actor=PERSON)
    assert (fresh(nurse).state, fresh(nurse).seat) == (BEVESTIGD, 1)
    assert fresh(waits).state == WACHT
    assert desk.hand_over(nurse.pk, applicant(E), actor=PERSON).state == BEVESTIGD
    assert fresh(waits).state == BEVESTIGD, "the kept place of the nurse was left idle"


def test_a_place_goes_to_nobody_who_has_one_and_not_to_oneself(site):
    where = make_session(site)
    giver, other = join(where), join(where)
    with pytest.raises(NotPossible, match="heeft al een plaats"):
        desk.hand_over(giver.pk, applicant(email=other.email), actor=PERSON)
    with pytest.raises(NotPossible, match="van uzelf"):
        desk.hand_over(giver.pk, applicant(email=giver.email.upper()), actor=PERSON)
    with pytest.raises(NotPossible, match="naam@school"):
        desk.hand_over(giver.pk, applicant(email="x"), actor=PERSON)
    with pytest.raises(NotPossible, match="al begonnen"):
        desk.hand_over(giver.pk, applicant(), actor=PERSON, now=where.start)


def test_who_waits_has_nothing_to_hand_on(site):
    where = make_session(site, capacity=1)
    _, waits = join(where), join(where)
    with pytest.raises(NotPossible, match="geen plaats om door te geven"):
        desk.hand_over(waits.pk, applicant(), actor=PERSON)


def test_erasing_frees_the_place_and_leaves_a_count(site, heard):
    where = make_session(site, capacity=1)
    row, waits = join(where), join(where)
    heard.clear()
    desk.erase(row.pk)
    desk.erase(row.pk)
    assert fresh(waits).state == BEVESTIGD
    assert heard == [
        (1, BEVESTIGD, SignUpState.WITHDRAWN, Reason.ERASED),
        (2, WACHT, BEVESTIGD, Reason.PROMOTED),
    ]
    assert not SignUp.objects.filter(pk=row.pk).exists()
    assert not SignUpChange.objects.filter(sign_up_id=row.pk).exists()
    assert Seating.objects.get().tally == {"ingetrokken": {"zorg": 1}}


def test_erasing_after_the_session_counts_who_was_there_and_tells_nobody(site, heard):
    where = make_session(site)
    rows = [join(where, side) for side in (Z, Z, E)]
    SignUp.objects.filter(pk__in=[rows[0].pk, rows[2].pk]).update(present=True)
    heard.clear()
    after = where.end + timedelta(days=91)
    for row in rows:
        desk.erase(row.pk, actor=SYSTEM, now=after)
    assert heard == []
    assert Seating.objects.get().tally == {
        "bevestigd": {"zorg": 2, "onderwijs": 1},
        "aanwezig": {"zorg": 1, "onderwijs": 1},
    }


def test_who_gave_a_place_can_be_erased_while_the_colleague_stays(site):
    where = make_session(site)
    giver = join(where)
    colleague = desk.hand_over(giver.pk, applicant(), actor=PERSON)
    desk.erase(giver.pk)
    assert fresh(colleague).from_other_id is None
    assert fresh(colleague).state == BEVESTIGD


def test_an_error_in_a_listener_leaves_everything_as_it_was(site, monkeypatch):
    where = make_session(site, capacity=1)
    row, _ = join(where), join(where)

    def fails(change):
        if change.new == BEVESTIGD:
            raise RuntimeError("no mail row")

    monkeypatch.setattr(changes, "_change_listeners", [fails])
    before = list(SignUp.objects.order_by("pk").values()), SignUpChange.objects.count()
    with pytest.raises(RuntimeError):
        desk.withdraw(row.pk, actor=PERSON)
    assert (list(SignUp.objects.order_by("pk").values()), SignUpChange.objects.count()) == before
