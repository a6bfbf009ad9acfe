"""A month as whole weeks."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from academie.exchange.selectors import Entry

YEARS = range(2000, 2101)
"""Addresses outside these years do not exist."""

AHEAD = 24
"""So many months from now the arrows go; crawlers would walk on for ever."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry on one of its days."""

    entry: Entry
    begins: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One cell."""

    date: date
    inside: bool
    today: bool
    entries: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """One row, with its number as schools use it (ISO 8601)."""

    number: int
    days: tuple[Day, ...]


def month_days(first: date) -> list[list[date]]:
    """Return the whole weeks, Monday first, that hold a month."""
    return Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)


def month_span(first: date) -> tuple[datetime, datetime]:
    """Return start and end of the whole weeks of a month, as moments in local time."""
    weeks = month_days(first)
    return _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))


def weeks(first: date, entries: Iterable[Entry], today: date) -> list[Week]:
    """Return the weeks of a month with the entries on each of their days."""
    per_day: dict[date, list[Shown]] = defaultdict(list)
    for entry in entries:
        for day in entry.moment.days:
            per_day[day].append(Shown(entry, day == entry.moment.start.date()))
    return [
        Week(
            days[0].isocalendar().week,
            tuple(
                Day(day, day.month == first.month, day == today, tuple(per_day[day]))
                for day in days
            ),
        )
        for days in month_days(first)
    ]


def neighbours(first: date, today: date) -> tuple[date | None, date | None]:
    """Return the months before and after; None where there is nothing more to see."""
    previous = (first - timedelta(days=1)).replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    distance = (following.year - today.year) * 12 + following.month - today.month
    return (
        previous if previous.year in YEARS else None,
        following if following.year in YEARS and distance <= AHEAD else None,
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
