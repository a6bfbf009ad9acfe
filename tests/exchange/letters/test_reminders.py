"""Reminders: when they are due, that each leaves once, and what happens to a session meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON, organiser
from academie.exchange.letters import kinds, reminders, reminding
from academie.exchange.models import Reminder, SignUp
from academie.mail.models import OutgoingMail
from tests import factories
from tests.exchange.events import AMSTERDAM, local
from tests.exchange.letters.people import join, moment, person
from tests.exchange.letters.test_invitations import publish

pytestmark = pytest.mark.django_db

Kind = Reminder.Kind


def due_of(row):
    return dict(Reminder.objects.filter(sign_up=row).values_list("kind", "due_at"))


def sent(kind=None):
    found = OutgoingMail.objects.filter(kind=kinds.REMINDER).order_by("pk")
    return [mail for mail in found if kind is None or mail.subject.startswith(kind)]


def at(moment_, days, hour=9):
    """Return the moment so many days later, at a local hour."""
    day = moment_.astimezone(AMSTERDAM).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


def there(row, present=True):
    SignUp.objects.filter(pk=row.pk).update(present=present)


# -- when -------------------------------------------------------------------------------------


def last_sunday(month: int) -> date:
    """Return the day of next year on which the clocks change in that month."""
    end = date(timezone.localdate().year + 1, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def hour_of(day: date, hour: int) -> datetime:
    return local(day.year, day.month, day.day, hour)


def test_place_brings_three_reminders_at_nine(site):
    sunday = last_sunday(3)
    row = join(moment(site, start=hour_of(sunday + timedelta(days=1), 9)))
    assert due_of(row) == {
        Kind.SOON: hour_of(sunday - timedelta(days=1), 9),
        Kind.LOOK_BACK: hour_of(sunday + timedelta(days=2), 9),
        Kind.SIX_WEEKS: hour_of(sunday + timedelta(days=43), 9),
    }


def test_end_at_midnight_belongs_to_the_day_before(site):
    sunday = last_sunday(10)
    found = moment(site, start=hour_of(sunday - timedelta(days=1), 20), end=hour_of(sunday, 0))
    assert due_of(join(found))[Kind.LOOK_BACK] == hour_of(sunday, 9)


def test_who_waits_has_none_until_she_gets_a_place(site):
    found = moment(site)
    first, noor = join(found, "Eerste"), join(found)
    assert due_of(noor) == {}
    desk.withdraw(first.pk, actor=PERSON)
    assert len(due_of(noor)) == 3
    assert due_of(first) == {}


def test_last_minute_sign_up_is_not_reminded_beforehand(site):
    found = moment(site, days=10, capacity=3)
    due = at(found.start, -2)
    late = join(found, "Laat", now=due - timedelta(hours=11))
    assert set(due_of(late)) == {Kind.LOOK_BACK, Kind.SIX_WEEKS}
    early = join(found, "Vroeg", now=due - timedelta(hours=13))
    assert len(due_of(early)) == 3
    reminders.send_due(due + timedelta(hours=1))
    assert [mail.to for mail in sent()] == ["vroeg@school.nl"]


def test_last_minute_promotion_is_not_reminded_beforehand(site):
    found = moment(site, days=10)
    first, noor = join(found, "Eerste"), join(found)
    desk.withdraw(first.pk, actor=PERSON, now=at(found.start, -2, 7))
    assert set(due_of(noor)) == {Kind.LOOK_BACK, Kind.SIX_WEEKS}


def test_copy_of_a_page_reminds_nobody(site):
    found = moment(site)
    join(found)
    copy = found.page.copy(update_attrs={"title": "Nog eens", "slug": "nog-eens"})
    assert Reminder.objects.exclude(sign_up__session=found).count() == 0
    assert copy.sessions.get().sign_ups.count() == 0
    reminders.send_due(at(found.start, -2, 10))
    assert len(sent()) == 1


# -- what -------------------------------------------------------------------------------------


def test_reminder_beforehand_says_when_and_how_to_give_back(site):
    found = moment(site, page={"bring": "Een pen"})
    row = join(found)
    assert reminders.send_due(at(found.start, -2, 8)) == 0
    assert reminders.send_due(at(found.start, -2, 9)) == 1
    mail = sent()[0]
    assert mail.subject == "Binnenkort: Een ochtend mee"
    for part in ("Een pen", "Geef uw plaats dan nu terug", links.own_url(row), "Wij wissen uw"):
        assert part in mail.text
    assert mail.until == found.start
    assert mail.headers == {
        "List-Unsubscribe": f"<{links.quiet_url(row)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_only_who_was_there_is_asked_afterwards(site):
    found = moment(site, capacity=3)
    noor, absent, unknown = join(found), join(found, "Weg"), join(found, "Onbekend")
    there(noor)
    there(absent, present=False)
    reminders.send_due(at(found.start, 1))
    back = sent("Hoe was het?")
    assert [mail.to for mail in back] == ["noor@school.nl"]
    assert links.look_back_url(noor) in back[0].text
    assert "afzeggen" not in back[0].text
    # The list is filled in late: the question still comes.
    there(unknown)
    reminders.send_due(at(found.start, 5))
    assert [mail.to for mail in sent("Hoe was het?")] == ["noor@school.nl", "onbekend@school.nl"]
    reminders.send_due(at(found.start, 30))
    there(absent)
    reminders.send_due(at(found.start, 31))
    assert len(sent("Hoe was het?")) == 2


def test_one_question_after_six_weeks(site):
    found = moment(site)
    row = join(found)
    there(row)
    reminders.send_due(at(found.start, 41))
    assert sent("Eén vraag") == []
    reminders.send_due(at(found.start, 42))
    assert links.look_back_url(row, late=True) in sent("Eén vraag")[0].text


def test_who_answered_already_is_not_asked(site):
    found = moment(site)
    row = join(found)
    there(row)
    SignUp.objects.filter(pk=row.pk).update(evaluated_at=timezone.localdate())
    reminders.send_due(at(found.start, 1))
    assert sent("Hoe was het?") == []


def test_what_makes_no_sense_any_more_is_not_sent(site):
    found = moment(site)
    join(found)
    reminders.send_due(found.start + timedelta(minutes=1))
    assert sent() == []
    assert reminders.send_due(found.start + timedelta(minutes=2)) == 0


# -- meanwhile --------------------------------------------------------------------------------


def test_moved_session_reminds_at_the_new_time(site):
    found = moment(site)
    row = join(found)
    publish(found, shift=timedelta(days=7))
    assert due_of(row)[Kind.SOON] == at(found.start, 5)
    assert due_of(row)[Kind.SIX_WEEKS] == at(found.start, 49)
    assert reminders.send_due(at(found.start, -2, 10)) == 0


def test_session_that_moves_after_the_reminder_reminds_anew(site):
    found = moment(site)
    row = join(found)
    reminders.send_due(at(found.start, -2, 10))
    publish(found, shift=timedelta(days=7))
    assert reminders.send_due(at(found.start, 5, 10)) == 1
    assert [mail.key for mail in sent()] == [
        f"{row.reminders.get(kind=Kind.SOON).pk}:{version}" for version in (0, 1)
    ]


def test_other_place_on_the_same_day_does_not_remind_anew(site):
    found = moment(site)
    join(found)
    reminders.send_due(at(found.start, -2, 10))
    publish(found, location="Elders")
    assert reminders.send_due(at(found.start, -2, 11)) == 0


def test_session_that_comes_near_needs_no_reminder_beside_the_mail_about_it(site):
    found = moment(site)
    row = join(found)
    publish(found, shift=timedelta(days=-29))
    assert Kind.SOON not in due_of(row)


def test_other_text_leaves_the_reminders_alone(site):
    found = moment(site)
    row = join(found)
    before = due_of(row)
    publish(found, page={"title": "Iets anders"})
    assert due_of(row) == before


@pytest.mark.parametrize("end", ["cancelled", "withdrawn", "handed over", "put back"])
def test_who_loses_the_place_is_not_reminded(site, end):
    found = moment(site)
    row, actor = join(found), organiser(factories.make_user("o").pk)
    match end:
        case "cancelled":
            desk.cancel(found.pk, actor=actor, note="")
        case "withdrawn":
            desk.withdraw(row.pk, actor=PERSON)
        case "handed over":
            desk.hand_over(row.pk, person("Colette"), actor=PERSON)
        case "put back":
            found.page.sessions.update(kept_care=1)
            desk.correct_side(row.pk, "onderwijs", actor=actor, may_wait=True)
    assert due_of(row) == {}
    reminders.send_due(at(found.start, -2, 10))
    assert [mail.to for mail in sent()] == (["colette@school.nl"] if end == "handed over" else [])


# -- refused ----------------------------------------------------------------------------------


def test_link_stops_reminders_by_post_and_not_by_get(site, client):
    found = moment(site)
    row = join(found)
    url = links.quiet_url(row).removeprefix("http://localhost")
    page = client.get(url)
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert not page.cookies
    assert Reminder.objects.filter(sent_at=None).count() == 3
    done = client.post(url, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert "U krijgt geen herinneringen meer" in done.content.decode()
    assert reminders.send_due(at(found.start, -2, 10)) == 0
    assert client.post(url).status_code == 200
    assert "Noor" not in client.get(url).content.decode()


def test_stop_holds_when_the_session_moves(site):
    found = moment(site, days=2)
    row = join(found)
    reminding.stop(row)
    publish(found, shift=timedelta(days=20))
    assert reminders.send_due(at(found.start, 18, 10)) == 0
    there(row)
    assert reminders.send_due(at(found.start, 63)) == 0
    assert sent() == []


@pytest.mark.parametrize("token", ["", "x", "x.y", "../../etc"])
def test_false_link_is_a_calm_404(site, client, token):
    response = client.get("/geen-herinneringen/", {"t": token})
    assert response.status_code == 404
    assert "Deze link werkt niet" in response.content.decode()


def test_link_of_another_purpose_stops_nothing(site, client):
    row = join(moment(site))
    assert client.post(f"/geen-herinneringen/?t={links.own_token(row)}").status_code == 404
    assert Reminder.objects.filter(sent_at=None).count() == 3


# -- once -------------------------------------------------------------------------------------


def test_reminder_leaves_once(site):
    found = moment(site)
    join(found)
    now = at(found.start, -2, 10)
    assert [reminders.send_due(now), reminders.send_due(now)] == [1, 0]
    assert len(sent()) == 1


def test_killed_between_mail_and_mark_leaves_nothing_half(site, monkeypatch):
    found = moment(site)
    join(found)
    now = at(found.start, -2, 10)

    def killed(*args, **kwargs):
        assert len(sent()) == 1
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(type(Reminder.objects.all()), "bulk_update", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            reminders.send_due(now)
    assert sent() == []
    assert reminders.send_due(now) == 1
    assert len(sent()) == 1


def test_four_workers_at_once_send_each_reminder_once(committed_site):
    found = moment(committed_site, capacity=6)
    for number in range(6):
        join(found, f"Noor{number}")
    now, barrier = at(found.start, -2, 10), Barrier(4)

    def work(_):
        barrier.wait(10)
        try:
            return reminders.send_due(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 6
    assert len({mail.to for mail in sent()}) == len(sent()) == 6
    assert not Reminder.objects.filter(kind=Kind.SOON, sent_at=None).exists()


def test_who_withdraws_while_the_job_runs_is_not_reminded(site, monkeypatch):
    found = moment(site)
    row = join(found)
    select = reminders.Seating.objects.select_for_update

    def late(*args, **kwargs):
        SignUp.objects.filter(pk=row.pk).update(state="ingetrokken", seat=None)
        return select(*args, **kwargs)

    monkeypatch.setattr(type(reminders.Seating.objects), "select_for_update", late)
    reminders.send_due(at(found.start, -2, 10))
    assert sent() == []
