"""The button 'Bewaar', from a page without a token to the shelf."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from academie.core.savers import savers_of
from academie.figures.totals import totals
from academie.shelves import saving
from academie.shelves.models import Collection, CollectionItem, Saved
from tests import factories

pytestmark = pytest.mark.django_db
OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


@pytest.fixture
def user(db):
    return factories.make_user("wilma")


@pytest.fixture
def browser(user):
    """Somebody who is logged in, with Django's check on forms as in a real browser."""
    client = Client(enforce_csrf_checks=True, headers=OURS)
    client.force_login(user)
    return client


def path(page):
    return f"/bewaren/{page.permanent_id}/"


def test_the_page_of_an_item_has_the_button_and_needs_no_session(client, page):
    response = client.get(page.get_url())
    assert f'action="{path(page)}"' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_without_an_account_one_logs_in_first_and_then_confirms(page, user):
    client = Client(enforce_csrf_checks=True, headers=OURS)
    response = client.post(path(page))
    assert response.status_code == 302
    assert response.url.endswith(f"?next={path(page)}")
    assert not Saved.objects.exists()
    client.force_login(user)
    assert "Deze kaart bewaren?" in client.get(path(page)).content.decode()
    assert not Saved.objects.exists()
    assert client.post(path(page), {"actie": "bewaar"}).status_code == 303
    assert Saved.objects.get().user == user


def test_saving_twice_is_one_and_taking_off_takes_the_count_back(browser, page, user):
    for _ in range(2):
        browser.post(path(page))
    assert totals([page.pk])[page.pk].saved == 1
    assert savers_of(page.pk) == {user.pk}
    browser.post(path(page), {"actie": "weg"})
    browser.post(path(page), {"actie": "weg"})
    assert totals([page.pk])[page.pk].saved == 0
    assert savers_of(page.pk) == set()


def test_another_site_saves_nothing(page, user):
    client = Client(headers={"sec-fetch-site": "cross-site"})
    client.force_login(user)
    assert client.post(path(page)).status_code == 403
    assert not Saved.objects.exists()


def test_what_is_not_public_cannot_be_saved_and_is_not_named(browser, site):
    draft = factories.make_toolkit(site, publish=False, title="Geheim stuk")
    assert browser.get(path(draft)).status_code == 404
    assert browser.post(path(draft)).status_code == 404
    assert not Saved.objects.exists()


def test_what_became_closed_can_be_taken_off_without_its_title(browser, page, site):
    browser.post(path(page))
    PageViewRestriction.objects.create(page=site.toolkits, restriction_type="login")
    shown = browser.get(path(page))
    assert page.title not in shown.content.decode()
    browser.post(path(page), {"actie": "weg"})
    assert not Saved.objects.exists()


def test_a_full_shelf_says_so(browser, page, monkeypatch):
    monkeypatch.setattr(saving, "MOST_SAVED", 0)
    response = browser.post(path(page))
    assert response.status_code == 409
    assert "<title>Fout: " in response.content.decode()


def test_an_item_goes_into_an_own_collection_only(browser, page, user):
    own = Collection.objects.create(owner=user, title="Studiedag")
    other = Collection.objects.create(owner=factories.make_user("karim"), title="Van Karim")
    shown = browser.get(path(page)).content.decode()
    assert "Studiedag" in shown
    assert "Van Karim" not in shown
    for pk in (own.pk, other.pk, "9" * 30, "9" * 5000, "²", "x"):
        browser.post(path(page), {"actie": "erbij", "verzameling": pk})
    assert CollectionItem.objects.get().collection == own
    assert savers_of(page.pk) == {user.pk}


def test_the_shelf_goes_with_the_account(browser, page, user):
    browser.post(path(page))
    Collection.objects.create(owner=user, title="Studiedag")
    user.delete()
    assert not Saved.objects.exists()
    assert not Collection.objects.exists()
