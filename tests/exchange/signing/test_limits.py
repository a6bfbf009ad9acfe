"""A school signs up at once and all succeed; a flood ends in a calm page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.models import Attempt
from academie.exchange.models import SignUp
from academie.exchange.signing import limits
from academie.mail.models import OutgoingMail
from tests.exchange.signing.forms import Visitor, event_with, soon
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def few(monkeypatch, name, most):
    """Make a limit small, so that a test need not be large."""
    monkeypatch.setattr(limits, name, replace(getattr(limits, name), most=most))


def press_all(visitor, event, count, start=0):
    stamp = visitor.stamp(event)
    return [
        visitor.press(event, stamp=stamp, email=f"collega{number}@school.nl").status_code
        for number in range(start, start + count)
    ]


def test_forty_colleagues_and_then_some_behind_one_address(site, visitor):
    event = event_with(site, soon(capacity=100))
    assert press_all(visitor, event, 60) == [303] * 60
    assert SignUp.objects.count() == 60

    page = visitor.press(event, email="te-veel@school.nl", role="Conciërge")

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= 300
    text = words(page)
    assert "Er zijn vanaf uw netwerk net heel veel aanmeldingen gedaan" in text
    assert "Probeer het na" in text
    assert "Fout: " in page.text
    assert 'value="te-veel@school.nl"' in page.text
    assert '<option value="Conciërge" selected>' in page.text
    assert not OutgoingMail.objects.filter(to="te-veel@school.nl").exists()
    assert SignUp.objects.count() == 60

    # Who is in gets her page, and another school is not held up.
    visitor.told(visitor.press(event, email="collega0@school.nl"))
    other = Visitor("198.51.100.7")
    other.told(other.press(event, email="elders@school.nl"))
    Attempt.objects.filter(kind=limits.CONNECTION.kind).update(
        at=timezone.now() - timedelta(minutes=5)
    )
    visitor.told(visitor.press(event, email="te-veel@school.nl"))


def test_pressing_again_counts_for_nothing(site, visitor, monkeypatch):
    few(monkeypatch, "CONNECTION", 2)
    event = event_with(site, soon())
    for _ in range(4):
        visitor.told(visitor.press(event))
    assert Attempt.objects.filter(kind=limits.CONNECTION.kind).count() == 1
    assert press_all(visitor, event, 2) == [303, 429]


def test_what_is_refused_counts_for_nothing(site, visitor):
    event = event_with(site, soon(days=30))
    visitor.press(event, email="noor@")
    visitor.press(event, session="0")
    assert not Attempt.objects.exists()


def test_a_line_of_ipv6_is_one_address(site, monkeypatch):
    few(monkeypatch, "CONNECTION", 2)
    event = event_with(site, soon())
    codes = [
        Visitor(f"2001:db8:1:2::{number}").press(event, email=f"n{number}@school.nl").status_code
        for number in range(1, 4)
    ]
    assert codes == [303, 303, 429]
    elsewhere = Visitor("2001:db8:1:3::1").press(event, email="ander@school.nl")
    assert elsewhere.status_code == 303


def test_a_made_up_header_gives_no_new_chances(site, visitor, monkeypatch, settings):
    few(monkeypatch, "CONNECTION", 1)
    event = event_with(site, soon())
    stamp = visitor.stamp(event)

    def press(number):
        visitor.browser.defaults["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        return visitor.press(event, stamp=stamp, email=f"n{number}@school.nl").status_code

    assert [press(1), press(2)] == [303, 429]
    settings.TRUSTED_PROXIES = ["192.0.2.0/24"]
    assert [press(3), press(4)] == [303, 303]


def test_one_mailbox_gets_five_a_day_from_whatever_address(site):
    events = [event_with(site, soon(), slug=f"moment-{number}") for number in range(6)]
    codes = [
        Visitor(f"192.0.2.{number}").press(event, email="Noor@school.nl").status_code
        for number, event in enumerate(events, 1)
    ]
    assert codes == [303] * 5 + [429]
    assert SignUp.objects.count() == 5
    page = Visitor("192.0.2.99").press(events[5])
    assert "Met dit e-mailadres zijn vandaag al 5 aanmeldingen gedaan" in words(page)
    assert " om " in words(page).partition("Probeer het na")[2][:40]


def test_a_session_takes_so_many_an_hour(site, monkeypatch):
    few(monkeypatch, "SESSION", 2)
    event = event_with(site, soon())
    codes = [
        Visitor(f"192.0.2.{number}").press(event, email=f"n{number}@school.nl").status_code
        for number in range(1, 4)
    ]
    assert codes == [303, 303, 429]
    other = event_with(site, soon(), slug="ander")
    assert Visitor().press(other).status_code == 303


def test_nothing_that_is_kept_tells_who_it_was(site, visitor):
    visitor.press(event_with(site, soon()))
    rows = list(Attempt.objects.all())
    assert len(rows) == 3
    for row in rows:
        assert "192.0.2.1" not in row.who
        assert "school.nl" not in row.who
