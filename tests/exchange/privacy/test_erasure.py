"""Taking out one person: what goes with her, what still leaves, and who is left alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.meeting import attendance
from academie.exchange.models import Certificate, SignUp, TrainingSession, Wish
from academie.exchange.privacy import erasure
from academie.exchange.visits import wishes
from academie.mail import sending
from academie.mail.models import OutgoingMail
from academie.mail.outbox import queue
from tests.exchange.personal.people import make_session, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "mail_folder")]


def left(**filters) -> list[str]:
    """Return the kinds of mails that hold something."""
    rows = OutgoingMail.objects.filter(**filters).exclude(to="", text="")
    return sorted(rows.values_list("kind", flat=True))


def test_the_word_about_it_leaves_with_the_appointment_taken_back(site):
    noor = sign_up(make_session(site))

    assert erasure.erase(noor.pk)

    assert left() == ["aanmelding-gewist"]
    mail = OutgoingMail.objects.get()
    assert "Noor" not in mail.text
    assert b"METHOD:CANCEL" in bytes(mail.attachments.get().content)
    sending.send_due(budget=5)
    assert left() == []
    assert not erasure.erase(noor.pk)


def test_who_was_off_the_list_gets_no_mail(site):
    noor = sign_up(make_session(site))
    desk.withdraw(noor.pk, actor=PERSON)

    erasure.erase(noor.pk)

    assert left() == []


def test_during_the_session_the_word_about_it_is_emptied_too(site):
    noor = sign_up(make_session(site))
    now = timezone.now()
    TrainingSession.objects.update(start=now - timedelta(hours=1), end=now + timedelta(hours=1))

    erasure.erase(noor.pk)
    sending.send_due(budget=5)

    assert left() == []


def test_a_certificate_stays_without_the_person(site):
    noor = sign_up(make_session(site))
    now = timezone.now()
    TrainingSession.objects.update(start=now - timedelta(hours=3), end=now - timedelta(hours=1))
    attendance.mark_present(noor.pk, True, actor=PERSON)

    erasure.erase(noor.pk)

    assert Certificate.objects.get().sign_up is None
    assert left() == []


def test_mail_about_another_sign_up_of_hers_stays(site):
    noor = sign_up(make_session(site))
    again = sign_up(make_session(site, event={"title": "Anders", "slug": "anders"}))
    key = f"{again.changes.get().pk}"

    erasure.erase(noor.pk)

    assert left(key=key) == ["aanmelding-bevestigd"]
    queue(noor.email, "x", "y", kind="aanmelding-iets", key="zonder nummer")
    queue(noor.email, "x", "y", kind="volgen-overzicht", key="ander verzoek")
    erasure.erase_everything_of(noor.email_key)
    assert left(kind__startswith="aanmelding-") == ["aanmelding-gewist"] * 2
    assert left(kind__startswith="volgen-") == ["volgen-overzicht"], "that is asked for elsewhere"


def test_everything_of_her_means_her_wish_too(site):
    wished = wishes.Wished("Noor", "noor@school.nl", "De Klim", World.EDUCATION, World.CARE)
    wishes.ask(wished)
    queue("sam@school.nl", "x", "Mail noor@school.nl.", kind="bezoekwens-koppeling", key="1:999999")

    assert erasure.erase_everything_of("noor@school.nl") == 1

    assert not Wish.objects.exists()
    assert left() == []


def test_a_colleague_who_got_the_place_stays(site):
    noor = sign_up(make_session(site))
    sam = desk.hand_over(noor.pk, _sam(), actor=PERSON)

    erasure.erase(noor.pk)

    sam.refresh_from_db()
    assert (SignUp.objects.get(), sam.from_other) == (sam, None)
    assert left(to="sam@school.nl") == ["aanmelding-gekregen"]


def _sam():
    from academie.exchange.capacity.people import Applicant

    return Applicant("Sam Bakker", "sam@school.nl", "ib", "De Klim", World.EDUCATION)
