"""What goes when its time is over, and what stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.enums import World
from academie.core.jobs import jobs, stopping
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.models import (
    Answers,
    Match,
    MatchedWish,
    Seating,
    SignUp,
    TrainingSession,
    Visit,
    VisitChange,
    Wish,
)
from academie.exchange.privacy import nightly
from tests.exchange.personal.people import make_session, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "mail_folder")]

DAY = timedelta(days=1)


@pytest.fixture
def past(site) -> TrainingSession:
    """A session of long ago, with somebody who came and somebody who withdrew."""
    moment = make_session(site)
    sign_up(moment)
    desk.withdraw(sign_up(moment, "Sam Bakker", side=World.CARE).pk, actor=PERSON)
    start = timezone.now() - 200 * DAY
    TrainingSession.objects.update(start=start, end=start + timedelta(hours=2))
    return moment


def make_wish(name: str, today, days: int) -> Wish:
    return Wish.objects.create(
        name=name,
        email=f"{name}@school.nl",
        email_key=f"{name}@school.nl",
        organisation="De Klim",
        side=World.CARE,
        wants=World.EDUCATION,
        created_at=timezone.now(),
        keep_until=today + days * DAY,
    )


def test_sign_ups_go_on_their_day_and_are_counted(past):
    today = timezone.localdate()
    SignUp.objects.update(keep_until=today + DAY)
    assert not nightly.tidy()
    assert SignUp.objects.count() == 2

    assert nightly.tidy(timezone.now() + DAY)

    assert not SignUp.objects.exists()
    assert Seating.objects.get().tally == {
        "bevestigd": {"onderwijs": 1},
        "ingetrokken": {"zorg": 1},
    }
    assert not nightly.tidy(timezone.now() + DAY)
    assert Seating.objects.get().tally["bevestigd"] == {"onderwijs": 1}, "counted once"


def test_who_may_still_come_stays_whatever_the_date_says(site):
    moment = make_session(site)
    noor, sam = sign_up(moment), sign_up(moment, "Sam Bakker")
    desk.withdraw(sam.pk, actor=PERSON)
    SignUp.objects.update(keep_until=timezone.localdate() - DAY)

    nightly.tidy()

    assert list(SignUp.objects.all()) == [noor]


def test_a_worker_that_is_asked_to_end_goes_on_the_next_time(past, monkeypatch):
    SignUp.objects.update(keep_until=timezone.localdate())
    stopping.set()
    try:
        nightly.tidy()
    finally:
        stopping.clear()
    assert SignUp.objects.count() == 2
    nightly.tidy()
    assert not SignUp.objects.exists()


def test_wishes_go_with_the_proposals_that_hang_on_them():
    now, today = timezone.now(), timezone.localdate()
    old, young, third = (
        make_wish(name, today, days) for name, days in (("a", 0), ("b", 1), ("c", 1))
    )
    for state, members in (
        (Match.State.PROPOSED, (old, young)),
        (Match.State.PROPOSED, (young, third)),
        (Match.State.CONFIRMED, (old,)),
    ):
        match = Match.objects.create(state=state, made_at=now)
        for place, wish in enumerate(members):
            MatchedWish.objects.create(match=match, wish=wish, place=place)

    nightly.tidy(now)

    assert set(Wish.objects.all()) == {young, third}
    assert [set(match.members.values_list("wish", flat=True)) for match in Match.objects.all()] == [
        {young.pk, third.pk}
    ]


def test_words_go_after_two_years_and_the_counts_stay(past):
    words = {"guest_lesson": "a", "host_lesson": "b", "follow_up": "c"}
    visit = Visit.objects.create(session=past, state="geweest", **words)
    VisitChange.objects.create(
        visit=visit, new="geweest", actor="gastheer", note="d", at=timezone.now()
    )
    Answers.objects.create(session=past, side=World.CARE, scores=[5] * 5, lesson="e")

    nightly.tidy()
    assert Visit.objects.filter(**words).exists()

    end = timezone.now() - 731 * DAY
    TrainingSession.objects.update(start=end - timedelta(hours=2), end=end)
    assert nightly.tidy()

    visit.refresh_from_db()
    assert (visit.guest_lesson, visit.host_lesson, visit.follow_up) == ("", "", "")
    assert visit.changes.get().note == ""
    answers = Answers.objects.get()
    assert (answers.lesson, answers.scores) == ("", [5] * 5)
    assert not nightly.tidy()


def test_the_worker_knows_its_jobs():
    assert {"bewaartermijnen", "gewiste gegevens opruimen"} <= {job.name for job in jobs()}
