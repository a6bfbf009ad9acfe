"""Sessions as a calendar file (RFC 5545): the feed and the file of one event.

Nothing personal goes in: who signed up is not here, and the file is the same for everybody.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

ZONE = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//Onderwijs-Zorg Academie//Agenda//NL"
REFRESH = timedelta(hours=6)
VERSION = "2"
"""Part of the ETag: raise it when the same sessions give another file."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One session, as far as a calendar needs it."""

    event_id: uuid.UUID
    session_id: int
    start: datetime
    end: datetime
    title: str
    kind: str
    text: str
    place: str
    url: str
    changed: datetime
    sequence: int = 0
    cancelled: bool = False
    sign_up: uuid.UUID | None = None

    @property
    def uid(self) -> str:
        """The same for ever: made of the event's permanent id and the session's own.

        With `sign_up` it is the entry of one person: who signs up anew gets a new one, because a
        calendar does not take back what was cancelled.
        """
        own = f"session:{self.session_id}" if self.sign_up is None else f"sign-up:{self.sign_up}"
        return str(uuid.uuid5(self.event_id, own))


def etag(name: str, entries: Sequence[CalendarEntry]) -> str:
    """Return a validator that changes when, and only when, the file does."""
    return f'"{hashlib.sha256(repr((VERSION, name, entries)).encode()).hexdigest()[:32]}"'


def last_changed(entries: Sequence[CalendarEntry]) -> datetime | None:
    """Return when the newest of the events changed."""
    return max((entry.changed for entry in entries), default=None)


def calendar(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """Return the file; the same entries always give the same bytes."""
    document = Calendar()
    document.add("prodid", PRODUCT)
    document.add("version", "2.0")
    document.add("calscale", "GREGORIAN")
    document.add("name", name)
    document.add("x-wr-calname", name)
    document.add("x-wr-timezone", ZONE.key)
    document.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    document.add("x-published-ttl", REFRESH)
    document.add_component(amsterdam())
    for entry in entries:
        event = event_of(entry)
        # Without a METHOD, DTSTAMP says when the information was last revised (RFC 5545, 3.8.7.2);
        # the time of asking would make every answer a new one.
        event.add("last-modified", entry.changed.astimezone(UTC))
        document.add_component(event)
    content: bytes = document.to_ical()
    return content


def event_of(entry: CalendarEntry) -> Event:
    """Return one entry as it stands in a file; the same for the feeds and for an invitation."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("dtstart", _local(entry.start))
    event.add("dtend", _local(entry.end))
    event.add("summary", entry.title)
    event.add("description", f"{entry.text}\n\n{entry.url}".strip())
    if entry.place:
        event.add("location", entry.place)
    event.add("categories", [entry.kind])
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _local(moment: datetime) -> datetime:
    """Return the moment in local time, so that a calendar shows the hour on the page.

    In the hour that comes twice in October, local time means the first one (RFC 5545, 3.3.5):
    the second one can be told in UTC only.
    """
    local = moment.astimezone(ZONE)
    return moment.astimezone(UTC) if local.fold else local


def amsterdam() -> Timezone:
    """Return the rules of the European Union, in force since 1996."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, 1, 2),
        (TimezoneStandard(), "CET", 10, 2, 1),
    ):
        # The clock changes at 01:00 UTC on the last Sunday, so at 02:00 or 03:00 local time.
        first = datetime(1996, month, 31 if month == 3 else 27, 1 + before)
        part.add("dtstart", first)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone
