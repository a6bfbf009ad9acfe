"""What the script tells: counted when plausible, and never an error."""

import uuid

import pytest
from django.db import DatabaseError
from django.test import Client

from academie.figures import views
from academie.figures.models import DayCount, DaySalt, FoundWith
from tests import factories

pytestmark = pytest.mark.django_db
PATH = "/tel/"


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


@pytest.fixture
def tell(page):
    def post(client=None, **values):
        data = {"n": str(page.permanent_id), "w": "gezien", "z": ""} | values
        # Django's check on forms is on, as in a real browser.
        client = client or Client(
            enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"}
        )
        return client.post(PATH, data)

    return post


def counts():
    return dict(DayCount.objects.values_list("what", "count"))


def test_reading_and_opening_a_file_are_counted_without_a_trace_of_who(tell):
    for what in ("gezien", "gezien", "gedownload"):
        response = tell(w=what)
        assert (response.status_code, response.content) == (204, b"")
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
    assert counts() == {"gezien": 2, "gedownload": 1}
    columns = {field.name for model in (DayCount, FoundWith) for field in model._meta.fields}
    assert columns == {"id", "page", "day", "what", "count", "week", "text"}
    assert "127.0.0.1" not in str(list(DaySalt.objects.values()))


def test_words_of_the_search_come_along_with_reading_only(tell):
    tell(z=" TOS ")
    tell(w="gedownload", z="bestand")
    tell(z="jan@school.nl")
    assert list(FoundWith.objects.values_list("text", "count")) == [("tos", 1)]
    assert counts() == {"gezien": 2, "gedownload": 1}


def test_words_of_one_browser_count_once_a_day(tell, page):
    for words in ("tos", " TOS ", "Tos", "wachtlijst"):
        tell(z=words)
    found = dict(FoundWith.objects.values_list("text", "count"))
    assert found == {"tos": 1, "wachtlijst": 1}
    other = {"sec-fetch-site": "same-origin", "user-agent": "Een ander"}
    tell(Client(headers=other), z="tos")
    assert FoundWith.objects.get(text="tos").count == 2
    assert counts() == {"gezien": 5}


@pytest.mark.parametrize(
    "values",
    [
        {"w": "bewaard"},
        {"w": "bruikbaar"},
        {"w": ""},
        {"n": "x"},
        {"n": ""},
        {"n": str(uuid.uuid4())},
        {"n": "\x00"},
    ],
)
def test_nonsense_counts_nothing_and_is_no_error(tell, values):
    assert tell(**values).status_code == 204
    assert counts() == {}


def test_a_draft_is_not_counted(tell, site):
    draft = factories.make_nieuws(site, publish=False)
    tell(n=str(draft.permanent_id))
    assert counts() == {}


def test_another_site_counts_nothing(tell):
    assert tell(client=Client(headers={"sec-fetch-site": "cross-site"})).status_code == 403
    assert tell(client=Client()).status_code == 403
    assert counts() == {}


def test_only_a_post_counts(client, page):
    assert client.get(PATH, {"n": str(page.permanent_id), "w": "gezien"}).status_code == 405
    assert counts() == {}


def test_no_more_than_people_do(tell, monkeypatch):
    monkeypatch.setattr(views, "MOST_OF_ONE_ITEM", 3)
    for _ in range(5):
        assert tell().status_code == 204
    assert counts() == {"gezien": 3}
    monkeypatch.setattr(views, "MOST_OF_ONE_ITEM", 100)
    monkeypatch.setattr(views, "MOST_A_MINUTE", 6)
    tell()
    tell()
    assert counts() == {"gezien": 4}


def test_a_database_that_is_away_is_nobodys_problem(tell, monkeypatch):
    def away(*args):
        raise DatabaseError

    monkeypatch.setattr(views, "count", away)
    assert tell().status_code == 204
