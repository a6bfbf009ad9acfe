"""Counting in working days: nobody is late because of a weekend."""

from datetime import date, timedelta

READ_WITHIN = 5
"""Working days in which a text is read; the reader is reminded when they are over."""
ESCALATE_AFTER = 5
"""Working days more, after which a beheerder hears of it."""

SATURDAY = 5


def after(day: date, working_days: int) -> date:
    """Return the day so many working days later. Public holidays count as working days."""
    while working_days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            working_days -= 1
    return day
