from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.jobs import jobs as all_jobs
from academie.exchange.capacity import changes, desk, jobs, rules
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, SYSTEM
from academie.exchange.enums import Decision, Reason, SignUpState
from academie.exchange.models import Seating, SignUp, TrainingEventPage, TrainingSession
from tests.exchange.capacity.people import (
    BEVESTIGD,
    WACHT,
    Z,
    fresh,
    join,
    make_session,
    reload,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """What listeners hear of sessions and of people."""
    found = []
    monkeypatch.setattr(changes, "_session_listeners", [lambda seating, what: found.append(what)])
    monkeypatch.setattr(
        changes, "_change_listeners", [lambda change: found.append((change.new, change.reason))]
    )
    return found


def publish(**values):
    """Publish the only page with other values for its only session."""
    page = TrainingEventPage.objects.get()
    one = page.sessions.get()
    for name, value in values.items():
        setattr(one, name, value)
    page.sessions = [one]
    page.save_revision(clean=False).publish()


def test_cancelling_tells_everybody_once(site, heard):
    where = make_session(site, capacity=1, approval=False)
    gone, _, _ = join(where), join(where), join(where)
    desk.withdraw(gone.pk, actor=PERSON)
    heard.clear()
    for _ in range(2):
        desk.cancel(where.pk, actor=SYSTEM, note="De gastheer is ziek.")
    assert states(where) == {
        1: SignUpState.WITHDRAWN,
        2: SignUpState.CANCELLED,
        3: SignUpState.CANCELLED,
    }
    told = (SignUpState.CANCELLED, Reason.CANCELLED)
    assert heard == [told, told, "cancelled"]
    seating = Seating.objects.get()
    assert (seating.cancel_reason, seating.sequence) == ("De gastheer is ziek.", 1)
    with pytest.raises(NotPossible, match="al geannuleerd"):
        desk.decide(where.pk, True, actor=SYSTEM)
    desk.decide(where.pk, False, actor=SYSTEM)


def test_what_was_cannot_be_cancelled_or_decided(site):
    where = make_session(site, days=-2)
    with pytest.raises(NotPossible, match="al geweest"):
        desk.cancel(where.pk, actor=SYSTEM, note="")
    with pytest.raises(NotPossible, match="al geweest"):
        desk.decide(where.pk, True, actor=SYSTEM)


def test_an_older_draft_does_not_undo_a_cancellation(site):
    where = make_session(site)
    draft = TrainingEventPage.objects.get().save_revision()
    desk.cancel(where.pk, actor=SYSTEM, note="")
    draft.publish()
    assert Seating.objects.get().cancelled_at is not None
    with pytest.raises(NotPossible):
        join(where)


def test_publishing_fewer_places_throws_nobody_out(site):
    where = make_session(site, capacity=4)
    for _ in range(3):
        join(where, Z)
    publish(capacity=2, kept_education=2)
    now = reload(where)
    assert (now.capacity, now.kept_education) == (3, 0)
    assert list(states(where).values()) == [BEVESTIGD] * 3


def test_publishing_after_the_release_looks_at_the_total_alone(site):
    where = make_session(site, capacity=4, days=5)
    for _ in range(3):
        join(where, Z)
    publish(capacity=2, kept_education=2)
    now = reload(where)
    assert (now.capacity, now.kept_education) == (3, 2)


def test_a_session_that_moves_away_from_its_release_keeps_what_it_still_can(site):
    where = make_session(site, capacity=4, kept_education=3, days=5)
    for _ in range(3):
        join(where, Z)
    publish(start=where.start + timedelta(days=60), end=where.end + timedelta(days=60))
    now = reload(where)
    assert (now.capacity, now.kept_education) == (4, 1)
    assert list(states(where).values()) == [BEVESTIGD] * 3


def test_publishing_more_places_gives_them_at_once(site):
    where = make_session(site, capacity=1)
    for _ in range(3):
        join(where)
    publish(capacity=2)
    assert list(states(where).values()) == [BEVESTIGD, BEVESTIGD, WACHT]


def test_another_time_or_place_is_told_and_counted_a_better_text_is_not(site, heard):
    where = make_session(site, capacity=1)
    join(where)
    heard.clear()
    page = TrainingEventPage.objects.get()
    page.title = "Een betere titel"
    page.save_revision(clean=False).publish()
    assert (heard, Seating.objects.get().sequence) == ([], 0)
    publish(location="  Wijkteam ")
    assert (heard, Seating.objects.get().sequence) == ([], 0)


def test_a_moved_session_tells_everybody_who_may_come(site, heard):
    where = make_session(site, capacity=1)
    row, _, gone = join(where), join(where), join(where)
    desk.withdraw(gone.pk, actor=PERSON)
    heard.clear()
    later = timedelta(days=20)
    publish(start=where.start + later, end=where.end + later, location="Gymzaal")
    assert heard == [(BEVESTIGD, Reason.MOVED), (WACHT, Reason.MOVED)]
    seating = Seating.objects.get()
    assert seating.sequence == 1
    assert seating.told["location"] == "Gymzaal"
    assert fresh(row).keep_until == row.keep_until + later
    assert fresh(gone).keep_until == row.keep_until + later
    heard.clear()
    publish()
    assert heard == []


def test_a_correction_of_the_archive_is_no_news(site, heard):
    where = make_session(site)
    row = join(where)
    heard.clear()
    past = timedelta(days=60)
    publish(start=where.start - past, end=where.end - past)
    assert (heard, Seating.objects.get().sequence) == ([], 0)
    assert fresh(row).keep_until == row.keep_until - past


def test_deleting_the_page_tells_everybody_first(site, heard):
    where = make_session(site)
    join(where)
    heard.clear()
    TrainingEventPage.objects.get().delete()
    assert heard == [(SignUpState.CANCELLED, Reason.CANCELLED), "cancelled"]
    assert not SignUp.objects.exists()
    assert not TrainingSession.objects.exists()


def test_deleting_what_was_tells_nobody(site, heard):
    where = make_session(site)
    join(where)
    past = timedelta(days=60)
    publish(start=where.start - past, end=where.end - past)
    heard.clear()
    TrainingEventPage.objects.get().delete()
    assert heard == []


def test_the_worker_gives_places_at_the_release_and_only_once(site):
    where = make_session(site, capacity=2, kept_education=2)
    row = join(where, Z)
    moment = rules.release_moment(where.start, where.release_days)
    jobs.tend(moment - timedelta(seconds=1))
    assert fresh(row).state == WACHT
    assert jobs.tend(moment)
    assert fresh(row).state == BEVESTIGD
    assert not jobs.tend(moment)
    assert row.changes.count() == 2


def test_who_still_waits_when_it_begins_is_told(site):
    where = make_session(site, capacity=1)
    sits, waits = join(where), join(where)
    TrainingSession.objects.update(approval=True)
    asks = join(where)
    assert jobs.tend(where.start)
    for row in (waits, asks):
        assert fresh(row).state == SignUpState.EXPIRED
        assert row.changes.last().reason == Reason.TOO_LATE
    assert fresh(sits).state == BEVESTIGD
    assert not jobs.tend(where.start)


def decision_day(where):
    return rules.midnight(rules.days_before(where.start, where.decide_days))


def test_too_few_people_are_foretold_once_and_then_decided(site, heard):
    where = make_session(site, capacity=5, minimum=2)
    join(where)
    heard.clear()
    day = decision_day(where)
    assert not jobs.tend(day - timedelta(days=3, seconds=1))
    assert jobs.tend(day - timedelta(days=3))
    assert not jobs.tend(day - timedelta(days=1))
    assert heard == ["decide_soon"]
    assert jobs.tend(day)
    assert not jobs.tend(day)
    assert heard[1:] == [(SignUpState.CANCELLED, Reason.TOO_FEW), "too_few"]
    seating = Seating.objects.get()
    assert seating.decision == Decision.NO_GO
    assert seating.cancelled_at is not None


def test_what_is_published_late_is_foretold_all_the_same(site, heard):
    where = make_session(site, capacity=5, minimum=2, days=5, decide_days=7)
    now = timezone.now()
    assert jobs.tend(now)
    assert heard == ["decide_soon"]
    assert not jobs.tend(now + timedelta(hours=23))
    join(where)
    heard.clear()
    assert jobs.tend(now + timedelta(hours=25))
    assert heard == [(SignUpState.CANCELLED, Reason.TOO_FEW), "too_few"]


def test_enough_people_and_it_goes_on_without_a_warning(site, heard):
    where = make_session(site, capacity=5, minimum=2)
    first, _ = join(where), join(where)
    heard.clear()
    day = decision_day(where)
    assert not jobs.tend(day - timedelta(days=2))
    assert jobs.tend(day)
    assert heard == ["go"]
    desk.withdraw(first.pk, actor=PERSON)
    assert not jobs.tend(day + timedelta(days=1))
    assert Seating.objects.get().decision == Decision.GO


def test_the_organiser_may_say_that_it_goes_on_all_the_same(site, heard):
    where = make_session(site, capacity=5, minimum=2)
    for _ in range(2):
        desk.decide(where.pk, True, actor=SYSTEM)
    assert heard == ["go"]
    assert not jobs.tend(decision_day(where))


def test_nothing_is_decided_about_a_page_that_nobody_sees(site, heard):
    make_session(site, capacity=5, minimum=2, days=2)
    TrainingEventPage.objects.get().unpublish()
    assert not jobs.tend()


def test_the_job_is_registered():
    assert "plaatsen nalopen" in {job.name for job in all_jobs()}


def test_the_clock_of_the_admin_makes_no_difference(site):
    where = make_session(site)
    join(where)
    with timezone.override("America/New_York"):
        publish(location="Wijkteam")
    assert Seating.objects.get().sequence == 0
