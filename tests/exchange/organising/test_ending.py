"""Calling a session off, and letting it go on with fewer people."""

import pytest
from django.urls import reverse

from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.enums import Decision
from academie.exchange.models import Seating, SignUp
from tests.exchange.organising.people import make_session, sign_up

pytestmark = pytest.mark.django_db


def address(session, name="cancel"):
    return reverse(f"exchange_organise_{name}", args=[session.pk])


def test_cancelling_says_how_many_mails_and_needs_a_reason(browser, site):
    session = make_session(site, capacity=1)
    people = [sign_up(session, name) for name in ("Anna", "Bram", "Cato")]
    desk.withdraw(people[2].pk, actor=PERSON)

    assert "Er gaan 2 mails uit." in browser.get(address(session)).text
    assert "Vul de reden in." in browser.post(address(session), {"reason": ""}).text
    assert set(SignUp.objects.values_list("state", flat=True)) == {
        "bevestigd",
        "wachtlijst",
        "ingetrokken",
    }

    browser.post(address(session), {"reason": "De gastheer is ziek."})

    states = [SignUp.objects.get(pk=one.pk).state for one in people]
    assert states == ["geannuleerd", "geannuleerd", "ingetrokken"]
    assert Seating.objects.get(pk=session.pk).cancel_reason == "De gastheer is ziek."
    page = browser.get(reverse("exchange_organise_session", args=[session.pk])).text
    assert "Dit moment gaat niet door." in page
    assert address(session) not in page


def test_cancelling_twice_is_calm(browser, visit):
    sign_up(visit, "Anna")
    browser.post(address(visit), {"reason": "Ziek."})
    answer = browser.post(address(visit), {"reason": "Nog eens."}, follow=True)
    assert "Dit moment ging al niet door." in answer.text
    assert Seating.objects.get(pk=visit.pk).cancel_reason == "Ziek."


def test_what_was_cannot_be_cancelled_and_keeps_the_reason(browser, site):
    session = make_session(site, days=-3)
    text = browser.post(address(session), {"reason": "Ziek."}).text
    assert "Dit moment is al geweest." in text
    assert "Ziek." in text


def test_going_on_with_fewer_people(browser, site):
    session = make_session(site, minimum=3)
    screen = reverse("exchange_organise_session", args=[session.pk])
    assert "Het gaat toch door" in browser.get(screen).text

    answer = browser.post(address(session, "go_on"), follow=True)

    assert "Het moment gaat door, ook met minder mensen." in answer.text
    assert Seating.objects.get(pk=session.pk).decision == Decision.GO
    assert address(session, "go_on") not in answer.text
