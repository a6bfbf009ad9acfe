"""The calendar files, read by two readers: the icalendar package and a strict one of our own."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM, Applicant
from academie.exchange.ics import CalendarEntry, calendar
from academie.exchange.models import TrainingEventPage, TrainingSession
from academie.taxonomy.models import Region
from tests import factories
from tests.exchange import strict_ics
from tests.exchange.events import local, make_event, session
from tests.pages import few_queries

FEED = "/agenda/agenda.ics"
CHANGED = datetime(2026, 11, 1, 12, tzinfo=UTC)


def entry(start, end=None, **values):
    return CalendarEntry(
        **{
            "event_id": UUID(int=1),
            "session_id": 7,
            "start": start,
            "end": end or start + timedelta(hours=2),
            "title": "Een ochtend mee",
            "kind": "Meeloopdag",
            "text": "U loopt mee.",
            "place": "Wijkteam Feijenoord",
            "url": "https://example.org/agenda/een-ochtend-mee/",
            "changed": CHANGED,
        }
        | values
    )


def written(*entries):
    return calendar("Agenda", entries)


def soon(days=5):
    day = timezone.localdate() + timedelta(days=days)
    return local(day.year, day.month, day.day, 9)


def read_events(response):
    assert response.status_code == 200
    strict = strict_ics.read(response.content).all("VEVENT")
    loose = list(Calendar.from_ical(response.content).walk("VEVENT"))
    assert [part.value("UID") for part in strict] == [str(event["uid"]) for event in loose]
    return loose


def titles(response):
    return [str(event["summary"]) for event in read_events(response)]


# -- the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (local(2026, 12, 3, 9), local(2026, 12, 3, 12)),
        (local(2027, 7, 1, 9), local(2027, 7, 1, 12)),
        (local(2026, 10, 25, 1), local(2026, 10, 25, 4)),
        (local(2026, 10, 25, 2, 30), local(2026, 10, 25, 2, 30, fold=1)),
        (local(2026, 10, 25, 2, 30, fold=1), local(2026, 10, 25, 5)),
        (local(2027, 3, 28, 1), local(2027, 3, 28, 4)),
        (local(2026, 12, 31, 22), local(2027, 1, 1, 2)),
    ],
)
def test_both_readers_find_the_very_moments(start, end):
    content = written(entry(start, end))
    event = next(iter(Calendar.from_ical(content).walk("VEVENT")))
    assert event.start.astimezone(UTC) == start.astimezone(UTC)
    assert event.end.astimezone(UTC) == end.astimezone(UTC)
    part = strict_ics.read(content).all("VEVENT")[0]
    for name, moment in (("DTSTART", start), ("DTEND", end)):
        assert moment_of(*part.properties[name]) == moment.astimezone(UTC)


def moment_of(parameters, value):
    """Return a DATE-TIME as RFC 5545 reads it: of an hour that comes twice, the first."""
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    zone = ZoneInfo(parameters["TZID"])
    return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def test_clock_rules_are_those_of_the_time_zone_itself():
    zone = strict_ics.read(written()).all("VTIMEZONE")[0]
    assert zone.value("TZID") == "Europe/Amsterdam"
    for year in range(1997, 2038):
        for name, month in (("DAYLIGHT", 3), ("STANDARD", 10)):
            rule = zone.all(name)[0]
            assert rule.value("RRULE") == f"FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}"
            last = max(day for day in range(25, 32) if datetime(year, month, day).weekday() == 6)
            first = datetime.strptime(rule.value("DTSTART"), "%Y%m%dT%H%M%S")
            before = timedelta(hours=int(rule.value("TZOFFSETFROM")[:3]))
            change = datetime(year, month, last, first.hour, tzinfo=UTC) - before
            after = change.astimezone(ZoneInfo("Europe/Amsterdam"))
            assert after.utcoffset() == timedelta(hours=int(rule.value("TZOFFSETTO")[:3]))
            just_before = (change - timedelta(seconds=1)).astimezone(after.tzinfo)
            assert just_before.utcoffset() == before


def test_hostile_text_stays_text():
    title = "Eén; twee, drie\\ \nBEGIN:VEVENT " + "lang " * 40 + "ë" * 80
    content = written(entry(local(2026, 12, 3, 9), title=title, text='"a":b\r\nEND:VEVENT'))
    part = strict_ics.read(content)
    assert len(part.all("VEVENT")) == 1
    assert strict_ics.text(part.all("VEVENT")[0].value("SUMMARY")) == title
    event = next(iter(Calendar.from_ical(content).walk("VEVENT")))
    assert str(event["summary"]) == title


def test_same_sessions_give_the_same_bytes():
    one, other = (written(entry(local(2026, 12, 3, 9))) for _ in range(2))
    assert one == other


def test_calendar_without_sessions_is_a_calendar():
    assert strict_ics.read(written()).all("VEVENT") == []


# -- the feed ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_feed_holds_what_is_to_come_and_what_was_just_now(site, client):
    make_event(site, session(soon(5)), session(soon(-20)), title="Vaak")
    make_event(site, session(soon(-40)), title="Lang geleden")
    make_event(site, session(soon(5)), title="Concept", publish=False)
    private = make_event(site, session(soon(5)), title="Besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    response = client.get(FEED)
    assert titles(response) == ["Vaak", "Vaak"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.django_db
def test_event_tells_place_form_and_address(site, client):
    page = make_event(
        site, session(soon(), location="Wijkteam, Zuid"), title="Mee", kind="meeloopdag"
    )
    event = read_events(client.get(FEED))[0]
    assert str(event["location"]) == "Wijkteam, Zuid"
    assert event["categories"].cats == ["Meeloopdag"]
    assert str(event["url"]) == f"http://localhost/agenda/{page.slug}/"
    assert str(event["description"]).startswith("Een korte inleiding.")


@pytest.mark.django_db
def test_number_of_a_session_stays_when_everything_else_changes(site, client):
    page = make_event(site, session(soon()), title="Eerst zo")
    # The stamp counts in seconds, and this test is faster than one.
    published = timezone.now() - timedelta(minutes=5)
    type(page).objects.filter(pk=page.pk).update(last_published_at=published)
    before = read_events(client.get(FEED))[0]
    page.title, page.slug = "Later anders", "later-anders"
    page.sessions.set([*page.sessions.all(), session(soon(9))])
    first = page.sessions.order_by("start").first()
    first.start += timedelta(days=1)
    first.end += timedelta(days=1)
    page.save_revision().publish()
    after = read_events(client.get(FEED))
    assert str(after[0]["uid"]) == str(before["uid"])
    assert len({str(event["uid"]) for event in after}) == 2
    assert after[0]["dtstamp"].dt > before["dtstamp"].dt


@pytest.mark.django_db
def test_copy_of_an_event_has_numbers_of_its_own(site, client):
    page = make_event(site, session(soon()), title="Een")
    page.copy(update_attrs={"title": "Twee", "slug": "twee"}, keep_live=True)
    events = read_events(client.get(FEED))
    assert len({str(event["uid"]) for event in events}) == len(events) == 2


@pytest.mark.django_db
def test_unchanged_feed_is_not_sent_again(site, client):
    make_event(site, session(soon()), title="Een")
    first = client.get(FEED)
    assert re.fullmatch(r'"[0-9a-f]{32}"', first["ETag"])
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    since = client.get(FEED, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304


@pytest.mark.django_db
def test_changed_feed_is_sent_again(site, client):
    make_event(site, session(soon()), title="Een")
    first = client.get(FEED)
    TrainingSession.objects.update(location="Elders")
    again = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    assert str(read_events(again)[0]["location"]) == "Elders"


@pytest.mark.django_db
def test_choice_of_the_reader_holds_for_the_feed(site, client):
    make_event(site, session(soon(3)), title="A", kind="training", roles=["ib"])
    make_event(site, session(soon(4)), title="B", kind="werkbezoek", clusters=["cluster-2"])
    assert titles(client.get(f"{FEED}?soort=werkbezoek")) == ["B"]
    assert titles(client.get(f"{FEED}?rol=ib")) == ["A"]
    assert titles(client.get(f"{FEED}?cluster=cluster-2&rol=ib")) == []
    assert client.get(f"{FEED}?rol=ib")["ETag"] != client.get(FEED)["ETag"]
    name = strict_ics.read(client.get(f"{FEED}?soort=werkbezoek").content).value("NAME")
    assert strict_ics.text(name) == "Onderwijs-Zorg Academie: Werkbezoek"


@pytest.mark.django_db
def test_district_holds_its_neighbourhoods(site, client):
    places = {slug: Region.objects.get(slug=slug) for slug in ("rotterdam", "charlois", "carnisse")}
    for slug, region in places.items():
        make_event(site, session(soon()), title=slug, region=region)
    assert titles(client.get(f"{FEED}?buurt=carnisse")) == ["carnisse"]
    assert sorted(titles(client.get(f"{FEED}?buurt=charlois"))) == ["carnisse", "charlois"]
    assert len(titles(client.get(f"{FEED}?buurt=rotterdam"))) == 3
    assert titles(client.get(f"{FEED}?regio=carnisse")) == ["carnisse"]
    assert len(titles(client.get(f"{FEED}?buurt=bestaat-niet"))) == 3
    assert titles(client.get(f"{FEED}?buurt=carnisse&rol=ib")) == []
    name = strict_ics.read(client.get(f"{FEED}?buurt=charlois").content).value("NAME")
    assert strict_ics.text(name) == "Onderwijs-Zorg Academie: Charlois"


@pytest.mark.django_db
def test_cancelled_session_stays_in_the_feed_as_cancelled(site, client):
    page = make_event(site, session(soon(), capacity=5), title="Een")
    TrainingEventPage.objects.update(last_published_at=timezone.now() - timedelta(minutes=5))
    first = client.get(FEED)
    event = read_events(first)[0]
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)
    desk.cancel(page.sessions.get().pk, actor=SYSTEM, note="Ziek.")
    headers = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
    again = client.get(FEED, headers=headers)
    after = read_events(again)[0]
    assert (str(after["status"]), after["sequence"]) == ("CANCELLED", 1)
    assert after["uid"] == event["uid"]
    assert after["dtstamp"].dt > event["dtstamp"].dt
    assert b"Ziek" not in again.content
    since = client.get(FEED, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 200


@pytest.mark.django_db
def test_sequence_rises_when_time_or_place_changes_only(site, client):
    page = make_event(site, session(soon(), capacity=5), title="Een")
    one = page.sessions.get()
    desk.sign_up(one.pk, Applicant("N", "n@school.nl", "", "S", World.CARE), key="")
    page.title = "Anders"
    page.save_revision().publish()
    assert read_events(client.get(FEED))[0]["sequence"] == 0
    page = type(page).objects.get(pk=page.pk)
    one = page.sessions.get()
    one.location = "Elders"
    page.sessions.set([one])
    page.save_revision().publish()
    assert read_events(client.get(FEED))[0]["sequence"] == 1


@pytest.mark.django_db
def test_feed_is_for_everybody_the_same_and_sets_nothing(site, client):
    make_event(site, session(soon()), title="Een", owner=factories.make_user("maker"))
    response = client.get(FEED)
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert b"ATTENDEE" not in response.content
    assert b"ORGANIZER" not in response.content
    assert b"maker" not in response.content


@pytest.mark.django_db
def test_feed_takes_few_queries_and_does_not_grow(site, client):
    for number in range(5):
        make_event(site, session(soon()), session(soon(6)), title=f"Een {number}")
    client.get(FEED)
    with few_queries(6):
        assert len(read_events(client.get(FEED))) == 10


@pytest.mark.django_db
def test_one_event_has_a_file_with_all_its_sessions(site, client):
    page = make_event(site, session(soon(5)), session(soon(-90)), title="Een ochtend mee")
    make_event(site, session(soon(5)), title="Een ander")
    response = client.get(f"/agenda/{page.slug}/agenda.ics")
    assert titles(response) == ["Een ochtend mee", "Een ochtend mee"]
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.ics"'


@pytest.mark.django_db
def test_event_that_no_reader_may_see_has_no_file(site, client):
    draft = make_event(site, session(soon(5)), title="Concept", publish=False)
    assert client.get(f"/agenda/{draft.slug}/agenda.ics").status_code == 404
    assert client.get("/agenda/bestaat-niet/agenda.ics").status_code == 404


@pytest.mark.django_db
def test_closed_agenda_has_no_feed(site, client):
    PageViewRestriction.objects.create(page=site.agenda, restriction_type="login")
    assert client.get(FEED).status_code == 404
