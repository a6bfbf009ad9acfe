"""Screens for hosts and for who brings people together, and who may not see them."""

import pytest
from django.test import Client
from django.urls import reverse

from academie.exchange.enums import VisitState
from academie.exchange.models import Match, Visit
from academie.exchange.visits import proposals
from academie.mail.models import OutgoingMail
from tests.exchange.organising.people import account
from tests.exchange.visits.people import been, begin, make_visit, sign_up, visit_of, wish

pytestmark = pytest.mark.django_db


def browser_of(name, group):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(name, group))
    return client


@pytest.fixture
def host(site):
    return account("gastheer", "Specialist")


@pytest.fixture
def guest(site, host):
    return sign_up(make_visit(site, owner=host, title="Kijk mee"), "Anna")


@pytest.fixture
def browser(host):
    client = Client()
    client.force_login(host)
    return client


@pytest.fixture
def editor(site):
    client = Client()
    client.force_login(account("redacteur", "Redacteur"))
    return client


def step(guest, action, **more):
    return reverse("visits_step", args=[guest.session_id, visit_of(guest).pk]), {
        "actie": action,
        **more,
    }


def of_session(guest):
    return reverse("visits_session", args=[guest.session_id])


def test_a_host_sees_own_visits_and_what_to_do(browser, guest):
    listed = browser.get(reverse("visits_list")).text
    assert "Kijk mee" in listed
    assert "Akkoord: 1" in listed

    answer = browser.get(of_session(guest))
    assert "Anna, Wijkteam" in answer.text
    assert "belooft de geheimhouding" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_another_host_finds_nothing(site, guest):
    other = Client()
    other.force_login(account("ander", "Specialist"))
    before = Visit.objects.get(sign_up=guest).state

    assert "Kijk mee" not in other.get(reverse("visits_list")).text
    assert other.get(of_session(guest)).status_code == 404
    assert other.post(*step(guest, "geheim")).status_code == 404
    assert visit_of(guest).state == before
    assert visit_of(guest).secrecy_agreed_at is None


def test_a_visit_of_another_session_cannot_be_reached_through_ones_own(site, browser, guest, host):
    foreign = sign_up(make_visit(site, title="Elders"), "Bram")
    path = reverse("visits_step", args=[guest.session_id, visit_of(foreign).pk])

    assert browser.post(path, {"actie": "geheim"}).status_code == 404


def test_steps_are_posts_with_a_form_token(guest, browser):
    path, data = step(guest, "geheim")
    assert browser.get(path).status_code == 405
    strict = browser_of("gastheer", "Specialist")
    assert strict.post(path, data).status_code == 403

    assert browser.post(path, data).status_code == 302
    visit = visit_of(guest)
    assert visit.state == VisitState.PREPARED
    assert visit.changes.last().user.username == "gastheer"


def test_the_host_writes_a_lesson_and_what_follows(browser, guest):
    been(guest)

    browser.post(*step(guest, "les", les="Een gast ziet meer."))
    browser.post(*step(guest, "vervolg", vervolg="Tegenbezoek."))

    visit = visit_of(guest)
    assert (visit.host_lesson, visit.follow_up) == ("Een gast ziet meer.", "Tegenbezoek.")
    assert "schrijft nog op" in browser.get(of_session(guest)).text


def test_a_lesson_about_a_pupil_comes_back_with_what_was_typed(browser, guest):
    been(guest)
    typed = "Leerling 111222333 deed mee."

    answer = browser.post(*step(guest, "les", les=typed))

    assert answer.status_code == 422
    assert "Haal het burgerservicenummer weg." in answer.text
    assert f">{typed}</textarea>" in answer.text
    assert f'href="#les-{visit_of(guest).pk}"' in answer.text
    assert visit_of(guest).host_lesson == ""


def test_a_guest_who_did_not_come_and_one_who_has_to_come(browser, guest):
    assert "moet nog komen" in browser.post(*step(guest, "niet")).text
    begin(guest.session)

    browser.post(*step(guest, "niet"))

    assert visit_of(guest).state == VisitState.OFF


def test_an_unknown_step_does_nothing(browser, guest):
    assert browser.post(*step(guest, "toveren")).status_code == 302
    assert visit_of(guest).state == VisitState.AGREED


def test_wishes_are_for_who_looks_after_everything(browser, editor, guest):
    wish("Canarina"), wish("Bram", "zorg", "onderwijs")
    proposals.propose()
    decide = reverse("visits_decide", args=[Match.objects.get().pk])

    assert "Wensen om op bezoek" not in browser.get(reverse("visits_list")).text
    for answer in (
        browser.get(reverse("visits_wishes")),
        browser.post(reverse("visits_compute")),
        browser.post(decide, {"actie": "koppel"}),
    ):
        assert answer.status_code in (302, 403)
        assert "Canarina" not in answer.text
    assert Match.objects.get().state == Match.State.PROPOSED

    assert "Canarina" in editor.get(reverse("visits_wishes")).text


def test_computing_and_bringing_together(editor, site):
    wish("Anna"), wish("Bram", "zorg", "onderwijs")

    editor.post(reverse("visits_compute"))
    decide = reverse("visits_decide", args=[Match.objects.get().pk])
    assert editor.get(decide).status_code == 405
    editor.post(decide, {"actie": "misschien"})
    assert Match.objects.get().state == Match.State.PROPOSED

    editor.post(decide, {"actie": "koppel"})
    assert OutgoingMail.objects.filter(kind="bezoekwens-koppeling").count() == 2
    again = editor.post(decide, {"actie": "wijs-af"}, follow=True)
    assert "al beslist" in again.text
    assert Match.objects.get().state == Match.State.CONFIRMED


def test_rejecting(editor, site):
    wish("Anna"), wish("Bram", "zorg", "onderwijs")
    proposals.propose()

    answer = editor.post(
        reverse("visits_decide", args=[Match.objects.get().pk]), {"actie": "wijs-af"}, follow=True
    )

    assert "komt niet terug" in answer.text
    assert Match.objects.get().state == Match.State.REJECTED
