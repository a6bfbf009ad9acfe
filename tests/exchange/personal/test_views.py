"""The page behind the link: it shows on GET, acts on POST, and never leaks or fails."""

import json
import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import SYSTEM, organiser
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import attendance
from academie.exchange.models import SignUp, SignUpChange, TrainingSession
from academie.mail.models import OutgoingMail
from tests import factories
from tests.exchange.personal.people import MINE, make_session, own, press, sign_up
from tests.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

COLLEAGUE = {
    "name": "Sam Bakker",
    "email": "Sam@School.nl",
    "role": "Medewerker wijkteam",
    "organisation": "De Klim",
    "side": "onderwijs",
}
DETAILS = {
    "name": "Noor Wit",
    "email": "noor@school.nl",
    "role": "Intern begeleider (IB'er)",
    "organisation": "De Top",
}


@pytest.fixture
def noor(site) -> SignUp:
    """Somebody with one of two places."""
    return sign_up(make_session(site))


def state_of(one: SignUp) -> str:
    return SignUp.objects.get(pk=one.pk).state


def test_it_shows_everything_that_she_may_know(browser, noor):
    answer = browser.get(own(noor))

    text = words(answer)
    assert answer.status_code == 200
    for part in (
        "U hebt een plaats.",
        "Noor de Wit",
        "noor@school.nl",
        "Leerkracht / docent / mentor",
        "De Klim",
        "Onderwijs",
        "uur : U kreeg een plaats. Er was een plaats vrij. (door uzelf)",
        f"Wij wissen uw gegevens op {noor.keep_until.day} ",
    ):
        assert part in text
    assert "agenda.ics" in answer.text
    assert links.feed_url(noor) in answer.text
    assert not browser.cookies


def test_who_waits_reads_place_reason_and_next_moment(browser, site):
    moment = make_session(site, capacity=2, kept_care=2)
    one = sign_up(moment)

    text = words(browser.get(own(one)))

    assert "Op de wachtlijst" in text
    assert "U bent 1e voor onderwijs. Er zijn 2 plaatsen vrij, bewaard voor zorg tot" in text
    assert "komen de bewaarde plaatsen vrij voor iedereen" in text


def test_after_it_there_is_nothing_left_to_correct_or_withdraw(browser, noor):
    begin = timezone.now() - timedelta(hours=3)
    sessions = TrainingSession.objects.filter(pk=noor.session_id)
    sessions.update(start=begin, end=begin + timedelta(hours=2))

    text = browser.get(own(noor)).text

    assert "U had een plaats. Dit moment is geweest." in text
    for act in ("kant", "afmelden", "doorgeven"):
        assert f'value="{act}"' not in text
    assert 'value="wissen"' in text


def test_looking_changes_nothing(browser, noor):
    before = (SignUp.objects.values().get(), SignUpChange.objects.count())
    for tail in ("", "&actie=wissen", "&gedaan=afgemeld", "&gedaan=%00"):
        assert browser.get(own(noor) + tail).status_code == 200
    assert (SignUp.objects.values().get(), SignUpChange.objects.count()) == before


def test_changing_details(browser, noor):
    answer = press(browser, noor, "wijzig", **DETAILS)

    assert answer.status_code == 303
    assert "Wij hebben uw gegevens veranderd." in browser.get(answer["Location"]).text
    noor.refresh_from_db()
    assert (noor.name, noor.role, noor.organisation) == ("Noor Wit", "ib", "De Top")
    changes = noor.changes.count()
    assert press(browser, noor, "wijzig", **DETAILS).status_code == 303
    assert noor.changes.count() == changes, "pressing twice is pressing once"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Vul uw naam in."),
        ({"email": "noor"}, "Dit e-mailadres klopt niet."),
        ({"email": "a@b.nl, c@d.nl"}, "Dit e-mailadres klopt niet."),
        ({"organisation": "\u200b"}, "Vul in bij welke organisatie u werkt."),
        ({"name": "x" * 121}, "Maak er hoogstens 120 tekens van."),
        ({"role": "r" * 81}, "Maak er hoogstens 80 tekens van."),
        ({"name": "a\x00b"}, "ongeldig"),
    ],
)
def test_an_error_stands_first_and_keeps_what_was_typed(browser, noor, wrong, sentence):
    page = press(browser, noor, "wijzig", **(DETAILS | wrong))

    assert page.status_code == 200
    assert "<title>Fout: " in page.text
    assert page.text.index('class="errs"') < page.text.index("<form")
    (name,) = wrong
    assert f'<a href="#wijzig-{name}">' in page.text
    assert f'id="wijzig-{name}"' in page.text
    if sentence != "ongeldig":
        assert sentence in page.text
    assert 'value="De Top"' in page.text or name == "organisation"
    assert SignUp.objects.get().name == "Noor de Wit"


def test_the_right_side_is_one_press_when_it_costs_nothing(browser, noor):
    answer = press(browser, noor, "kant", side="zorg")

    assert "verbeterd" in browser.get(answer["Location"]).text
    noor.refresh_from_db()
    assert (noor.side, noor.state) == (World.CARE, SignUpState.CONFIRMED)


def test_the_right_side_that_costs_the_place_is_asked_first(browser, site):
    one = sign_up(make_session(site, capacity=2, kept_education=2))

    page = press(browser, one, "kant", side="zorg")

    assert "Wilt u dit veranderen?" in page.text
    assert state_of(one) == SignUpState.CONFIRMED
    answer = press(browser, one, "kant", side="zorg", wachten="ja")
    assert answer.status_code == 303
    assert state_of(one) == SignUpState.WAITING
    assert "bewaard voor onderwijs" in words(browser.get(own(one)))


def test_a_side_that_is_none_is_said(browser, noor):
    for side in ({}, {"side": "maan"}):
        page = press(browser, noor, "kant", **side)
        assert "Kies bij welke kant" in page.text
        assert '<a href="#kant-side">' in page.text


def test_withdrawing_gives_the_place_to_who_waits(browser, site):
    moment = make_session(site, capacity=1)
    noor, sam = sign_up(moment), sign_up(moment, "Sam Bakker")

    answer = press(browser, noor, "afmelden")

    page = browser.get(answer["Location"])
    assert "U bent afgemeld." in page.text
    assert "Meld u opnieuw aan" in page.text
    assert (state_of(noor), state_of(sam)) == (SignUpState.WITHDRAWN, SignUpState.CONFIRMED)
    assert press(browser, noor, "afmelden").status_code == 303
    assert noor.changes.count() == 2
    assert "Ja, meld mij af" not in page.text


def test_handing_over(browser, noor):
    answer = press(browser, noor, "doorgeven", **COLLEAGUE)

    assert "Uw plaats is nu van uw collega." in browser.get(answer["Location"]).text
    sam = SignUp.objects.get(email_key="sam@school.nl")
    assert (sam.state, sam.role, sam.from_other) == (SignUpState.CONFIRMED, "wijkteam", noor)
    assert state_of(noor) == SignUpState.HANDED_OVER
    assert press(browser, noor, "doorgeven", **COLLEAGUE).status_code == 303
    assert SignUp.objects.count() == 2
    assert "(door een collega)" in words(browser.get(own(sam)))
    assert "doorgeven" not in browser.get(own(noor)).text


def test_handing_over_begins_with_the_same_work_at_the_same_place(browser, noor):
    text = browser.get(own(noor)).text

    form = text[text.index('id="collega-name"') :]
    assert 'value="De Klim"' in form
    assert 'value="onderwijs" checked' in form
    assert "Noor" not in form[: form.index("</form>")]


def test_a_place_that_the_colleague_may_not_have_is_said_and_nothing_is_lost(browser, site):
    one = sign_up(make_session(site, capacity=2, kept_education=2))

    page = press(browser, one, "doorgeven", **(COLLEAGUE | {"side": "zorg"}))

    assert 'class="errs"' in page.text
    assert 'value="Sam Bakker"' in page.text
    assert '<details class="do" open><summary>Uw plaats aan een collega' in page.text
    assert SignUp.objects.count() == 1
    assert state_of(one) == SignUpState.CONFIRMED


def test_nobody_can_be_flooded_with_places(browser, site, noor):
    for number in range(5):
        giver = sign_up(
            make_session(site, event={"title": f"Bezoek {number}", "slug": f"b{number}"}),
            "Kim Smit",
        )
        assert press(browser, giver, "doorgeven", **COLLEAGUE).status_code == 303

    page = press(browser, noor, "doorgeven", **COLLEAGUE)

    assert page.status_code == 429
    assert 'value="Sam Bakker"' in page.text
    assert state_of(noor) == SignUpState.CONFIRMED


def test_who_waits_has_nothing_to_hand_over(browser, site):
    moment = make_session(site, capacity=1)
    sign_up(moment)
    sam = sign_up(moment, "Sam Bakker")

    assert "collega geven" not in browser.get(own(sam)).text
    page = press(browser, sam, "doorgeven", **(COLLEAGUE | {"email": "kim@school.nl"}))
    assert "U hebt geen plaats" in page.text
    assert SignUp.objects.count() == 2


def test_the_copy_holds_everything(browser, noor):
    user = factories.make_user("organisator")
    desk.change_details(
        noor.pk,
        name="Noor Wit",
        role="ib",
        organisation="De Top",
        email=noor.email,
        actor=organiser(user.pk),
    )
    answer = press(browser, noor, "download", vorm="json")

    assert answer["Content-Disposition"] == 'attachment; filename="mijn-gegevens.json"'
    held = json.loads(answer.text)["aanmeldingen"][0]
    assert (held["naam"], held["e-mailadres"], held["aanwezig"]) == (
        "Noor Wit",
        "noor@school.nl",
        None,
    )
    assert [one["wie"] for one in held["wat er gebeurde"]] == ["door uzelf", "door de organisator"]
    assert len(held["mails"]) == OutgoingMail.objects.filter(to="noor@school.nl").count() > 0
    text = press(browser, noor, "download").text
    assert "organisatie: De Top" in text
    assert "aanwezig: -" in text
    kept = SignUp.objects.values().get()
    for name in ("name", "email", "organisation", "key"):
        assert str(kept[name]) in text


def test_erasing(browser, site):
    moment = make_session(site, capacity=1)
    noor, sam = sign_up(moment), sign_up(moment, "Sam Bakker")

    answer = press(browser, noor, "wissen")

    assert answer.status_code == 303
    assert "t=" not in answer["Location"]
    assert "Uw gegevens zijn gewist" in browser.get(answer["Location"]).text
    assert not SignUp.objects.filter(pk=noor.pk).exists()
    assert state_of(sam) == SignUpState.CONFIRMED
    gone = browser.get(own(noor))
    assert gone.status_code == 410
    assert "Deze gegevens zijn gewist" in gone.text
    assert press(browser, noor, "wissen")["Location"] == answer["Location"]
    assert press(browser, noor, "wijzig", **DETAILS).status_code == 410


def test_erasing_everything_of_one_person(browser, site, noor):
    other = make_session(site, event={"title": "Anders", "slug": "anders"})
    again, sam = sign_up(other, email="NOOR@school.nl"), sign_up(other, "Sam Bakker")

    press(browser, noor, "wissen-alles")

    assert list(SignUp.objects.all()) == [sam]
    assert browser.get(own(again)).status_code == 410


def test_after_it_was_there_is_nothing_left_to_change_about_the_place(browser, site):
    moment = make_session(site)
    noor = sign_up(moment)
    start = timezone.now() - timedelta(days=3)
    type(moment).objects.filter(pk=moment.pk).update(start=start, end=start + timedelta(hours=2))

    page = browser.get(own(noor))

    assert "Afmelden" not in page.text
    assert "collega geven" not in page.text
    assert "Wis deze aanmelding" in page.text
    assert 'class="errs"' in press(browser, noor, "afmelden").text
    assert press(browser, noor, "doorgeven", **COLLEAGUE).status_code == 200
    assert state_of(noor) == SignUpState.CONFIRMED


def test_a_false_link_says_so_and_acts_on_nothing(browser, noor):
    token = links.own_token(noor)
    for false in ("x", token + "x", token[:-1], noor.public.hex, "%00", "ä", "a" * 5000):
        answer = browser.get(f"{MINE}?t={false}")
        assert answer.status_code == 404
        assert "Deze link werkt niet" in answer.text
        assert "Noor" not in answer.text
        for action in ("afmelden", "wissen", "wijzig", "download"):
            answer = browser.post(f"{MINE}?t={false}", DETAILS | {"actie": action})
            assert answer.status_code == 404
    assert browser.post(f"{MINE}?t={links.feed_url(noor).partition('t=')[2]}").status_code == 404
    assert state_of(noor) == SignUpState.CONFIRMED
    assert browser.get(MINE).status_code == 200


@pytest.mark.parametrize("action", ["", "alles", "WISSEN", "\x00", "wijzig" * 100])
def test_an_unknown_button_only_shows_the_page(browser, noor, action):
    assert press(browser, noor, action).status_code == 200
    assert state_of(noor) == SignUpState.CONFIRMED


def test_pages_with_a_link_keep_it_to_themselves(browser, noor, caplog):
    caplog.set_level(logging.DEBUG)
    answers = [
        browser.get(own(noor)),
        browser.get(own(noor) + "x"),
        press(browser, noor, "wijzig", **DETAILS),
        press(browser, noor, "download"),
        press(browser, noor, "afmelden"),
        press(browser, noor, "wissen"),
    ]
    for answer in answers:
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    for secret in (links.own_token(noor)[:40], "school.nl", "Noor", "De Top"):
        assert secret not in caplog.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    for path in (MINE, f"{MINE}verstuurd/", f"{MINE}gewist/", f"{MINE}adres/"):
        assert getattr(client, method)(path).status_code == 405


def test_a_visit_and_a_certificate_have_their_part(browser, site):
    event = {
        "kind": "werkbezoek",
        "host_text": "De balie.",
        "preparation": "Lees dit.",
        "confidentiality": "U vertelt niets door.",
    }
    moment = make_session(site, event=event)
    one = sign_up(moment)

    assert "U vertelt niets door." in browser.get(own(one)).text

    start = timezone.now() - timedelta(days=1)
    type(moment).objects.filter(pk=moment.pk).update(start=start, end=start + timedelta(hours=2))
    attendance.mark_present(one.pk, True, actor=SYSTEM)
    assert "Uw bewijs van deelname" in browser.get(own(one)).text
