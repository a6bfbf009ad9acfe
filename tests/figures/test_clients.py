"""Marks of clients: the same within a day, nobody's after it."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from academie.figures import clients
from academie.figures.models import DaySalt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch):
    monkeypatch.setattr(clients, "_known", {})


def request(address="192.0.2.1", **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_one_connection_has_one_mark_per_purpose():
    one = clients.connection_mark(request(), "tel")
    assert one == clients.connection_mark(request(HTTP_USER_AGENT="anders"), "tel")
    assert one != clients.connection_mark(request("192.0.2.2"), "tel")
    assert one != clients.connection_mark(request(), "bruikbaar")


def test_two_browsers_on_one_connection_differ():
    marks = {clients.browser_mark(request(HTTP_USER_AGENT=one), "tel") for one in ("a", "b", "a")}
    assert len(marks) == 2


def test_a_mark_holds_no_address_and_another_day_gives_another_mark(monkeypatch):
    first = clients.connection_mark(request(), "tel")
    assert "192" not in first or len(first) == clients.LENGTH
    monkeypatch.setattr(clients.timezone, "localdate", lambda: date(2031, 1, 1))
    assert clients.connection_mark(request(), "tel") != first
    # With a new day the secret of the old one is gone: the first mark is nobody's any more.
    assert list(DaySalt.objects.values_list("day", flat=True)) == [date(2031, 1, 1)]


def test_another_process_makes_the_same_mark():
    first = clients.connection_mark(request(), "tel")
    clients._known.clear()
    assert clients.connection_mark(request(), "tel") == first


def test_so_many_a_minute_and_no_more():
    assert [clients.within(2, "merk") for _ in range(4)] == [True, True, False, False]
    assert clients.within(2, "ander-merk")
    cache.clear()
    assert clients.within(2, "merk")
