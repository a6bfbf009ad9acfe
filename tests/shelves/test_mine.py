"""'Mijn academie': private, and made of parts."""

import pytest
from django.test import Client

from academie.core import mine
from academie.core.mine import Part
from academie.shelves import collecting, own, saving
from academie.taxonomy.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
PATH = "/mijn-academie/"


@pytest.fixture
def user(db):
    return factories.make_user("wilma")


@pytest.fixture
def browser(user):
    client = Client()
    client.force_login(user)
    return client


def test_it_is_for_who_is_logged_in_and_kept_by_no_cache(client, browser, site):
    assert client.get(PATH).status_code == 302
    response = browser.get(PATH)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_it_says_who_it_is_and_where_to_go(browser, user, site):
    user.roles.set(Role.objects.filter(slug="ib"))
    text = browser.get(PATH).content.decode()
    assert "wilma" in text
    assert "Intern begeleider" in text
    assert "/mijn-academie/gegevens/" in text
    assert 'action="/uitloggen/"' in text
    assert "/beheer/" not in text


def test_saved_items_and_collections_stand_on_it(browser, user, site):
    page = factories.make_toolkit(site, title="Praten met ouders")
    gone = factories.make_toolkit(site, title="Oude kaart")
    for one in (page, gone):
        saving.save(user, one.pk)
    collecting.make(user, "Studiedag")
    gone.unpublish()
    text = browser.get(PATH).content.decode()
    assert "Praten met ouders" in text
    assert "Oude kaart" not in text
    assert "1 kaart die u bewaarde is niet meer beschikbaar." in text
    assert "Studiedag" in text


def test_nobody_sees_what_somebody_else_keeps(browser, site):
    page = factories.make_toolkit(site, title="Praten met ouders")
    saving.save(factories.make_user("karim"), page.pk)
    assert "Praten met ouders" not in browser.get(PATH).content.decode()


def test_a_part_with_nothing_to_say_is_left_out(browser, site, monkeypatch):
    monkeypatch.setattr(mine, "_parts", {})
    mine.register_part(Part("leeg", 1, "Lege kop", "shelves/_saved.html", lambda request: None))
    full = {"cards": [], "gone": 0, "all": 0}
    mine.register_part(Part("vol", 2, "Volle kop", "shelves/_saved.html", lambda request: full))
    text = browser.get(PATH).content.decode()
    assert "Lege kop" not in text
    assert "Volle kop" in text


def test_everything_somebody_keeps_can_be_taken_along(user, site):
    page = factories.make_toolkit(site, title="Praten met ouders")
    closed = factories.make_toolkit(site, title="Geheim", publish=False)
    saving.save(user, page.pk)
    mine_own = collecting.make(user, "Studiedag")
    collecting.add(mine_own, page.pk, "Begin hier")
    collecting.add(mine_own, closed.pk)
    data = own.own_data(user)
    assert [row["kaart"] for row in data["Bewaarde kaarten"]] == ["Praten met ouders"]
    [collection] = data["Verzamelingen"]
    assert collection["kaarten"] == [
        {"kaart": "Praten met ouders", "tekst": "Begin hier"},
        {"kaart": "niet meer beschikbaar", "tekst": ""},
    ]
    assert "Geheim" not in str(data)
