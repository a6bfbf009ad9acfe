"""The search page over HTTP: caches, cookies, queries, and no writing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.search.support import Index

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(site, search_index: Index) -> Index:
    for day in ("maandag", "dinsdag", "woensdag"):
        factories.make_toolkit(site, title=f"Opdracht voor {day}")
    search_index.make_empty()
    search_index.drain()
    return search_index


def test_page_shows_what_was_found(client, library):
    response = client.get("/zoeken/", {"q": "opdracht dinsdag"})

    assert response.status_code == 200
    assert "1 kaart voor ‘opdracht dinsdag’" in response.text
    assert "<html" in response.text
    assert "<mark>Opdracht</mark> voor <mark>dinsdag</mark>" in response.text


@pytest.mark.parametrize(
    ("data", "headers"), [({"fragment": "1"}, {}), ({}, {"X-Requested-With": "fetch"})]
)
def test_script_gets_the_listing_only(client, library, data, headers):
    response = client.get("/zoeken/", {"q": "opdracht", **data}, headers=headers)

    assert "<html" not in response.text
    assert "3 kaarten voor" in response.text


def test_caches_keep_page_and_fragment_apart_and_nothing_between_us_keeps_either(client, library):
    response = client.get("/zoeken/", {"q": "opdracht"})

    assert response["Cache-Control"] == "private, no-cache"
    assert "X-Requested-With" in response["Vary"]
    assert client.get("/api/zoeken/")["Cache-Control"] == "private, no-cache"
    assert client.get("/zoeken/suggesties/")["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize(
    "path", ["/zoeken/?q=opdracht", "/api/zoeken/", "/zoeken/suggesties/?q=op"]
)
def test_anonymous_reader_gets_no_cookie_and_nothing_is_written(client, library, path):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)

    assert response.cookies == {}
    written = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "EXPLAIN"))]
    assert written == []


def test_queries_do_not_grow_with_results(client, site, library):
    client.get("/zoeken/")
    with CaptureQueriesContext(connection) as few:
        client.get("/zoeken/")
    more = factories.make_toolkit(site, title="Nog een", needs=["taal-en-spraak"])
    for number in range(9):
        more.copy(update_attrs={"title": f"Nog een {number}", "slug": f"nog-een-{number}"})
    library.drain()

    with CaptureQueriesContext(connection) as many:
        client.get("/zoeken/")

    assert len(many) == len(few) <= 6


@pytest.mark.parametrize("path", ["/zoeken/", "/zoeken/suggesties/"])
def test_reading_only(client, library, path):
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200


def test_suggestions_need_two_letters(client, library):
    assert client.get("/zoeken/suggesties/", {"q": "o"}).json() == {"suggestions": []}
    assert client.get("/zoeken/suggesties/", {"q": "opdr"}).json()["suggestions"]
