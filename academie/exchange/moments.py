"""A session as a reader sees it: when, where, for whom places are kept and how long."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

from academie.exchange.places import Side, sides

if TYPE_CHECKING:
    from academie.exchange.models import TrainingSession

DRAWN_SEATS = 24
"""With more places than this the drawing says less than the words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One session; times are in Europe/Amsterdam."""

    pk: int
    start: datetime
    end: datetime
    place: str
    past: bool
    other_year: bool
    capacity: int
    sides: tuple[Side, ...]
    drawn: bool
    kept: str

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


def moment_of(session: "TrainingSession", *, now: datetime) -> Moment:
    """Return a session as it stands at ``now``."""
    start, end = timezone.localtime(session.start), timezone.localtime(session.end)
    today = timezone.localtime(now).date()
    release = start.date() - timedelta(days=session.release_days)
    past = session.end <= now
    kept_education, kept_care = session.kept_education, session.kept_care
    kept = "" if past else kept_words(kept_education, kept_care, release=release, today=today)
    if today >= release:
        kept_education = kept_care = 0
    return Moment(
        pk=session.pk,
        start=start,
        end=end,
        place=place_words(session.location, online=session.online),
        past=past,
        other_year=start.year != today.year,
        capacity=session.capacity,
        sides=tuple(
            sides(capacity=session.capacity, kept_education=kept_education, kept_care=kept_care)
        ),
        drawn=session.capacity <= DRAWN_SEATS,
        kept=kept,
    )


def _clock(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02d}"


def place_words(location: str, *, online: bool) -> str:
    """Return where it is: the place, 'Online', or both."""
    place = location.strip()
    if not online or place.lower().startswith("online"):
        return place
    return f"{place}, ook online" if place else "Online"


def kept_words(education: int, care: int, *, release: date, today: date) -> str:
    """Return the sentence on kept places and how long they are kept; '' when none are."""
    if not education and not care:
        return ""
    if today >= release:
        return "De bewaarde plaatsen zijn nu vrij voor iedereen."
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
