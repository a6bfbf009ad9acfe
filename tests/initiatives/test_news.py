"""News as a reader sees it."""

import pytest

from tests import factories
from tests.pages import PAGE_BUDGET, count_queries, words
from tests.worlds import index_all, searchable

pytestmark = pytest.mark.django_db


def test_message_shows_its_date_its_text_and_where_it_comes_from(site, client):
    page = factories.make_nieuws(
        site,
        title="De academie is open",
        body=[("heading", "Wat nu?"), ("paragraph", "<p>Welkom <b>allemaal</b>.</p>")],
        source_text="Verslag van de aftrap",
    )
    response = client.get(page.url)
    text = words(response)
    for part in ("Voortgang", "Geplaatst", "Wat nu?", "Welkom allemaal", "Verslag van de aftrap"):
        assert part in text
    assert "Hoe zeker is dit?" not in text
    assert response.content.decode().count("<h1") == 1


def test_adopted_message_without_a_text_is_calm(site, client):
    page = factories.make_nieuws(site, adopted=True, body=[], region=None)
    text = words(client.get(page.url))
    assert "Overgenomen." in text
    assert "de tekst zelf" in text


def test_message_keeps_within_its_queries_and_does_not_grow(site, client):
    small = factories.make_nieuws(site, title="Kort")
    large = factories.make_nieuws(
        site, title="Lang", body=[("paragraph", "<p>Tekst.</p>"), ("heading", "Kop")] * 20
    )
    assert count_queries(client, large.url) <= count_queries(client, small.url) <= PAGE_BUDGET


def test_shelf_lists_news_only(
    site, client, settings, tmp_path, django_capture_on_commit_callbacks
):
    with searchable(settings, tmp_path):
        with django_capture_on_commit_callbacks(execute=True):
            factories.make_nieuws(site, title="Een bericht")
            factories.make_toolkit(site, title="Een toolkit")
        index_all()
        hits = client.get("/nieuws/").context["results"].hits
        assert [hit.title_html for hit in hits] == ["Een bericht"]
        assert count_queries(client, "/nieuws/") <= PAGE_BUDGET
