"""A shelf finds its items, and only what may be seen."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_item_is_found_below_its_shelf(client, site):
    page = factories.make_toolkit(site)
    assert client.get(page.url).status_code == 200


def test_draft_and_unknown_item_are_not_found(client, site):
    factories.make_toolkit(site, publish=False, slug="concept")
    assert client.get("/toolkits/concept/").status_code == 404
    assert client.get("/toolkits/bestaat-niet/").status_code == 404


def test_agenda_keeps_its_own_addresses(client, site):
    event = factories.make_training(site)
    assert client.get(event.url).status_code == 200
    assert client.get("/agenda/maand/2026-11/").status_code == 200
    assert client.get("/agenda/bestaat-niet/").status_code == 404


def test_path_below_an_item_is_not_found(client, site):
    page = factories.make_toolkit(site)
    assert client.get(f"{page.url}verder/").status_code == 404
