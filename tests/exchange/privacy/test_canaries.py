"""Nothing stays: people with names that nobody has do all that one can do, and then they go."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academie.core.enums import World
from academie.core.worker import Worker
from academie.exchange.capacity.people import PERSON, SYSTEM
from academie.exchange.meeting import attendance
from academie.exchange.models import (
    Certificate,
    ExportLog,
    Seating,
    SignUp,
    TrainingSession,
    Visit,
    Wish,
)
from academie.exchange.personal import kinds
from academie.exchange.signing.stamps import new_stamp
from academie.exchange.visits import wishes
from academie.mail.models import OutgoingMail
from tests import factories
from tests.exchange.personal.people import MINE, link_in, make_session, press, sign_up
from tests.exchange.privacy.canaries import found_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mail_folder"),
]

CANARIES = (
    "Kanariegeel",
    "piepvogel",
    "Nestkastschool",
    "Roodborstje",
    "Vogelhuisteam",
    "Zangvogelles",
    "Vinkeslag",
)
VISIT = {
    "kind": "werkbezoek",
    "host_text": "De balie.",
    "preparation": "Lees dit.",
    "confidentiality": "U vertelt niets door.",
}


def night() -> None:
    """Let the real worker do everything that is due."""
    worker = Worker()
    while worker.round():
        pass


def plant(site) -> tuple[SignUp, SignUp, SignUp]:
    """Let three people do everything; return who gave a place, who got it and who waits."""
    browser = Client(enforce_csrf_checks=True)
    moment = make_session(site, capacity=1, event=VISIT)
    first = over_http(browser, moment)
    waiting = sign_up(moment, "Wil Kanariegeel", email="wil@piepvogel.nl", role="Vinkeslag")
    browser.post(MINE, {"email": "kees@piepvogel.nl"})
    press(
        browser, first, "wijzig", name="Kees Kanariegeel", email="c@piepvogel.nl", organisation="X"
    )
    browser.post(link_in(OutgoingMail.objects.get(kind=kinds.ADDRESS), f"{MINE}adres/"))
    night()
    press(
        browser,
        first,
        "doorgeven",
        name="Rosa Roodborstje",
        email="rosa@piepvogel.nl",
        organisation="Vogelhuisteam",
        side="zorg",
    )
    rosa = SignUp.objects.get(email_key="rosa@piepvogel.nl")
    press(browser, rosa, "wijzig", name="R. Roodborstje", email=rosa.email, organisation="Y")
    press(browser, rosa, "download", vorm="json")
    wish(rosa)
    admin(moment)
    return first, rosa, waiting


def over_http(browser: Client, moment: TrainingSession) -> SignUp:
    """Sign up by the form on the page, after a mistake in it."""
    typed = {
        "name": "Kees Kanariegeel",
        "email": "Kees@piepvogel",
        "role": "Vinkeslag",
        "organisation": "Nestkastschool",
        "side": "onderwijs",
        "session": moment.pk,
        "stamp": new_stamp(timezone.now() - timedelta(minutes=1)),
    }
    url = reverse("exchange_sign_up", args=[moment.page.slug])
    assert browser.post(url, typed).status_code == 200
    assert browser.post(url, typed | {"email": "Kees@piepvogel.nl"}).status_code == 303
    return SignUp.objects.get()


def wish(one: SignUp) -> None:
    wishes.ask(wishes.Wished(one.name, one.email, "Vogelhuisteam", World.CARE, World.EDUCATION))
    wishes.confirm(Wish.objects.get().public)


def admin(moment: TrainingSession) -> None:
    """An organiser takes the list out, and publishes the page anew."""
    browser = Client()
    user = factories.make_user("organisator", is_superuser=True, is_staff=True)
    browser.force_login(user)
    for form in ("xlsx", "csv"):
        assert browser.get(f"/beheer/deelnemers/{moment.pk}/lijst.{form}").status_code == 200
    assert ExportLog.objects.count() == 2
    # The system publishes: a person needs a second reader, which is not what this test is about.
    moment.page.save_revision(user=user).publish()


def be_there(one: SignUp) -> None:
    """It takes place: she is there, has a certificate, and writes what she learned."""
    now = timezone.now()
    past = {"start": now - timedelta(hours=4), "end": now - timedelta(hours=2)}
    TrainingSession.objects.filter(pk=one.session_id).update(**past)
    attendance.mark_present(one.pk, True, actor=PERSON)
    Visit.objects.filter(sign_up=one).update(guest_lesson="Zangvogelles")


def fail_one_mail() -> None:
    """A mail that could not be delivered keeps its text, so that it can be tried again."""
    mail = OutgoingMail.objects.filter(kind__startswith="aanmelding-").latest("pk")
    mail.text, mail.state, mail.closed_at = "Beste Kanariegeel", "opgegeven", timezone.now()
    mail.save()


def test_nothing_is_left_the_night_after_the_date(committed_site, caplog):
    caplog.set_level(logging.DEBUG)
    _, rosa, _ = plant(committed_site)
    be_there(rosa)
    Visit.objects.update(guest_lesson="")
    fail_one_mail()
    before = found_in(CANARIES)
    assert {"table exchange_signup", "table exchange_wish", "table mail_outgoingmail"} <= set(
        before
    )
    assert any(place.endswith(".eml") for place in before)
    if connection.vendor == "sqlite":
        assert any(place.startswith("file test") for place in before)

    night()
    assert found_in(CANARIES[:1]), "not before its time"
    long_ago = timezone.now() - timedelta(days=100)
    TrainingSession.objects.update(start=long_ago, end=long_ago + timedelta(hours=2))
    today = timezone.localdate()
    SignUp.objects.update(keep_until=today)
    Wish.objects.update(keep_until=today)
    night()

    assert found_in(CANARIES, caplog.text) == []
    assert not SignUp.objects.exists()
    assert Certificate.objects.get().sign_up is None
    tally = Seating.objects.get().tally
    assert tally["bevestigd"] == {"zorg": 1}
    assert tally["overgedragen"] == {"onderwijs": 1}


@pytest.mark.parametrize("there", [False, True], ids=["before it", "after it"])
def test_nothing_is_left_of_who_asks_for_it(committed_site, caplog, there):
    caplog.set_level(logging.DEBUG)
    first, rosa, waiting = plant(committed_site)
    if there:
        be_there(rosa)
    fail_one_mail()
    assert found_in(CANARIES)

    browser = Client(enforce_csrf_checks=True)
    press(browser, first, "wissen")
    for one in (rosa, waiting):
        press(browser, one, "wissen-alles")

    owed = OutgoingMail.objects.filter(state="wacht")
    kept = set(owed.exclude(to="").values_list("kind", flat=True))
    assert kept <= {"aanmelding-gewist"}, "only the word about it is still to leave"
    assert not SignUp.objects.exists()
    night()
    night()

    assert found_in(CANARIES, caplog.text) == []


def test_erasing_one_person_leaves_the_others_alone(committed_site):
    moment = make_session(committed_site, capacity=3)
    kees = sign_up(moment, "Kees Kanariegeel", email="kees@piepvogel.nl")
    sam = sign_up(moment, "Sam Bakker")
    mails = OutgoingMail.objects.filter(to=sam.email).count()

    press(Client(), kees, "wissen")

    assert SignUp.objects.get() == sam
    assert OutgoingMail.objects.filter(to=sam.email).exclude(text="").count() == mails
    attendance_possible = TrainingSession.objects.filter(pk=moment.pk)
    now = timezone.now()
    attendance_possible.update(start=now - timedelta(hours=3), end=now - timedelta(hours=1))
    assert attendance.mark_present(sam.pk, True, actor=SYSTEM).present
