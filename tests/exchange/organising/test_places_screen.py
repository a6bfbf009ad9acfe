"""Changing places: first what would happen, and then exactly that happens."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, TrainingSession
from tests.exchange.organising.people import make_session, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowded(site):
    """Six places, two kept for onderwijs: four from zorg came in, three and one more wait."""
    session = make_session(site, capacity=6, kept_education=2)
    for number in range(7):
        sign_up(session, f"Zorg {number}", World.CARE)
    sign_up(session, "Ambtenaar", World.OTHER)
    return session


def address(session, name="places"):
    return reverse(f"exchange_organise_{name}", args=[session.pk])


def values(**changed):
    return {"capacity": 6, "kept_education": 2, "kept_care": 0, "release_days": 10} | changed


def confirmed():
    placed = SignUp.objects.filter(state=SignUpState.CONFIRMED)
    return {side: placed.filter(side=side).count() for side in World}


def test_what_if_released_is_what_happens(browser, crowded):
    before = confirmed()
    assert "Als u nu vrijgeeft: 2 zorg." in browser.get(address(crowded)).text
    assert confirmed() == before

    browser.post(address(crowded, "release"))

    assert confirmed() == before | {World.CARE: 6}
    assert Seating.objects.get(pk=crowded.pk).released_at
    assert "al vrij voor iedereen" in browser.get(address(crowded)).text
    assert browser.get(address(crowded, "release")).status_code == 405


def test_preview_changes_nothing_and_then_it_happens(browser, crowded):
    before = confirmed()
    wanted = values(capacity=10)

    text = browser.post(address(crowded), wanted | {"stap": "bekijk"}).text

    assert "Plaatsen: nu 6, straks 10" in text
    assert "Als u dit doet: 3 zorg, 1 gemeente of overig." in text
    assert confirmed() == before
    assert TrainingSession.objects.get(pk=crowded.pk).capacity == 6

    browser.post(address(crowded), wanted | {"stap": "doe"})

    assert confirmed() == before | {World.CARE: 7, World.OTHER: 1}
    assert TrainingSession.objects.get(pk=crowded.pk).capacity == 10


@pytest.mark.parametrize("step", ["bekijk", "doe"])
def test_nobody_is_thrown_out(browser, crowded, step):
    wanted = values(capacity=3, kept_education=0)
    text = browser.post(address(crowded), wanted | {"stap": step}).text
    assert "Er hebben al 4 mensen een plaats." in text
    assert 'value="3"' in text
    assert TrainingSession.objects.get(pk=crowded.pk).capacity == 6


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"capacity": "veel"}, "Vul een heel getal in, van 0 tot en met 5000."),
        ({"capacity": "5001"}, "Vul een heel getal in, van 0 tot en met 5000."),
        ({"kept_care": "-1"}, "Vul een heel getal in, van 0 tot en met 5000."),
        ({"release_days": "400"}, "Vul een heel getal in, van 0 tot en met 365."),
        ({"kept_care": "5"}, "U bewaart 7 plaatsen, maar er zijn er 6."),
    ],
)
def test_numbers_that_are_none(browser, crowded, changed, sentence):
    text = browser.post(address(crowded), values(**changed) | {"stap": "doe"}).text
    assert sentence in text
    assert TrainingSession.objects.get(pk=crowded.pk).kept_care == 0


def test_when_nobody_waits_it_says_so(browser, site):
    session = make_session(site, kept_care=1)
    assert "krijgt nog niemand van de wachtlijst een plaats" in browser.get(address(session)).text


def test_once_it_began_nobody_gets_a_place_any_more(browser, crowded):
    now = timezone.now()
    TrainingSession.objects.filter(pk=crowded.pk).update(start=now, end=now + timedelta(hours=2))
    wanted = values(capacity=10)
    text = browser.post(address(crowded), wanted | {"stap": "bekijk"}).text
    assert "Als u dit doet, krijgt nog niemand van de wachtlijst een plaats" in text
    before = confirmed()
    browser.post(address(crowded, "release"))
    browser.post(address(crowded), wanted | {"stap": "doe"})
    assert confirmed() == before
