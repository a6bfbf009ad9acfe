"""The calendar feed of one person."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON, organiser
from academie.exchange.models import SignUp, TrainingSession
from tests import factories
from tests.exchange import strict_ics
from tests.exchange.letters.people import attached, join, mails, moment
from tests.exchange.letters.test_invitations import publish
from tests.pages import few_queries

pytestmark = pytest.mark.django_db


def feed_of(client, row, **headers):
    return client.get(links.feed_url(row).removeprefix("http://localhost"), headers=headers)


def events(response):
    assert response.status_code == 200
    strict_ics.read(response.content)
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_feed_holds_every_place_of_the_person_and_of_nobody_else(site, client):
    first = moment(site, days=5, page={"title": "Eerst"})
    second = moment(site, days=9, page={"title": "Later"})
    full = moment(site, days=7, page={"title": "Vol"})
    join(full, "Bram")
    join(second)
    row = join(first, email="NOOR@school.nl")
    join(full)
    found = events(feed_of(client, row))
    assert [str(event["summary"]) for event in found] == ["Eerst", "Later"]
    assert {str(event["status"]) for event in found} == {"CONFIRMED"}


def test_feed_holds_no_personal_data(site, client):
    row = join(moment(site), "Noor Vos")
    content = feed_of(client, row).content.replace(b"\r\n ", b"").decode()
    for personal in ("Noor", "Vos", "noor@", "Regenboog", row.public.hex, str(row.public), "?t="):
        assert personal not in content
    assert "ATTENDEE" not in content
    assert "ORGANIZER" not in content


def test_entry_is_the_one_of_the_invitation(site, client):
    found = moment(site)
    row = join(found)
    publish(found, shift=timedelta(days=1))
    (event,) = events(feed_of(client, row))
    _, invited = attached(mails("Noor")[-1])
    assert (str(event["uid"]), event["sequence"]) == (str(invited["uid"]), 1)
    assert event["sequence"] == invited["sequence"]
    assert event.start == invited.start


@pytest.mark.parametrize("how", ["withdrawn", "session"])
def test_what_is_off_stays_a_while_as_cancelled(site, client, how):
    found = moment(site)
    row = join(found)
    if how == "withdrawn":
        desk.withdraw(row.pk, actor=PERSON)
    else:
        desk.cancel(found.pk, actor=organiser(factories.make_user("o").pk), note="")
    (event,) = events(feed_of(client, row))
    _, cancelled = attached(mails("Noor")[-1])
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)
    assert (event["uid"], event["sequence"]) == (cancelled["uid"], cancelled["sequence"])
    long_ago = timezone.now() - timedelta(days=32)
    SignUp.objects.filter(pk=row.pk).update(changed_at=long_ago)
    assert events(feed_of(client, row)) == []


def test_who_never_had_a_place_reads_nothing_of_it(site, client):
    found = moment(site)
    join(found, "Bram")
    row = join(found)
    assert events(feed_of(client, row)) == []
    desk.withdraw(row.pk, actor=PERSON)
    assert events(feed_of(client, row)) == []


def test_feed_is_private_and_is_not_sent_twice(site, client):
    row = join(moment(site))
    first = feed_of(client, row)
    assert first["Cache-Control"].startswith("private")
    assert "public" not in first["Cache-Control"]
    assert first["Referrer-Policy"] == "no-referrer"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert not first.cookies
    again = feed_of(client, row, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"].startswith("private")
    TrainingSession.objects.update(location="Elders")
    changed = feed_of(client, row, **{"If-None-Match": first["ETag"]})
    assert str(events(changed)[0]["location"]) == "Elders"


def test_false_or_other_link_is_not_found(site, client):
    row = join(moment(site))
    for token in ("", "x", links.own_token(row), f"{row.public.hex}.x"):
        assert client.get("/mijn-agenda.ics", {"t": token}).status_code == 404
    assert client.post("/mijn-agenda.ics").status_code == 405


def test_erased_person_has_no_feed(site, client):
    row = join(moment(site))
    url = links.feed_url(row).removeprefix("http://localhost")
    desk.erase(row.pk)
    assert client.get(url).status_code == 404


def test_feed_takes_few_queries_and_does_not_grow(site, client):
    row = join(moment(site, days=5))
    for number in range(4):
        join(moment(site, days=6 + number), side=World.EDUCATION)
    feed_of(client, row)
    with few_queries(6):
        assert len(events(feed_of(client, row))) == 5
