"""The life of a visit: it follows the places, and both sides look back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON, Applicant, organiser
from academie.exchange.enums import ActorKind, VisitState
from academie.exchange.models import SignUp, Visit, VisitChange
from academie.exchange.visits import following, jobs, services
from academie.exchange.visits.errors import VisitNotPossible
from tests import factories
from tests.exchange.events import make_event, session
from tests.exchange.visits.people import been, begin, make_visit, sign_up, visit_of

pytestmark = pytest.mark.django_db
State = VisitState


@pytest.fixture
def host(db):
    return organiser(factories.make_user("gastheer").pk)


def steps(visit):
    return list(visit.changes.values_list("old", "new", "actor"))


def test_a_published_visit_is_on_offer_once(site):
    moment = make_visit(site)
    following.ensure_offer(moment)

    offer = Visit.objects.get(session=moment)
    assert offer.state == State.OFFERED
    assert steps(offer) == [("", "aangeboden", "systeem")]


@pytest.mark.parametrize("values", [{"kind": "training"}, {"capacity": 0}, {"days": -3}])
def test_nothing_else_is_on_offer(site, values):
    moment = make_visit(site, **values)

    assert following.ensure_offer(moment) is None
    assert not Visit.objects.exists()


def test_a_visit_follows_the_places(site):
    moment = make_visit(site, capacity=1)
    first = sign_up(moment, "Anna")
    second = sign_up(moment, "Bram")

    assert visit_of(first).state == State.AGREED
    assert visit_of(second).state == State.REQUESTED
    assert visit_of(first).guest_side == World.CARE

    desk.withdraw(first.pk, actor=PERSON)

    assert visit_of(first).state == State.OFF
    assert visit_of(second).state == State.AGREED
    assert steps(visit_of(first)) == [
        ("", "aangevraagd", "deelnemer"),
        ("aangevraagd", "akkoord", "deelnemer"),
        ("akkoord", "niet doorgegaan", "deelnemer"),
    ]


def test_a_request_waits_for_the_host(site, host):
    one = sign_up(make_visit(site, approval=True))
    assert visit_of(one).state == State.REQUESTED

    desk.approve(one.pk, actor=host)

    visit = visit_of(one)
    assert visit.state == State.AGREED
    last = visit.changes.last()
    assert (last.actor, last.user_id) == (ActorKind.ORGANISER, host.user_id)


def test_a_colleague_has_a_visit_of_her_own(site):
    one = sign_up(make_visit(site))
    colleague = desk.hand_over(
        one.pk, Applicant("Bram", "bram@zorg.nl", "", "Wijkteam", World.CARE), actor=PERSON
    )

    assert visit_of(one).state == State.OFF
    assert visit_of(colleague).state == State.AGREED


def test_a_cancelled_session_takes_its_offer_and_visits_along(site, host):
    moment = make_visit(site)
    one = sign_up(moment)

    desk.cancel(moment.pk, actor=host, note="Ziek.")

    assert visit_of(one).state == State.OFF
    assert following.offers().get(session=moment).state == State.OFF
    assert following.ensure_offer(moment) is None


def test_a_training_has_no_visits(site):
    start = timezone.now() + timedelta(days=5)
    moment = make_event(site, session(start, capacity=3)).sessions.get()

    sign_up(moment)

    assert not Visit.objects.exists()


def test_a_corrected_side_reaches_the_visit(site, host):
    one = sign_up(make_visit(site))

    desk.correct_side(one.pk, World.EDUCATION, actor=host)

    assert visit_of(one).guest_side == World.EDUCATION


def test_the_sheet_goes_with_the_mail_and_the_promise_makes_it_ready(site):
    one = sign_up(make_visit(site))
    visit = visit_of(one)
    assert visit.sheet_sent_at is not None

    services.agree_secrecy(visit.pk, actor=PERSON)
    first = visit_of(one)
    services.agree_secrecy(visit.pk, actor=PERSON)

    assert first.state == State.PREPARED
    assert visit_of(one).secrecy_agreed_at == first.secrecy_agreed_at
    assert first.changes.count() == visit_of(one).changes.count()


def test_without_a_sheet_the_host_cannot_say_that_it_was_sent(site, host):
    moment = make_visit(site)
    one = sign_up(moment)
    type(moment.page).objects.filter(pk=moment.page_id).update(preparation=" ")
    Visit.objects.update(sheet_sent_at=None)

    with pytest.raises(VisitNotPossible) as caught:
        services.note_sheet(visit_of(one).pk, actor=host)

    assert "voorbereidingsblad" in caught.value.sentence


def test_the_host_may_note_both_duties(site, host):
    one = sign_up(make_visit(site))
    Visit.objects.update(sheet_sent_at=None)
    visit = visit_of(one)

    services.agree_secrecy(visit.pk, actor=host)
    assert visit_of(one).state == State.AGREED
    services.note_sheet(visit.pk, actor=host)
    assert visit_of(one).state == State.PREPARED


def test_who_waits_cannot_promise_yet(site):
    one = sign_up(make_visit(site, approval=True))

    with pytest.raises(VisitNotPossible, match="aangevraagd"):
        services.agree_secrecy(visit_of(one).pk, actor=PERSON)

    assert visit_of(one).secrecy_agreed_at is None


def test_presence_makes_it_a_visit_that_was(site):
    one = sign_up(make_visit(site))
    begin(one.session)
    assert services.visited(one) is None, "nobody said that she is there"

    SignUp.objects.filter(pk=one.pk).update(present=True)
    assert jobs.bring_up_to_date()
    assert not jobs.bring_up_to_date()

    assert visit_of(one).state == State.DONE
    assert services.visited(one) is None, "a second time is nothing"


def test_the_job_makes_what_a_page_that_became_a_visit_lacks(site):
    moment = make_visit(site, kind="training")
    one = sign_up(moment)
    type(moment.page).objects.filter(pk=moment.page_id).update(kind="meeloopdag")

    assert jobs.bring_up_to_date()

    assert visit_of(one).state == State.AGREED
    assert following.offers().filter(session=moment, state=State.OFFERED).count() == 1


def test_both_look_back_and_then_comes_what_follows(site, host):
    visit = been(sign_up(make_visit(site)))

    services.write_lesson(visit.pk, "Rust helpt.", of_host=False, actor=PERSON)
    assert visit_of(visit.sign_up).state == State.DONE
    services.write_follow_up(visit.pk, "Wij komen terug in mei.", actor=PERSON)
    assert visit_of(visit.sign_up).state == State.DONE

    services.write_lesson(visit.pk, "Een gast ziet meer.", of_host=True, actor=host)

    visit = visit_of(visit.sign_up)
    assert visit.state == State.FOLLOWED_UP
    assert [new for _, new, _ in steps(visit)][-3:] == ["geweest", "teruggekeken", "vervolg"]


def test_a_lesson_can_be_rewritten_and_the_state_stays(site, host):
    visit = been(sign_up(make_visit(site)))
    services.write_lesson(visit.pk, "Een.", of_host=True, actor=host)
    services.write_lesson(visit.pk, "Twee.", of_host=False, actor=PERSON)

    services.write_lesson(visit.pk, "Drie.", of_host=False, actor=PERSON)

    visit.refresh_from_db()
    assert (visit.state, visit.guest_lesson) == (State.REFLECTED, "Drie.")


@pytest.mark.parametrize("text", ["", "  ", "x" * 601, "Kind 111222333.", "Bel 06-12345678."])
def test_a_lesson_that_may_not_stand_changes_nothing(site, text):
    visit = been(sign_up(make_visit(site)))

    with pytest.raises(VisitNotPossible):
        services.write_lesson(visit.pk, text, of_host=False, actor=PERSON)

    assert visit_of(visit.sign_up).guest_lesson == ""


def test_nobody_looks_back_on_what_has_to_come(site):
    visit = visit_of(sign_up(make_visit(site)))

    for write in (
        lambda: services.write_lesson(visit.pk, "Leuk.", of_host=False, actor=PERSON),
        lambda: services.write_follow_up(visit.pk, "Meer.", actor=PERSON),
    ):
        with pytest.raises(VisitNotPossible, match="nog niet geweest"):
            write()


def test_a_guest_who_did_not_come(site, host):
    one = sign_up(make_visit(site))
    visit = visit_of(one)
    with pytest.raises(VisitNotPossible, match="moet nog komen"):
        services.call_off(visit.pk, actor=host)

    begin(one.session)
    services.call_off(visit.pk, actor=host)

    assert visit_of(one).state == State.OFF
    with pytest.raises(VisitNotPossible, match="al afgerond"):
        services.call_off(visit.pk, actor=host)


def test_the_host_cannot_say_that_somebody_was_there_who_is_not_on_the_list(site, host):
    visit = visit_of(sign_up(make_visit(site)))

    with pytest.raises(VisitNotPossible, match="niet als aanwezig"):
        services.mark_visited(visit.pk, actor=host)


def test_a_visit_that_is_gone(host, db):
    with pytest.raises(VisitNotPossible, match="niet meer"):
        services.call_off(12345, actor=host)


def test_erasing_a_guest_keeps_the_visit_and_none_of_her_words(site, host):
    visit = been(sign_up(make_visit(site)))
    services.write_lesson(visit.pk, "Ik ben Anna.", of_host=False, actor=PERSON)
    services.write_lesson(visit.pk, "Een gast ziet meer.", of_host=True, actor=host)
    services.write_follow_up(visit.pk, "Anna komt terug.", actor=PERSON)

    desk.erase(visit.sign_up_id)

    visit = Visit.objects.get(pk=visit.pk)
    assert (visit.sign_up, visit.guest_lesson, visit.follow_up) == (None, "", "")
    assert (visit.state, visit.guest_side) == (State.FOLLOWED_UP, World.CARE)
    assert visit.host_lesson == "Een gast ziet meer."


def test_erasing_who_still_had_to_come_ends_the_visit(site):
    moment = make_visit(site)
    one = sign_up(moment)
    visit = visit_of(one)

    desk.erase(one.pk)

    assert Visit.objects.get(pk=visit.pk).state == State.OFF
    assert following.offers().filter(state=State.OFFERED).count() == 1


def test_the_database_keeps_one_offer_a_session(site):
    moment = make_visit(site)

    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(session=moment, state=State.OFFERED)


def test_steps_hold_no_names(site):
    been(sign_up(make_visit(site), "Canarina"))

    assert VisitChange.objects.count() >= 3
    for change in VisitChange.objects.values():
        assert "Canarina" not in str(change)
