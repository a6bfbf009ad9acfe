"""Telling how it went: under a role, once for each item, and it may be taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.feedback import ageing, own
from academie.feedback.models import Experience, Reply, State
from academie.feedback.telling import KEEP_ACCOUNT, answer, tell
from academie.taxonomy.models import Role
from tests import factories
from tests.feedback.people import account, shown, told

pytestmark = pytest.mark.django_db
FILLED = {"group": "groepje", "outcome": "beetje", "role": "ib", "sector": "po", "text": ""}


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


@pytest.fixture
def user(db):
    return account("wilma")


@pytest.fixture
def browser(user):
    client = Client()
    client.force_login(user)
    return client


def path(page, rest=""):
    return f"/ervaring/{page.permanent_id}/{rest}"


def test_without_text_it_counts_at_once(browser, page, user):
    response = browser.post(path(page), FILLED, follow=True)
    assert "Wij tellen mee wat u vertelde" in response.content.decode()
    experience = Experience.objects.get()
    assert (experience.user, experience.state) == (user, State.SHOWN)
    assert experience.cut_on == timezone.localdate() + KEEP_ACCOUNT


def test_a_text_waits_for_an_editor(browser, page, client):
    browser.post(path(page), FILLED | {"text": "Wij deden het <b>korter</b>."})
    assert Experience.objects.get().state == State.WAITING
    assert "korter" not in client.get(page.get_url()).content.decode()


def test_telling_again_changes_the_same_one(browser, page):
    browser.post(path(page), FILLED | {"text": "Eerst dit."})
    text = browser.get(path(page)).content.decode()
    assert "Eerst dit." in text
    assert "U vertelde dit eerder" in text
    browser.post(path(page), FILLED | {"outcome": "werkte", "text": "Toen dat."})
    experience = Experience.objects.get()
    assert (experience.outcome, experience.text) == ("werkte", "Toen dat.")


def test_a_shown_text_stays_shown_until_it_changes(page, user):
    experience = tell(page.pk, user, told(text="Goed."))
    Experience.objects.update(state=State.SHOWN)
    assert tell(page.pk, user, told(text="Goed.", outcome="niet")).state == State.SHOWN
    answer(experience, account("maker"), "Dank u.")
    assert tell(page.pk, user, told(text="Anders.")).state == State.WAITING
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"group": ""}, "Kies met wie u het gebruikte."),
        ({"outcome": "prima"}, "Kies of het werkte."),
        ({"role": ""}, "Kies uw rol."),
        ({"sector": "mars"}, "Kies waar u werkt."),
        ({"text": "x" * 601}, "hoogstens 600 tekens"),
        ({"text": "Bel 06 12345678"}, "telefoonnummer"),
        ({"text": "Zijn BSN is 123456782"}, "burgerservicenummer"),
        ({"text": "Mail juf@school.nl"}, "e-mailadres"),
    ],
)
def test_a_mistake_is_said_first_and_keeps_what_was_typed(browser, page, wrong, sentence):
    response = browser.post(path(page), FILLED | {"text": "Bewaar mij"} | wrong)
    text = response.content.decode()
    assert "<title>Fout: " in text
    assert sentence in text
    assert ("Bewaar mij" in text) == ("text" not in wrong)
    assert 'value="groepje" required checked' in text or "group" in wrong
    assert not Experience.objects.exists()


def test_the_role_of_the_account_is_chosen_already(browser, page, user):
    user.roles.set(Role.objects.filter(slug="smw"))
    assert 'value="smw" selected' in browser.get(path(page)).content.decode()


def test_it_is_for_people_with_an_account_and_for_what_is_used(client, browser, site, page):
    response = client.get(path(page))
    assert response.status_code == 302
    assert response.url.endswith(f"?next={path(page)}")
    assert browser.get(path(factories.make_nieuws(site))).status_code == 404
    draft = factories.make_toolkit(site, publish=False)
    assert browser.get(path(draft)).status_code == 404
    assert browser.post(path(draft), FILLED).status_code == 404
    assert browser.get(path(page))["Cache-Control"] == "no-store"


def test_it_can_be_taken_back_also_when_the_card_is_gone(browser, page):
    browser.post(path(page), FILLED)
    page.unpublish()
    text = browser.get(path(page, "bedankt/")).content.decode()
    assert page.title not in text
    assert browser.get(path(page, "intrekken/")).status_code == 405
    browser.post(path(page, "intrekken/"))
    assert not Experience.objects.exists()


def test_nobody_takes_back_what_somebody_else_told(browser, page):
    shown(page)
    assert browser.post(path(page, "intrekken/")).status_code == 404
    assert browser.get(path(page, "bedankt/")).status_code == 404
    assert Experience.objects.count() == 1


def test_after_two_years_the_account_is_forgotten_and_the_words_stay(page, user):
    experience = tell(page.pk, user, told(text="Goed."))
    answer(experience, account("maker"), "Dank u.")
    assert not ageing.tidy(timezone.localdate() + KEEP_ACCOUNT - timedelta(days=1))
    assert ageing.tidy(timezone.localdate() + KEEP_ACCOUNT)
    experience.refresh_from_db()
    assert (experience.user, experience.text) == (None, "Goed.")
    assert Reply.objects.get().user is None


def test_when_the_account_goes_the_words_stay_without_it(page, user):
    tell(page.pk, user, told())
    user.delete()
    assert Experience.objects.get().user is None


def test_it_can_be_taken_along(page, user):
    tell(page.pk, user, told(text="Goed."))
    [row] = own.own_data(user)["Ervaringen"]
    assert row["kaart"] == page.title
    assert row["tekst"] == "Goed."
    assert row["gebruikt met"] == "Een groepje leerlingen"
    page.unpublish()
    assert page.title not in str(own.own_data(user))


def test_it_stands_on_ones_own_page(browser, page, user):
    assert "Wat u vertelde" not in browser.get("/mijn-academie/").content.decode()
    tell(page.pk, user, told(text="Goed."))
    text = browser.get("/mijn-academie/").content.decode()
    assert "Wat u vertelde" in text
    assert page.title in text
