"""The search page over HTTP: caches, cookies, queries, and no writing."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from search import answers, sources
from search.documents import Attachment
from search.questions import log as query_log
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
    assert "3 kaarten voor ‘opdracht dinsdag’" in response.text
    assert "Eén kaart past bij al uw woorden. Daaronder staan kaarten met een deel" in response.text
    assert "<html" in response.text
    assert "<mark>Opdracht</mark> voor <mark>dinsdag</mark>" in response.text


def test_nothing_between_us_and_the_reader_keeps_a_page(client, library):
    assert client.get("/zoeken/", {"q": "opdracht"})["Cache-Control"] == "private, no-cache"
    assert client.get("/api/zoeken/")["Cache-Control"] == "private, no-cache"
    assert client.get("/zoeken/suggesties/")["Cache-Control"] == "private, max-age=60"


def test_a_script_gets_the_same_page(client, library):
    asked = {"q": "opdracht", "fragment": "1"}
    response = client.get("/zoeken/", asked, headers={"X-Requested-With": "fetch"})

    assert "<html" in response.text
    assert "X-Requested-With" not in response.get("Vary", "")


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


class TestLadderOnThePage:
    def test_mended_words_say_so_and_can_be_undone(self, client, library):
        page = client.get("/zoeken/", {"q": "dinsadg"}).text

        assert "Geen kaart heeft ‘dinsadg’. Wij zochten op ‘dinsdag’." in page
        assert 'href="/zoeken/?q=dinsadg&amp;letterlijk=1">Zoek toch op ‘dinsadg’</a>' in page
        assert 'value="dinsadg"' in page
        assert "1 kaart voor ‘dinsdag’" in page

    def test_taken_literally_the_better_word_is_a_link(self, client, library):
        page = client.get("/zoeken/", {"q": "dinsadg", "letterlijk": "1"}).text

        assert 'Bedoelde u <a href="/zoeken/?q=dinsdag">dinsdag</a>?' in page
        assert "Wij zochten op" not in page

    def test_filters_are_offered(self, client, library):
        page = client.get("/zoeken/", {"q": "toolkit dinsdag"}).text

        assert 'href="/zoeken/?q=dinsdag&amp;type=toolkit"' in page
        assert "Soort: Toolkit" in page

    def test_own_role_is_a_form_and_stays_in_every_link(self, client, library):
        asked = {"q": "opdracht", "mijn_rol": "leerkracht"}
        page = client.get("/zoeken/", asked).text

        assert '<option value="leerkracht" selected>' in page
        assert '<input type="hidden" name="mijn_rol" value="leerkracht">' in page
        links = re.findall(r'href="(/zoeken/\?[^"]+)"', page)
        assert links
        assert all("mijn_rol=leerkracht" in link for link in links)
        assert page.count("Past bij u") == 3

    def test_without_words_there_is_nothing_to_put_on_top(self, client, library):
        assert "mijn_rol" not in client.get("/zoeken/").text

    def test_a_card_that_editors_put_first_says_so(self, client, library, monkeypatch):
        last = Page.objects.get(title="Opdracht voor maandag")
        monkeypatch.setattr(sources._registry, "best_bets", lambda text: (f"page:{last.pk}",))

        page = client.get("/zoeken/", {"q": "dinsdag"}).text

        assert "Aangeraden door de redactie" in page
        assert page.index("Opdracht voor maandag") < page.index("</mark>")

    def test_a_snippet_from_an_attachment_says_where_it_is_from(self, client, library, monkeypatch):
        real = answers.search

        def with_attachment(query, text):
            answer = real(query, text)
            sheet = (Attachment("Werkblad <1>", "Hier staat de opdracht voor de giraf."),)
            hits = [
                replace(hit, document=replace(hit.document, attachments=sheet))
                for hit in answer.page.hits
            ]
            return replace(answer, page=replace(answer.page, hits=tuple(hits)))

        monkeypatch.setattr(answers, "search", with_attachment)
        page = client.get("/zoeken/", {"q": "opdracht maandag giraf"}).text

        assert "In de bijlage ‘Werkblad &lt;1&gt;’: Hier staat de <mark>opdracht</mark>" in page


class TestWhatIsCounted:
    @pytest.fixture
    def noted(self, monkeypatch):
        noted = []
        monkeypatch.setattr(query_log, "note", lambda *what: noted.append(what))
        return noted

    def test_the_first_page_of_a_question_with_what_helped(self, client, library, noted):
        client.get("/zoeken/", {"q": "opdracht"})
        client.get("/zoeken/", {"q": "opdracht kangoeroe"})
        client.get("/zoeken/", {"q": "xyzzy"})

        assert noted == [
            ("opdracht", 3, "", ""),
            ("opdracht kangoeroe", 3, "deel", ""),
            ("xyzzy", 0, "", ""),
        ]

    def test_nothing_without_words_on_a_shelf_or_by_the_api(self, client, library, noted):
        client.get("/zoeken/")
        client.get("/toolkits/", {"q": "opdracht"})
        client.get("/api/zoeken/", {"q": "opdracht"})
        client.head("/zoeken/", {"q": "opdracht"})

        assert noted == []

    @pytest.mark.parametrize(
        ("came_from", "before"),
        [
            ("http://testserver/zoeken/?q=zwemles&cluster=2", "zwemles"),
            ("http://testserver/zoeken/", ""),
            ("http://testserver/toolkits/?q=zwemles", ""),
            ("https://elders.example/zoeken/?q=zwemles", ""),
            ("http://[half", ""),
            ("http://testserver/zoeken/?" + "&a=1" * 200 + "&q=zwemles", ""),
        ],
    )
    def test_the_question_before_comes_from_our_own_page(
        self, client, library, noted, came_from, before
    ):
        client.get("/zoeken/", {"q": "opdracht"}, headers={"Referer": came_from})

        assert noted == [("opdracht", 3, "", before)]
