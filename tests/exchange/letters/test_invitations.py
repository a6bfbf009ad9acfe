"""Calendar files of one person, read by three readers over both days on which the clock changes."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from random import Random

import pytest
import vobject
from django.core.mail import get_connection
from icalendar import Calendar

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON, organiser
from academie.exchange.enums import SignUpState
from academie.exchange.invitations import cancellation, invitation
from academie.exchange.letters.kinds import What
from academie.exchange.models import Seating, SignUp, TrainingSession
from academie.mail.message import build
from tests import factories
from tests.exchange import strict_ics
from tests.exchange.events import AMSTERDAM, local, make_event, session
from tests.exchange.letters.people import attached, join, last_mail, mails, moment
from tests.exchange.test_ics import moment_of

pytestmark = pytest.mark.django_db

AT = datetime(2027, 1, 4, 12, tzinfo=UTC)
SUNDAYS = (local(2027, 3, 28, 2), local(2027, 10, 31, 2))


def generated(count=200):
    """Return (start, end) around both Sundays, by the quarter of an hour."""
    random = Random(5)
    found = []
    for number in range(count):
        middle = SUNDAYS[number % 2].astimezone(UTC)
        spread = 8 if number < 80 else 24 * 20
        start = middle + timedelta(minutes=15 * random.randint(-spread, spread))
        found.append((start, start + timedelta(minutes=15 * random.randint(2, 40))))
    return found


def many(site):
    page = make_event(site, session(SUNDAYS[0]), title="Eén; ochtend, mee " + "ë" * 60)
    sessions = TrainingSession.objects.bulk_create(
        TrainingSession(page=page, start=start, end=end, location="Zuid, lokaal 3; boven")
        for start, end in generated()
    )
    return SignUp.objects.bulk_create(
        SignUp(
            session=one,
            number=1,
            name="Noor Vos",
            email=f"noor{one.pk}@school.nl",
            email_key=f"noor{one.pk}@school.nl",
            side=World.CARE,
            state=SignUpState.CONFIRMED,
            seat=1,
            created_at=AT,
            changed_at=AT,
            keep_until=one.end.date(),
        )
        for one in sessions
    )


def test_generated_sessions_lie_on_both_sides_of_the_change():
    offsets = [
        (start.astimezone(AMSTERDAM).utcoffset(), end.astimezone(AMSTERDAM).utcoffset())
        for start, end in generated()
    ]
    assert sum(first != last for first, last in offsets) >= 20
    twice = [one for pair in generated() for one in pair if one.astimezone(AMSTERDAM).fold]
    assert len(twice) >= 5


def test_three_readers_find_the_wall_time_over_both_sundays(site):
    for sign_up in many(site):
        content = invitation(sign_up, at=AT).content
        event = Calendar.from_ical(content).walk("VEVENT")[0]
        strict = strict_ics.read(content)
        loose = vobject.readOne(content.decode()).vevent
        part = strict.all("VEVENT")[0]
        names = [one.name for one in strict.parts]
        assert names == ["VTIMEZONE", "VEVENT"]
        for name, when in (("DTSTART", sign_up.session.start), ("DTEND", sign_up.session.end)):
            assert moment_of(*part.properties[name]) == when
            assert event[name].dt.astimezone(UTC) == when
            read = getattr(loose, name.lower()).value
            assert read.astimezone(UTC) == when
            wall = when.astimezone(AMSTERDAM)
            if not wall.fold:
                assert part.value(name) == f"{wall:%Y%m%dT%H%M%S}"
                assert read.replace(tzinfo=None) == wall.replace(tzinfo=None)


def test_invitation_says_who_invites_whom_and_nothing_personal(site, settings):
    settings.DEFAULT_FROM_EMAIL = "Academie <agenda@academie.nl>"
    row = join(moment(site), "Noor Vos")
    content = invitation(row, at=AT).content
    part = strict_ics.read(content).all("VEVENT")[0]
    assert strict_ics.read(content).value("METHOD") == "REQUEST"
    assert part.properties["ORGANIZER"] == ({"CN": "Academie"}, "mailto:agenda@academie.nl")
    assert part.properties["ATTENDEE"] == (
        {
            "CUTYPE": "INDIVIDUAL",
            "PARTSTAT": "ACCEPTED",
            "ROLE": "REQ-PARTICIPANT",
            "RSVP": "FALSE",
        },
        "mailto:noor@school.nl",
    )
    assert (part.value("SEQUENCE"), part.value("STATUS")) == ("0", "CONFIRMED")
    assert part.value("DTSTAMP") == "20270104T120000Z"
    whole = content.replace(b"\r\n ", b"").decode()
    assert row.session.page.slug in whole
    for personal in (row.public.hex, str(row.public), "Vos", "Regenboog", "?t="):
        assert personal not in whole


def test_mail_with_a_file_is_what_calendar_programs_expect(site):
    join(moment(site))
    message = build(last_mail("Noor"), get_connection()).message()
    read = message_from_bytes(message.as_bytes(), policy=policy.default)
    file = next(read.iter_attachments())
    assert file.get_content_type() == "text/calendar"
    assert file["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    assert str(file["Content-Type"]).count("charset") == 1
    assert file.get_filename() == "afspraak.ics"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Unsubscribe"] is None
    assert Calendar.from_ical(file.get_content()).walk("VEVENT")


def publish(found, *, shift=timedelta(0), page=None, **values):
    """Publish the page of a session with another time, place or text."""
    event = type(found.page).objects.get(pk=found.page_id)
    for name, value in (page or {}).items():
        setattr(event, name, value)
    one = event.sessions.get()
    one.start, one.end = one.start + shift, one.end + shift
    for name, value in values.items():
        setattr(one, name, value)
    event.sessions.set([one])
    event.save_revision().publish()


@pytest.mark.parametrize("change", [{"shift": timedelta(days=1)}, {"location": "Elders"}])
def test_move_is_the_same_entry_one_version_on(site, change):
    found = moment(site)
    join(found)
    _, before = attached(last_mail("Noor"))
    publish(found, **change)
    method, after = attached(last_mail("Noor"))
    assert (method, after["status"]) == ("REQUEST", "CONFIRMED")
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    found.refresh_from_db()
    assert after.start == found.start
    assert str(after["location"]) == found.location


def test_other_text_is_no_new_version_and_no_mail(site):
    found = moment(site)
    join(found)
    publish(found, page={"title": "Een heel andere naam", "intro": "Anders.", "bring": "Brood"})
    assert len(mails()) == 1
    assert Seating.objects.get(pk=found.pk).sequence == 0


def test_cancelled_session_is_cancelled_in_every_calendar(site):
    found = moment(site, capacity=2)
    join(found, "Noor")
    join(found, "Bram")
    invited = {mail.to: attached(mail)[1]["uid"] for mail in mails()}
    desk.cancel(found.pk, actor=organiser(factories.make_user("o").pk), note="Ziek.")
    for name in ("Noor", "Bram"):
        method, event = attached(last_mail(name))
        assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
        assert event["uid"] == invited[last_mail(name).to]
        assert event["attendee"] == f"mailto:{name.lower()}@school.nl"
    assert len(set(invited.values())) == 2


def test_withdrawal_cancels_for_that_person_only(site):
    found = moment(site, capacity=2)
    row, _ = join(found, "Noor"), join(found, "Bram")
    _, before = attached(last_mail("Noor"))
    desk.withdraw(row.pk, actor=PERSON)
    method, event = attached(last_mail("Noor"))
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert event["uid"] == before["uid"]
    assert len(mails("Bram")) == 1
    assert Seating.objects.get(pk=found.pk).sequence == 0


def test_signing_up_again_is_another_entry(site):
    found = moment(site)
    row = join(found)
    desk.withdraw(row.pk, actor=PERSON)
    join(found)
    uids = [str(attached(mail)[1]["uid"]) for mail in mails("Noor")]
    assert (uids[0] == uids[1], uids[1] == uids[2]) == (True, False)


def test_place_that_is_lost_and_won_back_outranks_the_cancellation(site):
    found = moment(site, capacity=2, kept_education=1, kept_care=1)
    noor, actor = join(found), organiser(factories.make_user("o").pk)
    desk.correct_side(noor.pk, World.OTHER, actor=actor, may_wait=True)
    desk.correct_side(noor.pk, World.CARE, actor=actor)
    sent = [file for mail in mails("Noor") if (file := attached(mail))]
    assert [method for method, _ in sent] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event["sequence"] for _, event in sent] == [0, 1, 1]
    assert len({str(event["uid"]) for _, event in sent}) == 1


def test_cancellation_counts_once_whoever_writes_it_down_first(site):
    row = join(moment(site))
    row.state = SignUpState.CANCELLED
    early = Calendar.from_ical(cancellation(row, at=AT).content).walk("VEVENT")[0]
    Seating.objects.filter(pk=row.session_id).update(cancelled_at=AT, sequence=1)
    row.session.seating.refresh_from_db()
    late = Calendar.from_ical(cancellation(row, at=AT).content).walk("VEVENT")[0]
    assert early["sequence"] == late["sequence"] == 1


def test_host_without_signing_up_needs_no_file(site):
    make_event(site, session(local(2027, 3, 28, 1), capacity=0), title="Open")
    assert mails() == []


def test_links_in_the_mail_are_not_in_the_file(site):
    row = join(moment(site))
    file = bytes(last_mail("Noor").attachments.get().content).replace(b"\r\n ", b"").decode()
    assert links.own_token(row) not in file
    assert What.CONFIRMED.kind == last_mail("Noor").kind
