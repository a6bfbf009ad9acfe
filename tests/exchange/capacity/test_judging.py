import pytest
from django.contrib.auth import get_user_model

from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, organiser
from academie.exchange.enums import ActorKind, Reason, SignUpState
from academie.exchange.models import SignUpChange, TrainingSession
from tests.exchange.capacity.people import (
    BEVESTIGD,
    WACHT,
    E,
    G,
    Z,
    fresh,
    join,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    """An organiser with an account."""
    return organiser(get_user_model().objects.create(username="gastheer").pk)


def test_two_approvals_of_one_place_give_one_place(site, host):
    where = make_session(site, capacity=1, approval=True)
    first, second = join(where), join(where)
    assert desk.approve(second.pk, actor=host).state == BEVESTIGD
    assert desk.approve(first.pk, actor=host).state == WACHT
    assert fresh(first).approved_at is not None
    change = first.changes.last()
    assert (change.reason, change.actor, change.user_id) == (
        Reason.APPROVED,
        ActorKind.ORGANISER,
        host.user_id,
    )
    desk.withdraw(second.pk, actor=PERSON)
    assert fresh(first).state == BEVESTIGD


def test_approving_twice_is_approving_once(site, host):
    where = make_session(site, approval=True)
    row = join(where)
    for _ in range(2):
        assert desk.approve(row.pk, actor=host).state == BEVESTIGD
    assert row.changes.count() == 2


def test_who_waited_goes_before_who_is_approved_later(site, host):
    where = make_session(site, capacity=1, approval=True)
    asks, first, waits = join(where), join(where), join(where)
    for row in (first, waits):
        desk.approve(row.pk, actor=host)
    TrainingSession.objects.filter(pk=where.pk).update(capacity=2)  # nothing settled yet
    assert desk.approve(asks.pk, actor=host).state == WACHT
    assert fresh(waits).state == BEVESTIGD


def test_more_places_never_confirm_somebody_whom_the_host_did_not_see(site, host):
    where = make_session(site, capacity=1, approval=True)
    asks, approved, waits = (join(where) for _ in range(3))
    desk.approve(approved.pk, actor=host)
    desk.approve(waits.pk, actor=host)
    places = desk.Places(capacity=10, kept_education=0, kept_care=0, release_days=10)
    assert desk.change_places(where.pk, places, actor=host) == 1
    assert fresh(asks).state == SignUpState.REQUESTED
    assert fresh(waits).state == BEVESTIGD


def test_approval_that_comes_later_leaves_who_waits_as_they_are(site, host):
    where = make_session(site, capacity=1)
    first, waits = join(where), join(where)
    TrainingSession.objects.filter(pk=where.pk).update(approval=True)
    assert join(where).state == SignUpState.REQUESTED
    assert desk.approve(waits.pk, actor=host).state == WACHT
    desk.withdraw(first.pk, actor=PERSON)
    assert fresh(waits).state == BEVESTIGD


def test_a_refusal_has_a_reason_and_is_final(site, host):
    where = make_session(site, approval=True)
    row = join(where)
    for _ in range(2):
        desk.refuse(row.pk, actor=host, note="Dit is voor leerkrachten.")
    assert fresh(row).state == SignUpState.REFUSED
    assert [change.note for change in row.changes.all()] == ["", "Dit is voor leerkrachten."]
    with pytest.raises(NotPossible, match="al beslist"):
        desk.approve(row.pk, actor=host)


def test_who_has_a_place_is_not_refused_but_withdrawn(site, host):
    where = make_session(site)
    row = join(where)
    with pytest.raises(NotPossible, match="al een plaats"):
        desk.refuse(row.pk, actor=host, note="")
    desk.withdraw(row.pk, actor=host, reason=Reason.REMOVED)
    with pytest.raises(NotPossible, match="al beslist"):
        desk.refuse(row.pk, actor=host, note="")


def test_nobody_is_approved_for_what_began(site, host):
    where = make_session(site, approval=True)
    row = join(where)
    with pytest.raises(NotPossible, match="al begonnen"):
        desk.approve(row.pk, actor=host, now=where.start)
    assert fresh(row).state == SignUpState.REQUESTED


def test_a_corrected_side_keeps_the_place_when_it_fits(site, host):
    where = make_session(site, capacity=3, kept_education=1)
    row = join(where, Z)
    corrected = desk.correct_side(row.pk, E, actor=host)
    assert (corrected.state, corrected.seat, corrected.side) == (BEVESTIGD, row.seat, E)
    assert row.changes.last().reason == Reason.SIDE_CORRECTED
    desk.correct_side(row.pk, E, actor=host)
    assert row.changes.count() == 2


def test_a_corrected_side_that_does_not_fit_waits_only_when_that_was_said(site, host):
    where = make_session(site, capacity=2, kept_education=1, kept_care=1)
    nurse, waits = join(where, Z), join(where, Z)
    with pytest.raises(NotPossible, match="naar de wachtlijst"):
        desk.correct_side(nurse.pk, G, actor=host)
    assert (fresh(nurse).state, fresh(nurse).side) == (BEVESTIGD, Z)
    corrected = desk.correct_side(nurse.pk, G, actor=host, may_wait=True)
    assert (corrected.state, corrected.number, corrected.side) == (WACHT, 1, G)
    assert fresh(waits).state == BEVESTIGD, "her place was left idle"


def test_who_waits_may_have_a_place_on_the_right_side(site, host):
    where = make_session(site, capacity=2, kept_education=1, kept_care=1)
    _, waits = join(where, Z), join(where, Z)
    corrected = desk.correct_side(waits.pk, E, actor=host)
    assert (corrected.state, corrected.side) == (BEVESTIGD, E)
    assert [change.reason for change in waits.changes.all()] == [
        Reason.KEPT,
        Reason.SIDE_CORRECTED,
        Reason.PROMOTED,
    ]


def details(row, **values):
    plain = {"name": row.name, "role": row.role, "organisation": row.organisation}
    return plain | {"email": row.email} | values


def test_changed_details_say_what_changed_and_not_into_what(site):
    where = make_session(site)
    row = join(where, key="k1")
    changed = desk.change_details(
        row.pk, actor=PERSON, **details(row, name="Anders", email="Nieuw@School.nl")
    )
    assert (changed.name, changed.email_key) == ("Anders", "nieuw@school.nl")
    change = SignUpChange.objects.last()
    assert (change.reason, change.old, change.new) == (Reason.DETAILS, BEVESTIGD, BEVESTIGD)
    assert change.note == "naam, e-mailadres"


def test_the_same_details_are_no_change(site):
    where = make_session(site)
    row = join(where)
    desk.change_details(row.pk, actor=PERSON, **details(row))
    assert row.changes.count() == 1


def test_an_address_belongs_to_one_person(site):
    where = make_session(site)
    row, other = join(where, key="k"), join(where, key="k")
    with pytest.raises(NotPossible, match="al iemand aangemeld"):
        desk.change_details(row.pk, actor=PERSON, **details(row, email=other.email.upper()))
    desk.withdraw(other.pk, actor=PERSON)
    changed = desk.change_details(row.pk, actor=PERSON, **details(row, email=other.email))
    assert changed.email_key == other.email_key
    with pytest.raises(NotPossible, match="naam@school"):
        desk.change_details(row.pk, actor=PERSON, **details(row, email="niets"))


def test_who_left_changes_nothing_any_more(site, host):
    where = make_session(site)
    row = join(where)
    desk.withdraw(row.pk, actor=PERSON)
    with pytest.raises(NotPossible, match="al beslist"):
        desk.change_details(row.pk, actor=PERSON, **details(row, name="x"))
    with pytest.raises(NotPossible, match="al beslist"):
        desk.correct_side(row.pk, E, actor=host)
