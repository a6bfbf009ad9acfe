"""The list of sessions: what comes first, what was, searching, and what asks attention."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academie.core.enums import World
from academie.exchange.models import SignUp, TrainingSession
from tests.exchange.organising.people import make_session, sign_up

pytestmark = pytest.mark.django_db

LIST = "exchange_organise"


def test_coming_first_and_past_behind_a_filter(browser, site):
    make_session(site, title="Over een maand", days=30)
    make_session(site, title="Over een week", days=7)
    make_session(site, title="Vorige week", days=-7)
    make_session(site, title="Vorige maand", days=-30)

    text = browser.get(reverse(LIST)).text
    assert text.index("Over een week") < text.index("Over een maand")
    assert "Vorige" not in text

    text = browser.get(reverse(LIST), {"wanneer": "geweest"}).text
    assert text.index("Vorige week") < text.index("Vorige maand")
    assert "Over een" not in text


def test_searching_on_the_title(browser, site):
    make_session(site, title="Meelopen in de klas")
    make_session(site, title="Intervisie TOS")
    text = browser.get(reverse(LIST), {"zoek": "tos"}).text
    assert "Intervisie TOS" in text
    assert "Meelopen" not in text
    assert "Er zijn geen momenten met ‘xyz’" in browser.get(reverse(LIST), {"zoek": "xyz"}).text


def test_numbers_and_what_asks_attention(browser, site):
    session = make_session(site, capacity=3, approval=True, minimum=3)
    sign_up(session, "Anna", World.CARE)
    sign_up(session, "Bram", World.OTHER)
    browser.post(reverse("exchange_organise_approve", args=[session.pk, SignUp.objects.first().pk]))

    text = browser.get(reverse(LIST)).text

    assert "1 van 3" in text
    assert "onderwijs 0, zorg 1, overig 0" in text
    assert "met goedkeuring" in text
    assert "1 aanvraag wacht op uw oordeel." in text
    assert "Minimum is 3, er zijn er 1." in text
    assert "Fout in de plaatsen" not in text


def test_a_broken_rule_is_shown(browser, site):
    session = make_session(site, capacity=2)
    sign_up(session, "Anna")
    sign_up(session, "Bram")
    TrainingSession.objects.filter(pk=session.pk).update(capacity=1)
    for url in (reverse(LIST), reverse("exchange_organise_session", args=[session.pk])):
        assert "Er zijn meer mensen dan plaatsen." in browser.get(url).text


def test_a_longer_list_asks_the_database_no_more(browser, site):
    def queries(length):
        while TrainingSession.objects.count() < length:
            number = TrainingSession.objects.count()
            sign_up(make_session(site, title=f"Moment {number}", days=number + 5), "Anna")
        browser.get(reverse(LIST))
        with CaptureQueriesContext(connection) as found:
            text = browser.get(reverse(LIST)).text
        assert text.count("1 van 4") == length
        return len(found)

    assert queries(2) == queries(10)


@pytest.mark.parametrize("value", ["0", "999", "x", "-1"])
def test_a_page_that_is_not_there_is_the_nearest_one(browser, site, value):
    make_session(site, title="Over een week")
    answer = browser.get(reverse(LIST), {"pagina": value})
    assert "Over een week" in answer.text
