"""The link again, and a new address: the same answer to everybody, and nobody is flooded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON, SYSTEM, organiser
from academie.exchange.models import SignUp
from academie.exchange.personal import asking, kinds, tokens
from academie.mail import on_request
from academie.mail.models import OutgoingMail
from tests.exchange.personal.people import MINE, link_in, make_session, own, path_of, press, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

SENT, ADDRESS = f"{MINE}verstuurd/", f"{MINE}adres/"


@pytest.fixture(autouse=True)
def _still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test crosses from one ten minutes into the next."""
    now = timezone.now().replace(minute=5)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def noor(site) -> SignUp:
    return sign_up(make_session(site))


def mails(*wanted: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind__in=wanted or kinds.ASKED).order_by("pk"))


def let_time_pass() -> None:
    """Mails of before stay in the count, but not under the name of these minutes."""
    for mail in mails():
        OutgoingMail.objects.filter(pk=mail.pk).update(key=f"{mail.key}{mail.pk}")


def new_address(browser, one: SignUp, email: str):
    values = {"name": one.name, "role": one.role, "organisation": one.organisation}
    return press(browser, one, "wijzig", **values, email=email)


def test_the_link_is_mailed_to_every_sign_up_of_the_address(browser, site, noor):
    other = sign_up(make_session(site, event={"title": "Anders", "slug": "anders"}))
    over = sign_up(make_session(site, event={"title": "Toen", "slug": "toen"}))
    desk.withdraw(over.pk, actor=PERSON)

    answer = browser.post(MINE, {"email": " NOOR@school.nl "})

    assert (answer.status_code, answer["Location"]) == (303, SENT)
    assert "Kijk in uw mail" in browser.get(SENT).text
    (mail,) = mails()
    assert (mail.to, mail.kind) == ("noor@school.nl", kinds.LINK)
    for one in (noor, other, over):
        assert own(one) in mail.text
    assert mail.text.index(own(other)) < mail.text.index(own(over)), "what may happen first"


def test_a_false_link_offers_the_same(browser, noor):
    answer = browser.post(f"{MINE}?t=oud", {"email": "noor@school.nl"})

    assert answer["Location"] == SENT
    assert browser.get(link_in(mails()[0], MINE)).status_code == 200


def test_known_unknown_machine_and_flooded_get_the_same_answer(browser, noor):
    answers = []
    for data in (
        {"email": "noor@school.nl"},
        {"email": "onbekend@school.nl"},
        {"email": "noor@school.nl", "website": "http://spam.example"},
        *[{"email": "noor@school.nl"}] * 8,
    ):
        answer = browser.post(MINE, data)
        answers.append((answer.status_code, answer["Location"], answer.content))
        let_time_pass()

    assert len(set(answers)) == 1
    assert len(mails()) == on_request.MOST_A_DAY


def test_pressing_twice_gives_one_mail(browser, noor):
    for _ in range(3):
        browser.post(MINE, {"email": "noor@school.nl"})

    assert len(mails()) == 1


@pytest.mark.parametrize("email", ["", "noor", "a@b.nl, c@d.nl", "<b>@x.nl", "a\x00@b.nl"])
def test_an_error_stands_first_and_keeps_what_was_typed(browser, email):
    page = browser.post(MINE, {"email": email})

    assert page.status_code == 200
    assert "<title>Fout: " in page.text
    assert page.text.index('class="errs"') < page.text.index("<form")
    assert '<a href="#email">' in page.text
    assert "<b>@" not in page.text


def test_a_busy_hour_is_said_and_loses_nothing(browser, noor, monkeypatch):
    monkeypatch.setattr(on_request, "MOST_AN_HOUR", 0)
    page = browser.post(MINE, {"email": "noor@school.nl"})
    assert page.status_code == 429
    assert 'value="noor@school.nl"' in page.text
    page = new_address(browser, noor, "nieuw@school.nl")
    assert page.status_code == 429
    assert 'value="nieuw@school.nl"' in page.text
    assert not mails()


def test_a_new_address_holds_once_its_owner_says_so(browser, noor):
    answer = new_address(browser, noor, "Nieuw@School.nl")

    assert "Wij sturen een mail naar uw nieuwe adres." in browser.get(answer["Location"]).text
    (mail,) = mails()
    assert (mail.to, mail.kind) == ("nieuw@school.nl", kinds.ADDRESS)
    assert "Noor" not in mail.text + mail.subject
    link = link_in(mail, ADDRESS)
    assert "Ja, dit is mijn adres" in browser.get(link).text
    noor.refresh_from_db()
    assert noor.email == "noor@school.nl", "a mail filter that opens links changes nothing"

    done = browser.post(link, headers={"Origin": "null"})

    assert "Uw nieuwe adres geldt" in done.text
    noor.refresh_from_db()
    assert (noor.email, noor.email_key) == ("nieuw@school.nl",) * 2
    assert "Uw nieuwe adres geldt" in browser.post(link).text
    assert noor.changes.count() == 2


def test_an_older_link_does_not_undo_a_newer_address(browser, noor):
    first = path_of(tokens.address_url(noor, "eerst@school.nl"))
    second = path_of(tokens.address_url(noor, "daarna@school.nl"))
    browser.post(second)

    page = browser.post(first)

    assert "niet meer geldig" in page.text
    noor.refresh_from_db()
    assert noor.email == "daarna@school.nl"


def test_an_address_that_somebody_else_has_is_refused(browser, noor):
    sign_up(noor.session, "Sam Bakker")

    page = browser.post(path_of(tokens.address_url(noor, "sam@school.nl")))

    assert 'class="errs"' in page.text
    noor.refresh_from_db()
    assert noor.email == "noor@school.nl"


def test_a_link_that_is_false_old_or_of_nobody_changes_nothing(browser, noor, monkeypatch):
    good = path_of(tokens.address_url(noor, "nieuw@school.nl"))
    for false in (good[:-2], ADDRESS, f"{ADDRESS}?t=x", f"{ADDRESS}?t={'a.' * 900}", own(noor)):
        path = false.replace(MINE, ADDRESS) if false == own(noor) else false
        for answer in (browser.get(path), browser.post(path)):
            assert answer.status_code == 404
    later = timezone.now() + timedelta(days=8)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", later.timestamp)
        assert browser.post(good).status_code == 404
    desk.erase(noor.pk, actor=SYSTEM)
    assert browser.post(good).status_code == 410


def test_strangers_cannot_be_mailed_through_the_form(browser, noor):
    statuses = [
        new_address(browser, noor, f"vreemd{number}@ergens.nl").status_code for number in range(5)
    ]

    assert statuses == [303] * 3 + [429] * 2
    assert len(mails()) == asking.MOST_ADDRESSES
    assert new_address(browser, noor, "noor@school.nl").status_code == 303


def test_who_held_a_wrong_address_holds_nothing_once_it_is_put_right(browser, noor):
    held = own(noor)
    values = {"name": noor.name, "role": noor.role, "organisation": noor.organisation}

    desk.change_details(noor.pk, **values, email="noor.wit@school.nl", actor=organiser(None))

    assert browser.get(held).status_code == 410
    noor.refresh_from_db()
    assert browser.get(own(noor)).status_code == 200
    letter = OutgoingMail.objects.filter(to="noor.wit@school.nl").latest("pk")
    assert own(noor) in letter.text
