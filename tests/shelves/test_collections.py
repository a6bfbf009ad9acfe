"""Collections: an own order, a link that can be switched off, and nothing that leaks."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from academie.shelves import collecting
from academie.shelves.models import Collection, CollectionItem
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site):
    return [factories.make_toolkit(site, title=f"Kaart {letter}") for letter in "ABC"]


@pytest.fixture
def own(pages):
    own = collecting.make(factories.make_user("wilma"), "Studiedag TOS", "Voor maandag.")
    for page in pages:
        collecting.add(own, page.pk, f"Lees {page.title}")
    return own


@pytest.fixture
def browser(own):
    client = Client()
    client.force_login(own.owner)
    return client


def path(own, rest=""):
    return f"/mijn-academie/verzamelingen/{own.pk}/{rest}"


def act(browser, own, action, item=None, **values):
    return browser.post(path(own), {"actie": action, "kaart": item.pk if item else "", **values})


def order(own):
    return [item.page.title[-1] for item in own.items.select_related("page")]


def shared(own):
    own.refresh_from_db()
    return f"/verzameling/{own.key}/"


def test_moving_changes_places_and_stops_at_the_ends(browser, own):
    first, second, third = own.items.all()
    act(browser, own, "omlaag", first)
    assert order(own) == ["B", "A", "C"]
    act(browser, own, "omhoog", third)
    assert order(own) == ["B", "C", "A"]
    act(browser, own, "omhoog", second)
    act(browser, own, "omlaag", first)
    assert order(own) == ["B", "C", "A"]


def test_a_line_of_text_can_be_changed_but_holds_no_pupil(browser, own):
    item = own.items.first()
    act(browser, own, "zeg", item, line=" Begin  hier ")
    item.refresh_from_db()
    assert item.line == "Begin hier"
    response = act(browser, own, "zeg", item, line="BSN 123456782")
    text = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fout: " in text
    assert "123456782" in text
    item.refresh_from_db()
    assert item.line == "Begin hier"


def test_a_new_collection_asks_for_a_name_and_keeps_what_was_typed(browser):
    answer = browser.post("/mijn-academie/verzamelingen/nieuw/", {"title": "", "intro": "Uitleg"})
    assert "Geef uw verzameling een naam." in answer.content.decode()
    assert "Uitleg" in answer.content.decode()
    browser.post("/mijn-academie/verzamelingen/nieuw/", {"title": "Over thuiszitten"})
    assert Collection.objects.filter(title="Over thuiszitten", key="").exists()


def test_there_is_an_end_to_collections_and_to_items(browser, own, monkeypatch, site):
    monkeypatch.setattr(collecting, "MOST_COLLECTIONS", 1)
    monkeypatch.setattr(collecting, "MOST_ITEMS", 3)
    answer = browser.post("/mijn-academie/verzamelingen/nieuw/", {"title": "Nog een"})
    assert "U hebt al 1 verzamelingen" in answer.content.decode()
    with pytest.raises(collecting.Full):
        collecting.add(own, factories.make_nieuws(site).pk)
    collecting.add(own, own.items.first().page_id)
    assert own.items.count() == 3


def test_nobody_else_opens_or_changes_it(own):
    stranger = Client()
    stranger.force_login(factories.make_user("karim"))
    for rest in ("", "naam/", "weggooien/"):
        assert stranger.get(path(own, rest)).status_code == 404
        assert stranger.post(path(own, rest), {"actie": "delen"}).status_code == 404
    assert Client().get(path(own)).status_code == 302
    own.refresh_from_db()
    assert own.key == ""


def test_a_link_opens_it_and_closes_for_ever(browser, own, client):
    assert client.get("/verzameling//").status_code == 404
    act(browser, own, "delen")
    first = shared(own)
    act(browser, own, "delen")
    assert shared(own) == first
    response = client.get(first)
    text = response.content.decode()
    assert "Studiedag TOS" in text
    assert "Lees Kaart A" in text
    assert "wilma" not in text
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in text
    assert not response.cookies
    act(browser, own, "dicht")
    assert client.get(first).status_code == 404
    act(browser, own, "delen")
    assert shared(own) != first
    assert client.get(first).status_code == 404


def test_what_is_not_public_vanishes_for_others_and_is_an_empty_place_for_the_owner(
    browser, own, pages, client
):
    act(browser, own, "delen")
    pages[0].unpublish()
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    text = client.get(shared(own)).content.decode()
    assert "Kaart A" not in text.replace("Lees Kaart A", "")
    assert "Lees Kaart A" not in text
    assert "Kaart B" not in text
    assert "1. <a" in text
    assert "Kaart C" in text
    mine = browser.get(path(own)).content.decode()
    assert mine.count("Niet meer beschikbaar") == 2
    assert ">Kaart A</a>" not in mine
    assert ">Kaart B</a>" not in mine


def test_a_deleted_page_leaves_an_empty_place(browser, own, pages):
    pages[0].delete()
    assert own.items.count() == 3
    assert "Niet meer beschikbaar" in browser.get(path(own)).content.decode()
    act(browser, own, "eruit", own.items.first())
    assert order(own) == ["B", "C"]


def test_somebody_else_takes_a_shared_one_over(browser, own, pages):
    act(browser, own, "delen")
    pages[0].unpublish()
    taker = factories.make_user("karim")
    client = Client()
    address = f"{shared(own)}overnemen/"
    assert client.post(address).status_code == 302
    client.force_login(taker)
    assert client.get(address).status_code == 200
    assert not Collection.objects.filter(owner=taker).exists()
    client.post(address)
    copied = Collection.objects.get(owner=taker)
    assert (copied.title, copied.key) == ("Studiedag TOS", "")
    assert order(copied) == ["B", "C"]
    assert order(own) == ["A", "B", "C"]


def test_an_item_of_another_collection_is_not_touched(browser, own):
    other = collecting.make(factories.make_user("karim"), "Van Karim")
    item = collecting.add(other, own.items.first().page_id)
    assert act(browser, own, "eruit", item).status_code == 303
    assert CollectionItem.objects.filter(pk=item.pk).exists()


def test_a_collection_of_an_account_that_is_stopped_is_closed(browser, own, client):
    act(browser, own, "delen")
    own.owner.is_active = False
    own.owner.save()
    assert client.get(shared(own)).status_code == 404


def test_throwing_away_is_asked_first(browser, own):
    assert "weggooien?" in browser.get(path(own, "weggooien/")).content.decode()
    assert Collection.objects.filter(pk=own.pk).exists()
    browser.post(path(own, "weggooien/"))
    assert not Collection.objects.filter(pk=own.pk).exists()


def test_name_and_explanation_can_change(browser, own):
    assert "Studiedag TOS" in browser.get(path(own, "naam/")).content.decode()
    browser.post(path(own, "naam/"), {"title": "Nieuwe naam", "intro": ""})
    own.refresh_from_db()
    assert (own.title, own.intro) == ("Nieuwe naam", "")


def test_two_places_never_hold_one_item(own):
    page = own.items.first().page_id
    assert collecting.add(own, page).pk == own.items.first().pk
