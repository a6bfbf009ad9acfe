"""The page behind a guest's own link: promise, lesson, follow-up; and who has no such link."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.enums import VisitState
from academie.exchange.letters import reminder_letters
from academie.exchange.models import Reminder, Visit, VisitChange
from academie.exchange.visits.panel import visit_data
from tests.exchange.events import make_event, session
from tests.exchange.visits.people import been, make_visit, sign_up, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def guest(site):
    return sign_up(make_visit(site))


def page(sign_up):
    return f"/bezoek/?t={links.own_token(sign_up)}"


def test_the_guest_reads_sheet_and_promise(browser, guest):
    answer = browser.get(page(guest))

    assert answer.status_code == 200
    for words in ("Lees de folder over de klas.", "U vertelt niets door over leerlingen."):
        assert words in answer.text
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_looking_changes_nothing(browser, guest):
    before = list(Visit.objects.values()), VisitChange.objects.count()

    browser.get(page(guest) + "&actie=belofte&belofte=ja")
    browser.head(page(guest))

    assert (list(Visit.objects.values()), VisitChange.objects.count()) == before


def test_the_promise(browser, guest):
    answer = browser.post(page(guest), {"actie": "belofte", "belofte": "ja"})

    assert answer.status_code == 303
    assert visit_of(guest).state == VisitState.PREPARED
    again = browser.get(answer["Location"])
    assert "Wij hebben het bewaard." in again.text
    assert f"U beloofde dit op {timezone.localdate().day} " in again.text


def test_no_promise_without_the_tick(browser, guest):
    answer = browser.post(page(guest), {"actie": "belofte"})

    assert "<title>Fout: " in answer.text
    assert 'href="#belofte"' in answer.text
    assert visit_of(guest).secrecy_agreed_at is None


def test_the_lesson_and_what_follows(browser, guest):
    been(guest)

    for action, text in (("les", "Rust <b>helpt</b>."), ("vervolg", "Tegenbezoek in mei.")):
        assert browser.post(page(guest), {"actie": action, action: text}).status_code == 303

    visit = visit_of(guest)
    assert (visit.guest_lesson, visit.follow_up) == ("Rust <b>helpt</b>.", "Tegenbezoek in mei.")
    assert "Rust &lt;b&gt;helpt" in browser.get(page(guest)).text
    assert visit_data(guest)["wat u leerde"] == "Rust <b>helpt</b>."


@pytest.mark.parametrize(
    ("action", "text", "words"),
    [
        ("les", "Over leerling 111222333", "burgerservicenummer"),
        ("les", "Bel 06-12345678", "telefoonnummer"),
        ("vervolg", "Mail anna@zorg.nl", "e-mailadres"),
        ("les", "", "Schrijf één ding op"),
    ],
)
def test_what_may_not_stand_comes_back_with_the_reason(browser, guest, action, text, words):
    been(guest)

    answer = browser.post(page(guest), {"actie": action, action: text})

    assert answer.status_code == 200
    assert "<title>Fout: " in answer.text
    assert words in answer.text
    assert f'href="#{action}"' in answer.text
    assert f">{text}</textarea>" in answer.text
    visit = visit_of(guest)
    assert (visit.guest_lesson, visit.follow_up) == ("", "")


def test_a_lesson_before_the_visit_is_refused(browser, guest):
    answer = browser.post(page(guest), {"actie": "les", "les": "Leuk."})

    assert "nog niet geweest" in answer.text
    assert visit_of(guest).guest_lesson == ""


@pytest.mark.parametrize("data", [{}, {"actie": "geweest"}, {"actie": "niet"}, {"actie": "blad"}])
def test_what_only_a_host_does_is_not_here(browser, guest, data):
    answer = browser.post(page(guest), data)

    assert "Kies wat u wilt doen" in answer.text
    assert visit_of(guest).state == VisitState.AGREED


def test_false_links_open_nothing(browser, guest, site):
    training = make_event(
        site, session(timezone.now() + timedelta(days=3), capacity=2)
    ).sessions.get()
    other = sign_up(training, "Bram")

    for path in (
        "/bezoek/",
        "/bezoek/?t=x",
        page(guest)[:-1],
        f"/bezoek/?t={links.feed_url(guest).partition('t=')[2]}",
        page(other),
    ):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"actie": "belofte", "belofte": "ja"}).status_code == 404
    assert visit_of(guest).secrecy_agreed_at is None


def test_an_erased_guest_has_no_page(browser, guest):
    path = page(guest)
    desk.erase(guest.pk)

    assert browser.get(path).status_code == 404


def test_the_visit_stands_on_the_page_of_the_sign_up(browser, guest):
    text = browser.get(f"/mijn-aanmelding/?t={links.own_token(guest)}").text

    assert "Uw bezoek" in text
    assert "/bezoek/?t=" in text


def test_the_mail_afterwards_asks_for_the_lesson(browser, guest):
    been(guest)

    _, text = reminder_letters.compose(Reminder.Kind.LOOK_BACK, guest)

    path = re.search(r"https?://[^/]+(/bezoek/\S+)", text)[1]
    assert "Wat leerde u?" in browser.get(path).text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(browser, guest, method):
    assert getattr(browser, method)(page(guest)).status_code == 405
