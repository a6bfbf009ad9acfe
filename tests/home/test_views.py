"""Landing pages, the living page, error pages and what machines ask."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError
from django.utils import timezone

from home import views
from tests import factories, pages


def test_a_landing_page_is_the_search_with_its_own_filter(client, filled):
    factories.make_toolkit(filled, title="Niet hier", clusters=["cluster-1"])
    response = client.get("/cluster/cluster-2/")
    shown = pages.words(response)
    assert "Cluster 2: horen, taal en spraak" in shown
    assert "Zo geeft u een opdracht" in shown
    assert "Niet hier" not in shown
    assert [hit.title for hit in response.context["results"].hits if hit.type == "nieuws"]


def test_a_filter_on_a_landing_page_stays_within_it(client, filled):
    response = client.get("/rol/leerkracht/?type=nieuws")
    results = response.context["results"]
    assert [hit.type for hit in results.hits] == ["nieuws"]
    assert results.clear_url == "/rol/leerkracht/"


def test_a_cluster_points_at_the_needs_its_cards_are_about(client, filled):
    response = client.get("/cluster/cluster-2/")
    assert response.context["needs"] == [
        {"label": "Taal en spraak (TOS)", "url": "/zoeken/?behoefte=taal-en-spraak"}
    ]
    assert "Liever op behoefte?" in pages.words(response)


def test_short_vocabularies_link_their_sister_pages(client, filled):
    tabs = client.get("/niveau/buurt/").context["tabs"]
    assert [tab["label"] for tab in tabs if tab["current"]] == ["Buurt"]
    assert client.get("/rol/ib/").context["tabs"] == []


@pytest.mark.parametrize("path", ["/cluster/onbekend/", "/rol/cluster-2/", "/niveau/stad/"])
def test_a_word_that_we_do_not_know_has_no_page(client, filled, path):
    assert client.get(path).status_code == 404


def test_a_landing_page_without_cards_offers_ways_on(client, filled):
    shown = pages.words(client.get("/cluster/cluster-1/"))
    assert "Geen kaarten" in shown
    assert "Is het nu niet veilig?" in shown


def test_a_reader_does_not_see_the_living_page(client, site):
    assert client.get("/stijl/").status_code == 404


def test_an_editor_sees_every_component_on_the_living_page(client, site):
    editor = factories.make_user("redacteur")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    response = client.get("/stijl/")
    shown = pages.words(response)
    assert "no-store" in response["Cache-Control"]
    for word in ("Toolkit", "Aanmelden hoeft niet", "trede 3 van 3", "Bedoelde u", "Nog 24"):
        assert word in shown


def test_a_developer_sees_the_living_page_without_an_account(client, site, settings):
    settings.DEBUG = True
    assert client.get("/stijl/").status_code == 200


def test_the_process_says_that_it_lives_without_asking_anything(client):
    # Without the database mark: a query here would fail the test.
    response = client.get("/gezond/")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_the_site_is_ready_when_the_database_answers(client):
    assert client.get("/gereed/").status_code == 200


@pytest.mark.django_db
def test_the_site_is_not_ready_without_its_database(client, monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(views.connection, "cursor", broken)
    assert client.get("/gereed/").status_code == 503


def test_crawlers_are_kept_out_of_the_admin(client):
    body = client.get("/robots.txt").content.decode()
    assert "Disallow: /beheer/" in body
    assert "Disallow: /\n" not in body


def test_security_txt_says_whom_to_tell_and_until_when_it_holds(client, settings):
    settings.SECURITY_CONTACT = "mailto:beveiliging@voorbeeld.nl"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"].startswith("text/plain")
    assert fields["Contact"] == "mailto:beveiliging@voorbeeld.nl"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timezone.now() + timedelta(days=30) < expires < timezone.now() + timedelta(days=365)
    assert fields["Canonical"].endswith("/.well-known/security.txt")


@pytest.mark.django_db
def test_without_a_contact_there_is_no_security_txt(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_page_that_is_not_there_offers_the_search(client, filled):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in pages.words(response)
    assert b'name="q"' in response.content


def test_a_fault_of_ours_is_told_without_the_database(rf):
    # Without the database mark: a query here would fail the test.
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()


def test_a_fault_that_breaks_the_error_page_too_still_gets_words(rf, monkeypatch):
    def broken(*args):
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(views, "render_to_string", broken)
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert response.content.decode() == views.LAST_WORDS


def test_a_request_that_makes_no_sense_gets_a_page(rf):
    response = views.bad_request(rf.get("/"), ValueError())
    assert response.status_code == 400
    assert "Dit adres klopt niet" in response.content.decode()
