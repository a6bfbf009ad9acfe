"""One person's place as an entry in her calendar: an invitation, and taking it back (RFC 5546).

Calendars are shared with whole teams, so no personal link goes in: only the public page. The entry
keeps its UID for as long as the sign-up lives; SEQUENCE rises when time or place changes, and when
the person loses the place, because a calendar ignores what is older than what it holds.
"""

from datetime import datetime
from email.utils import parseaddr
from functools import cache

from icalendar import Calendar, vCalAddress

from academie.exchange import ics
from academie.exchange.entries import entry_of
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, TrainingEventPage
from academie.mail.links import absolute
from academie.mail.message import sender
from academie.mail.outbox import Attached

FILE = "afspraak.ics"

_SESSION_IS_OFF = SignUpState.CANCELLED


def invitation(sign_up: SignUp, *, at: datetime, is_new: bool = False) -> Attached:
    """Return the file that puts the session into the calendar of who has a place.

    With `is_new` the person signed up just now, so she cannot have lost a place before.
    """
    return _attached("REQUEST", sign_up, sequence_of(sign_up, is_new=is_new), at)


def cancellation(sign_up: SignUp, *, at: datetime) -> Attached:
    """Return the file that takes it out again, for this one person."""
    return _attached("CANCEL", sign_up, sequence_of(sign_up), at)


def page_url(event: TrainingEventPage) -> str:
    """Return the whole address of an event's page, for in a mail."""
    return absolute(event.get_url() or f"/agenda/{event.slug}/")


def sequence_of(sign_up: SignUp, *, is_new: bool = False) -> int:
    """Return the version of a person's entry: that of the session, and one up for a place lost.

    Whoever holds the lock of a session has its seating at hand, so for a new sign-up this asks
    nothing of the database.
    """
    seating: Seating | None = getattr(sign_up.session, "seating", None)
    if seating is None or is_new:
        return seating.sequence if seating else 0
    lost = sign_up.changes.filter(old=SignUpState.CONFIRMED).exclude(
        new__in=[SignUpState.CONFIRMED, _SESSION_IS_OFF]
    )
    # That the session is off counts once, whoever writes it down first.
    off = sign_up.state == _SESSION_IS_OFF and seating.cancelled_at is None
    return seating.sequence + lost.count() + off


def _attached(method: str, sign_up: SignUp, sequence: int, at: datetime) -> Attached:
    name, address = parseaddr(sender())
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = name
    attendee = vCalAddress(f"mailto:{sign_up.email}")
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "ACCEPTED"
    attendee.params["RSVP"] = "FALSE"
    entry = entry_of(
        sign_up.session,
        url=page_url(sign_up.session.page),
        sequence=sequence,
        changed=at,
        cancelled=method == "CANCEL",
        sign_up=sign_up.public,
    )
    event = ics.event_of(entry)
    event.add("organizer", organizer)
    event.add("attendee", attendee)
    head, tail = _frame(method)
    # No charset here: the mail says it, and twice is once too often for some programs.
    return Attached(FILE, head + event.to_ical() + tail, f"text/calendar; method={method}")


@cache
def _frame(method: str) -> tuple[bytes, bytes]:
    """Return what stands around the entry; the clock rules cost more to write than the rest."""
    document = Calendar()
    document.add("prodid", ics.PRODUCT)
    document.add("version", "2.0")
    document.add("calscale", "GREGORIAN")
    document.add("method", method)
    document.add_component(ics.amsterdam())
    head, end, tail = document.to_ical().rpartition(b"END:VCALENDAR")
    return head, end + tail
