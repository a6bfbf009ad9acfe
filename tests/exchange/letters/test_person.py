"""One mail for everything that can happen to a sign-up, and what stands in it."""

import unicodedata
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.changes import record
from academie.exchange.capacity.people import PERSON, SYSTEM, organiser
from academie.exchange.capacity.session_life import expire
from academie.exchange.enums import Decision, Reason
from academie.exchange.letters import words
from academie.exchange.letters.kinds import OLD_ADDRESS, What
from academie.exchange.models import Seating, SignUp, SignUpChange
from academie.mail.models import OutgoingMail
from tests import factories
from tests.exchange.letters.people import (
    assert_one_mail_a_change,
    attached,
    join,
    last_mail,
    mails,
    moment,
    person,
    soon,
)

pytestmark = pytest.mark.django_db


def by_organiser():
    return organiser(factories.make_user("organisator").pk)


def requested(site):
    join(moment(site, approval=True))


def waiting(site):
    found = moment(site)
    join(found, "Eerste")
    join(found)


def confirmed(site):
    join(moment(site))


def approved(site):
    desk.approve(join(moment(site, approval=True)).pk, actor=by_organiser())


def approved_but_full(site):
    found, actor = moment(site, approval=True), by_organiser()
    first, noor = join(found, "Eerste"), join(found)
    desk.approve(first.pk, actor=actor)
    desk.approve(noor.pk, actor=actor)


def promoted(site):
    found = moment(site)
    first = join(found, "Eerste")
    join(found)
    desk.withdraw(first.pk, actor=PERSON)


def refused(site):
    row = join(moment(site, approval=True))
    desk.refuse(row.pk, actor=by_organiser(), note="De groep is al groot.")


def withdrawn(site):
    desk.withdraw(join(moment(site)).pk, actor=PERSON)


def withdrawn_from_the_list(site):
    found = moment(site)
    join(found, "Eerste")
    desk.withdraw(join(found).pk, actor=PERSON)


def removed(site):
    row = join(moment(site))
    desk.withdraw(row.pk, actor=by_organiser(), reason=Reason.REMOVED, note="U belde ons.")


def handed_over(site):
    desk.hand_over(join(moment(site)).pk, person("Colette"), actor=PERSON)


def received(site):
    desk.hand_over(join(moment(site), "Eerste").pk, person(), actor=PERSON)


def received_while_waiting(site):
    found = moment(site)
    first = join(found, "Eerste")
    join(found)
    desk.hand_over(first.pk, person(), actor=PERSON)


def put_back(site):
    found = moment(site, capacity=2, kept_education=1, kept_care=1)
    join(found, "Eerste", World.EDUCATION)
    noor = join(found, side=World.CARE)
    desk.correct_side(noor.pk, World.OTHER, actor=by_organiser(), may_wait=True)


def side_corrected(site):
    row = join(moment(site))
    desk.correct_side(row.pk, World.EDUCATION, actor=by_organiser())


def renamed(site):
    row = join(moment(site))
    new = {"name": "Noor Vos", "role": "ib", "organisation": "De Brug", "email": row.email}
    desk.change_details(row.pk, actor=PERSON, **new)


def moved(site):
    found = moment(site)
    join(found)
    move(found, timedelta(days=1))


def moved_while_waiting(site):
    found = moment(site)
    join(found, "Eerste")
    join(found)
    move(found, timedelta(days=1))


def cancelled(site):
    found = moment(site)
    join(found)
    desk.cancel(found.pk, actor=by_organiser(), note="De spreker is ziek.")


def too_few(site):
    found = moment(site, capacity=3, minimum=2)
    join(found)
    desk.decide(found.pk, False, actor=by_organiser())


def expired(site):
    found = moment(site)
    join(found, "Eerste")
    join(found)
    expire(found.pk, now=found.start + timedelta(minutes=1))


def move(found, by):
    page = type(found.page).objects.get(pk=found.page_id)
    one = page.sessions.get()
    one.start, one.end = one.start + by, one.end + by
    page.sessions.set([one])
    page.save_revision().publish()


SCENARIOS = [
    (requested, What.REQUESTED, None, "Daarna krijgt u een mail."),
    (waiting, What.WAITING, None, "U bent 1e op de wachtlijst."),
    (confirmed, What.CONFIRMED, "REQUEST", "U hebt een plaats."),
    (approved, What.CONFIRMED, "REQUEST", "De gastheer vindt het goed dat u komt."),
    (approved_but_full, What.WAITING, None, "De gastheer vindt het goed dat u komt."),
    (promoted, What.PROMOTED, "REQUEST", "Geef uw plaats dan terug"),
    (refused, What.REFUSED, None, "De groep is al groot."),
    (withdrawn, What.WITHDRAWN, "CANCEL", "Uw plaats is nu voor een ander."),
    (withdrawn_from_the_list, What.WITHDRAWN, None, "U bent afgemeld."),
    (removed, What.WITHDRAWN, "CANCEL", "U belde ons."),
    (handed_over, What.HANDED_OVER, "CANCEL", "U gaf uw plaats aan een collega."),
    (received, What.RECEIVED, "REQUEST", "Een collega gaf u deze plaats."),
    (received_while_waiting, What.RECEIVED, "REQUEST", "Een collega gaf u deze plaats."),
    (put_back, What.BACK_IN_LINE, "CANCEL", "U staat daarom op de wachtlijst."),
    (side_corrected, What.SIDE, None, "Het is nu: onderwijs."),
    (renamed, What.DETAILS, None, "U hebt uw gegevens veranderd."),
    (moved, What.MOVED, "REQUEST", "Let op: de tijd of de plaats is veranderd."),
    (moved_while_waiting, What.MOVED, None, "U bent 1e op de wachtlijst."),
    (cancelled, What.CANCELLED, "CANCEL", "De spreker is ziek."),
    (too_few, What.CANCELLED, "CANCEL", "Er waren te weinig aanmeldingen."),
    (expired, What.EXPIRED, None, "Er kwam op tijd geen plaats voor u vrij."),
]


@pytest.mark.parametrize(("happens", "what", "method", "says"), SCENARIOS)
def test_every_change_is_one_letter(site, happens, what, method, says):
    happens(site)
    assert_one_mail_a_change()
    mail, row = last_mail("Noor"), SignUp.objects.get(email="noor@school.nl")
    assert mail.kind == what.kind
    assert says in mail.text
    assert (attached(mail) or [None])[0] == method
    assert mail.subject.endswith(": Een ochtend mee")
    assert "Een ochtend mee" in mail.text
    assert links.own_url(row) in mail.text
    assert f"Wij wissen uw gegevens op {dutch(row.keep_until)}." in mail.text
    for line in mail.text.splitlines():
        assert "regenboog" not in line.lower()


def dutch(day):
    return date_format(day, "j F Y")


def test_all_letters_have_been_tried():
    tried = {what for _, what, _, _ in SCENARIOS}
    assert set(What) - tried == {What.ERASED, What.CHANGED}


def test_change_without_a_letter_of_its_own_still_has_one(site):
    row = join(moment(site))
    with transaction.atomic():
        record(row, old=row.state, reason=Reason.MORE_PLACES, actor=SYSTEM, at=timezone.now())
    assert last_mail("Noor").kind == What.CHANGED.kind
    assert "Er kwamen plaatsen bij. U houdt uw plaats." in last_mail("Noor").text
    assert_one_mail_a_change()


def test_erased_person_gets_one_last_mail_that_holds_nothing(site):
    row = join(moment(site), "Noor Vos")
    public = row.public.hex
    desk.erase(row.pk)
    mail = last_mail("Noor")
    assert mail.kind == What.ERASED.kind
    assert (mail.subject, attached(mail)[0]) == ("Uw gegevens zijn gewist", "CANCEL")
    assert "Vos" not in mail.text
    assert public not in mail.text


def test_rolled_back_change_leaves_no_mail(site):
    found = moment(site)
    with transaction.atomic():
        join(found)
        assert len(mails("Noor")) == 1
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not SignUpChange.objects.exists()


def test_who_waits_reads_place_reason_and_next_moment(site):
    found = moment(site, capacity=2, kept_education=2, release_days=10)
    join(found)
    text = last_mail("Noor").text
    assert "U bent 1e voor zorg. Er zijn 2 plaatsen vrij, bewaard voor onderwijs tot " in text
    assert "komen de bewaarde plaatsen vrij voor iedereen." in text
    assert text.count("Er zijn 2 plaatsen vrij") == 1


def test_place_comes_with_the_sheet_and_the_feed(site):
    page = {
        "host_text": "Het wijkteam ontvangt u.",
        "bring": "- Een pen",
        "preparation": "Lees de folder.",
        "confidentiality": "Namen blijven hier.",
    }
    row = join(moment(site, page=page))
    text = last_mail("Noor").text
    for part in page.values():
        assert part in text
    assert links.feed_url(row) in text
    assert "VOORBEREIDING" not in words.letter(words.sheet(type(row.session.page)()))


def test_new_address_gets_the_calendar_and_the_old_one_a_note_without_a_link(site):
    row = join(moment(site), "Noor Vos")
    new = {"name": row.name, "role": row.role, "organisation": row.organisation}
    desk.change_details(row.pk, actor=PERSON, email="nieuw@zorg.nl", **new)
    note = OutgoingMail.objects.get(kind=OLD_ADDRESS)
    assert note.to == "noor@school.nl"
    assert "?t=" not in note.text
    assert "nieuw@zorg.nl" not in note.text
    assert "Vos" not in note.text
    mail = OutgoingMail.objects.get(kind=What.DETAILS.kind)
    assert (mail.to, attached(mail)[0]) == ("nieuw@zorg.nl", "REQUEST")
    assert_one_mail_a_change()


def test_other_details_tell_no_other_address(site):
    renamed(site)
    assert not OutgoingMail.objects.filter(kind=OLD_ADDRESS).exists()


def test_letters_are_dutch_and_in_our_time_whoever_pressed_the_button(site):
    found = moment(site, start=soon(30, 9))
    with translation.override("en"), timezone.override("America/New_York"):
        join(found)
    text = last_mail("Noor").text
    day = dutch(found.start.astimezone(timezone.get_current_timezone()).date())
    assert f"dag {day}, 9.00 – 11.00 uur" in text


@pytest.mark.parametrize(
    "name",
    [
        "Noor",
        "Noor van der Vos-de Wit",
        "J.P. Jansen",
        "Dr. Ayşe Öztürk",
        "Ilse 't Hart",
        "D’Angelo",
        "Łukasz",
        "Zoe\u0308",
        "محمد",
        "Prof. dr. A.B. de Vries",
    ],
)
def test_real_names_are_greeted(name):
    greeted = unicodedata.normalize("NFC", name)
    assert words.greeting(f"  {name} ") == f"Beste {greeted},"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "koop.nu",
        "Win nu op goedkoop.nl",
        "http://x.nl",
        "www kopen",
        "noor@school.nl",
        "Bel 0900-1234",
        "Noor/kopen",
        "Noor <b>",
        "a" * 61,
        "Noor!",
        "x.y.example.com",
        "bit.ly",
        "t.co",
        "Noor_kopen",
    ],
)
def test_what_is_no_name_is_not_repeated(name):
    assert words.greeting(name) == "Beste collega,"


def test_name_on_more_lines_is_one_line():
    assert words.greeting("Noor\r\n\r\nVos") == "Beste Noor Vos,"


def test_nothing_that_a_stranger_typed_reaches_a_subject(site):
    join(
        moment(site, approval=True, page={"contact_email": "host@zorg.nl"}),
        "Zoektop Kijkopdezesite",
        email="slachtoffer@school.nl",
        organisation="Kijkopdezesite",
        role="Kijkopdezesite",
    )
    for mail in OutgoingMail.objects.all():
        assert "Kijkopdezesite" not in mail.subject
        assert mail.text.count("Kijkopdezesite") <= mail.text.count("Beste Zoektop Kijkopdezesite,")


def test_sentences_are_short(site):
    for happens, *_ in SCENARIOS[:3]:
        happens(site)
        SignUp.objects.all().delete()
    sentences = [
        sentence
        for mail in mails()
        for line in mail.text.splitlines()
        if "http" not in line and not line.startswith(("Wanneer", "Waar"))
        for sentence in line.replace("?", ".").split(". ")
        if len(sentence.split()) > 3
    ]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= 18
    assert sum(lengths) / len(lengths) <= 10


def test_with_a_minimum_the_mail_says_how_many_and_when_that_is_decided(site):
    found = moment(site, capacity=5, minimum=2, decide_days=7)
    join(found)
    day = date_format(found.start - timedelta(days=7), "j F")
    assert f"Gaat door bij minstens 2 mensen. Dat weten we op {day}." in last_mail("Noor").text
    assert "te weinig aanmeldingen? Dan krijgt u een mail" in last_mail("Noor").text

    Seating.objects.update(decision=Decision.GO)
    join(found, "Eva")
    assert "Er zijn genoeg mensen: dit gaat door." in last_mail("Eva").text
    assert "te weinig" not in last_mail("Eva").text
