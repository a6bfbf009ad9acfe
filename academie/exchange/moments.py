"""A session as a reader sees it: when, where, for whom places are kept and how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from academie.exchange.capacity.rules import Numbers, Taken, days_before, is_released
from academie.exchange.enums import Decision
from academie.exchange.places import NOBODY, SeatRow, seat_rows, waiting_words

if TYPE_CHECKING:
    from academie.exchange.models import Seating, TrainingSession

DRAWN_SEATS = 24
"""With more places than this the drawing says less than the words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One session; times are in Europe/Amsterdam.

    ``open`` is whether somebody may sign up, be it for the waiting list. ``waiting`` says that all
    is full and how many wait, ``notes`` what else decides whether somebody can come. ``place`` is
    for readers, ``location`` and ``online`` are what it was made of.
    """

    pk: int
    start: datetime
    end: datetime
    place: str
    past: bool
    other_year: bool
    capacity: int
    sides: tuple[SeatRow, ...]
    drawn: bool
    kept: str
    open: bool
    cancelled: bool
    off: str
    waiting: str
    notes: tuple[str, ...]
    location: str = ""
    online: bool = False

    @property
    def full(self) -> bool:
        """Whether no place is free, for nobody."""
        return bool(self.sides) and not any(row.free for row in self.sides)

    @property
    def hours(self) -> str:
        """From when until when: '8.45 – 12.00 uur', with the days when it takes more of them."""
        if len(self.days) == 1:
            return f"{_clock(self.start)} – {_clock(self.end)} uur"
        first, last = date_format(self.start, "j F"), date_format(self.end, "j F")
        return f"{first}, {_clock(self.start)} uur – {last}, {_clock(self.end)} uur"

    @property
    def days(self) -> list[date]:
        """Every day on which it takes place; an end at midnight belongs to the day before."""
        last = (self.end - timedelta(microseconds=1)).date()
        count = (last - self.start.date()).days
        return [self.start.date() + timedelta(days=number) for number in range(count + 1)]

    @property
    def duration(self) -> str:
        """How long it takes, in words."""
        # Wall clocks jump twice a year; the time people really sit there does not.
        return duration_words(self.end.astimezone(UTC) - self.start.astimezone(UTC))


def moment_of(
    session: "TrainingSession",
    *,
    now: datetime,
    taken: Taken = NOBODY,
    seating: "Seating | None" = None,
) -> Moment:
    """Return a session as it stands at ``now``, with who has a place and what happened to it.

    A page asks `academie.exchange.live` instead, which reads both for all its sessions at once.
    """
    start, end = timezone.localtime(session.start), timezone.localtime(session.end)
    today = timezone.localtime(now).date()
    past, begun = session.end <= now, session.start <= now
    cancelled = seating is not None and seating.cancelled_at is not None
    numbers = Numbers(session.capacity, session.kept_education, session.kept_care)
    kept = ""
    if not past and not cancelled:
        kept = kept_words(session, seating, now=now)
    if _released(session, seating, now):
        numbers = numbers.released
    rows = () if cancelled else tuple(seat_rows(numbers, taken))
    return Moment(
        pk=session.pk,
        start=start,
        end=end,
        place=place_words(session.location, online=session.online),
        past=past,
        other_year=start.year != today.year,
        capacity=session.capacity,
        sides=rows,
        drawn=session.capacity <= DRAWN_SEATS,
        kept=kept,
        open=bool(session.capacity) and not begun and not cancelled,
        cancelled=cancelled,
        off=off_words(seating) if seating is not None and cancelled else "",
        waiting=waiting_words(sum(row.free for row in rows), taken.waiting)
        if rows and not past
        else "",
        notes=() if past or cancelled else tuple(_notes(session, seating, now=now)),
        location=session.location.strip(),
        online=session.online,
    )


def off_words(seating: "Seating") -> str:
    """Return that a session does not take place, and why when somebody said so."""
    reason = seating.cancel_reason.strip()
    return f"Gaat niet door: {reason}" if reason else "Gaat niet door"


def _notes(
    session: "TrainingSession", seating: "Seating | None", *, now: datetime
) -> Iterator[str]:
    if session.start <= now:
        yield (
            "Dit is begonnen. Aanmelden kan niet meer." if session.capacity else "Dit is begonnen."
        )
        return
    if session.approval:
        yield "De gastheer kijkt eerst of het past."
    if session.minimum:
        yield minimum_words(session, seating, now=now)


def minimum_words(session: "TrainingSession", seating: "Seating | None", *, now: datetime) -> str:
    """Return how many have to come and when that is decided, or that it was: to whoever may come.

    For a session with a minimum that has not begun.
    """
    if seating is not None and seating.decision == Decision.GO:
        return "Er zijn genoeg mensen: dit gaat door."
    people = "1 mens" if session.minimum == 1 else f"{session.minimum} mensen"
    day = days_before(session.start, session.decide_days)
    known = f" Dat weten we op {date_format(day, 'j F')}." if day > _today(now) else ""
    return f"Gaat door bij minstens {people}.{known}"


def _released(session: "TrainingSession", seating: "Seating | None", now: datetime) -> bool:
    released_at = seating.released_at if seating is not None else None
    return is_released(session.start, session.release_days, released_at, now)


def _today(now: datetime) -> date:
    return timezone.localtime(now).date()


def _clock(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02d}"


def place_words(location: str, *, online: bool) -> str:
    """Return where it is: the place, 'Online', or both."""
    place = location.strip()
    if not online or place.lower().startswith("online"):
        return place
    return f"{place}, ook online" if place else "Online"


def kept_words(session: "TrainingSession", seating: "Seating | None", *, now: datetime) -> str:
    """Return the sentence on kept places and how long they are kept; '' when none are."""
    education, care = session.kept_education, session.kept_care
    if not education and not care:
        return ""
    if _released(session, seating, now):
        return "De bewaarde plaatsen zijn nu vrij voor iedereen."
    release = days_before(session.start, session.release_days)
    counts = [(count, side) for count, side in ((education, "onderwijs"), (care, "zorg")) if count]
    (first, side), *rest = counts
    noun = "plaats" if first == 1 else "plaatsen"
    listed = f"{first} {noun} voor {side}" + "".join(f" en {n} voor {other}" for n, other in rest)
    after = "Daarna is die" if education + care == 1 else "Daarna zijn ze"
    return f"Tot {date_format(release, 'j F')} bewaren we {listed}. {after} vrij voor iedereen."


def duration_words(length: timedelta) -> str:
    """Return a duration as people say it: '3 uur en een kwartier', '45 minuten', '2 dagen'."""
    minutes = int(length.total_seconds() // 60)
    days = round(minutes / (24 * 60))
    if minutes >= 20 * 60:
        return f"{max(days, 2)} dagen" if minutes > 24 * 60 else "1 dag"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minuten"
    if rest == 30:
        return "anderhalf uur" if hours == 1 else f"{hours} en een half uur"
    words = {0: "", 15: " en een kwartier", 45: " en drie kwartier"}
    return f"{hours} uur{words.get(rest, f' en {rest} minuten')}"
