"""The form of a wish, the links in its mails, and what is kept for how long."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.exchange.models import Match, Wish
from academie.exchange.privacy import nightly
from academie.exchange.visits import proposals, wish_tokens, wishes
from academie.mail import on_request
from academie.mail.models import OutgoingMail
from tests.exchange.visits.people import wish

pytestmark = pytest.mark.django_db
FORM = "/uitwisselen/"
FILLED = {
    "name": "Anna Bakker",
    "email": "Anna@School.nl",
    "organisation": "De Brug",
    "side": "onderwijs",
    "wants": "zorg",
    "region": "carnisse",
    "kinds": ["werkbezoek"],
    "themes": [],
}


@pytest.fixture
def browser(site):
    return Client(enforce_csrf_checks=True)


def link_in(mail):
    return re.search(r"https?://[^/]+(/\S+)", mail.text)[1]


def test_form_mail_button_and_the_wish_counts(browser):
    answer = browser.post(FORM, FILLED)
    assert (answer.status_code, answer["Location"]) == (303, "/uitwisselen/verstuurd/")
    assert not answer.cookies
    one = Wish.objects.get()
    assert (one.email_key, one.confirmed_at, one.region.slug) == (
        "anna@school.nl",
        None,
        "carnisse",
    )

    path = link_in(OutgoingMail.objects.get())
    shown = browser.get(path)
    assert "Anna Bakker" in shown.text
    assert shown["Referrer-Policy"] == "no-referrer"
    browser.head(path)
    assert Wish.objects.get().confirmed_at is None

    assert "Uw wens doet mee" in browser.post(path).text
    first = Wish.objects.get()
    browser.post(path)
    assert Wish.objects.get().confirmed_at == first.confirmed_at
    assert first.keep_until == timezone.localdate() + timedelta(days=365)
    own = OutgoingMail.objects.get(kind="bezoekwens-bewaard")
    assert "Anna Bakker" in browser.get(link_in(own)).text


def test_the_first_mail_repeats_nothing_of_the_form(browser):
    browser.post(FORM, FILLED | {"name": "Koop nu", "organisation": "Winkel"})

    mail = OutgoingMail.objects.get()
    assert "Koop" not in mail.text + mail.subject
    assert "Winkel" not in mail.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Vul uw naam in."),
        ("name", "<>!", "Vul uw naam in."),
        ("name", "Kijk op www.winkel.nl", "Vul uw naam in."),
        ("name", "x" * 121, "hoogstens 120 tekens"),
        ("email", "", "Vul uw e-mailadres in."),
        ("email", "anna", "Dit e-mailadres klopt niet."),
        ("organisation", " ", "Vul de naam van uw organisatie in."),
        ("side", "", "Kies bij welke kant"),
        ("side", "overal", "Kies bij welke kant"),
        ("wants", "", "Kies waar u op bezoek wilt."),
        ("kinds", ["training"], "Kies opnieuw."),
    ],
)
def test_what_is_wrong_stands_first_and_what_was_typed_stays(browser, field, value, words):
    answer = browser.post(FORM, FILLED | {field: value})

    assert answer.status_code == 200
    assert "<title>Fout: " in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert words in answer.text
    if field != "organisation":
        assert 'value="De Brug"' in answer.text
    if field not in ("side", "wants"):
        assert answer.text.count(" checked") >= 2
    assert 'value="carnisse" selected' in answer.text
    assert not Wish.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("field", sorted(FILLED))
def test_odd_input_is_no_server_error(browser, field):
    for value in ("\x00", "é" * 3000, "\ud800", "'\"><script>", "‮"):
        answer = browser.post(FORM, FILLED | {field: value.encode("utf-8", "replace").decode()})
        assert answer.status_code in (200, 303)


def test_an_unknown_region_is_none(browser):
    browser.post(FORM, FILLED | {"region": "atlantis"})

    assert Wish.objects.get().region is None


def test_a_machine_gets_the_same_answer_and_nothing_is_kept(browser):
    answer = browser.post(FORM, FILLED | {"website": "x"})

    assert answer["Location"] == "/uitwisselen/verstuurd/"
    assert not Wish.objects.exists()


def test_one_open_wish_an_address(browser):
    for name in ("Anna", "Anna Bakker"):
        browser.post(FORM, FILLED | {"name": name, "email": " ANNA@school.nl "})
    one = Wish.objects.get()
    assert one.name == "Anna Bakker", "what was not confirmed may be corrected"
    assert OutgoingMail.objects.count() == 1, "pressing twice is one mail"

    wishes.confirm(one.public)
    answer = browser.post(FORM, FILLED | {"name": "Een ander"})

    assert answer["Location"] == "/uitwisselen/verstuurd/"
    assert Wish.objects.get().name == "Anna Bakker"
    known = OutgoingMail.objects.get(kind="bezoekwens-bekend")
    assert browser.get(link_in(known)).status_code == 200


def test_nobody_can_be_flooded(browser, monkeypatch):
    monkeypatch.setattr(on_request, "ONCE_IN", timedelta(microseconds=1))
    for _ in range(8):
        assert browser.post(FORM, FILLED).status_code == 303

    assert OutgoingMail.objects.count() == on_request.MOST_A_DAY


def test_when_it_is_too_busy_the_form_comes_back_filled_in(browser, monkeypatch):
    monkeypatch.setattr(on_request, "MOST_AN_HOUR", 0)

    answer = browser.post(FORM, FILLED)

    assert answer.status_code == 429
    assert "erg druk" in answer.text
    assert 'value="Anna Bakker"' in answer.text
    assert not Wish.objects.exists()


def test_false_and_old_links_open_nothing(browser):
    one = wish(confirmed=False)
    confirm, manage = (
        url(one.public).partition("?t=")[2]
        for url in (wish_tokens.confirm_url, wish_tokens.manage_url)
    )

    for path in (
        "/uitwisselen/bevestigen/",
        f"/uitwisselen/bevestigen/?t={confirm}x",
        f"/uitwisselen/bevestigen/?t={manage}",
        f"/uitwisselen/mijn/?t={confirm}",
        "/uitwisselen/mijn/?t=",
    ):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"actie": "wis"}).status_code == 404
    assert Wish.objects.get().confirmed_at is None


def test_taking_back_deletes_everything_of_it(browser):
    one, other = wish("Canarina"), wish("Bram", "zorg", "onderwijs")
    proposals.propose()
    path = wish_tokens.manage_url(one.public).replace("http://testserver", "")
    path = path[path.index("/uitwisselen") :]
    assert "Canarina" in browser.get(path).text
    assert Wish.objects.count() == 2

    answer = browser.post(path, {"actie": "wis"})

    assert "Wij bewaren niets meer van uw wens." in answer.text
    assert list(Wish.objects.all()) == [other]
    assert not Match.objects.exists()
    rest = str(list(OutgoingMail.objects.values()))
    assert "canarina" not in rest.lower()
    assert browser.get(path).status_code == 404


def test_keeping_it_for_another_year(browser):
    one = wish()
    Wish.objects.update(keep_until=timezone.localdate() + timedelta(days=5))
    path = wish_tokens.manage_url(one.public)
    path = path[path.index("/uitwisselen") :]

    assert "langer" in browser.post(path, {"actie": "verleng"}).text

    one.refresh_from_db()
    assert one.keep_until == timezone.localdate() + timedelta(days=365)


def test_the_night_takes_what_is_over(site):
    old, never, fresh = wish("Oud"), wish("Nooit", confirmed=False), wish("Nieuw")
    Wish.objects.filter(pk=old.pk).update(keep_until=timezone.localdate())
    assert never.keep_until == timezone.localdate() + timedelta(days=8)
    Wish.objects.filter(pk=never.pk).update(keep_until=timezone.localdate() - timedelta(days=1))

    nightly.tidy()

    assert list(Wish.objects.all()) == [fresh]
