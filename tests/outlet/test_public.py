"""The gate."""

import uuid

import pytest
from django.test import RequestFactory

from academie.outlet import public, selection, sitemap
from academie.outlet.records import records
from search.params import parse_params
from tests import factories
from tests.outlet.hidden import SECRET, WAYS
from tests.pages import few_queries

pytestmark = pytest.mark.django_db

PERMANENT = "/kaart/{}/"
PATHS = (PERMANENT, "/kaart/{}.pdf", "/kaart/{}.zip")


def test_a_public_item_passes(site):
    page = factories.make_toolkit(site)
    assert list(public.items(type(page))) == [page]
    assert public.find(page.permanent_id) == page
    assert public.public_numbers() == {page.permanent_id: page.pk}


def test_the_last_day_still_counts(site):
    from django.utils import timezone

    page = factories.make_toolkit(site, valid_until=timezone.localdate())
    assert public.find(page.permanent_id) == page


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_for_everybody_leaves_by_no_door(client, site, way):
    page = factories.make_toolkit(site, title=SECRET)
    WAYS[way](page)
    assert not list(public.items(type(page)))
    assert public.find(page.permanent_id) is None
    assert public.public_numbers() == {}
    assert list(public.pages([page.pk])) == []
    assert list(records()) == []
    for path in PATHS:
        # Whoever has an expired card on paper is led to the page, which everybody may open.
        led = way == "expired" and path == PERMANENT
        assert client.get(path.format(page.permanent_id)).status_code == (302 if led else 404)
    assert SECRET not in client.get("/atom.xml").content.decode()
    assert not any("geheimwoord" in path for path, _ in sitemap.entries())


def test_a_draft_on_top_of_a_public_item_stays_inside(client, site):
    page = factories.make_toolkit(site)
    page.title = SECRET
    page.intro = SECRET
    page.save_revision()
    (found,) = records()
    assert SECRET not in repr(found)
    assert SECRET not in client.get("/atom.xml").content.decode()


def test_an_alias_is_no_item_of_its_own(site):
    page = factories.make_toolkit(site)
    alias = page.create_alias(update_slug="nog-een", parent=site.toolkits)
    assert public.find(alias.permanent_id) is None
    assert set(public.public_numbers().values()) == {page.pk}


def test_a_preview_tells_nothing(site):
    page = factories.make_toolkit(site)
    request = RequestFactory().get("/")
    assert public.may_be_told(page, request)
    request.is_preview = True
    assert not public.may_be_told(page, request)


def test_finding_takes_two_queries(site):
    page = factories.make_werkinstructie(site)
    public.find(uuid.uuid4())
    with few_queries(budget=2):
        assert public.find(page.permanent_id) == page


def test_records_take_no_more_queries_for_more_items(site):
    factories.make_training(site, title="Eerste")
    list(records())
    with few_queries(budget=200) as one:
        list(records())
    for number in range(3):
        factories.make_training(site, title=f"Nog een {number}")
    with few_queries(budget=len(one)):
        assert len(list(records())) == 4


def test_a_selection_without_words_needs_no_search(site, monkeypatch):
    monkeypatch.setattr(selection.answers, "search", None)
    page = factories.make_toolkit(site)
    factories.make_nieuws(site)
    (found,) = selection.newest(parse_params({"type": "toolkit"}))
    assert found.pk == page.pk
