"""How long a sign-up stays: the day after which its row is deleted."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

KEEP_DAYS = 90
"""Days after the end of the session: long enough for the question after six weeks."""

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
"""Dates are those of the Netherlands, whatever zone an editor has chosen for the admin."""


def keep_until(end: datetime) -> date:
    """Return the last day on which the details of somebody who came are kept."""
    return end.astimezone(AMSTERDAM).date() + timedelta(days=KEEP_DAYS)
