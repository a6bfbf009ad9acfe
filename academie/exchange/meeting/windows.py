"""When what is open: the list of the day, the door, the questions afterwards."""

from datetime import datetime, timedelta

from django.utils import timezone

from academie.exchange.models import TrainingSession

LIST_BEFORE, LIST_AFTER = timedelta(days=7), timedelta(days=14)
MARKS_BEFORE = timedelta(hours=24)
DOOR_BEFORE, DOOR_AFTER = timedelta(minutes=60), timedelta(hours=2)
LATE_DAYS = 42


def list_is_open(session: TrainingSession, now: datetime) -> bool:
    """Return whether whoever receives people may see who comes."""
    return session.start - LIST_BEFORE <= now <= session.end + LIST_AFTER


def marks_open_at(session: TrainingSession) -> datetime:
    """Return from when on it can be noted who is there; a day early, for who prepares it."""
    return session.start - MARKS_BEFORE


def door_is_open(session: TrainingSession, now: datetime) -> bool:
    """Return whether somebody may say herself that she is there."""
    return session.start - DOOR_BEFORE <= now <= session.end + DOOR_AFTER


def questions_are_open(session: TrainingSession, now: datetime, *, late: bool) -> bool:
    """Return whether it is time for the questions afterwards, or for the one after six weeks.

    The mail may leave at any hour of the day on which the six weeks are over, so days count.
    """
    if not late:
        return now >= session.end
    last = timezone.localtime(session.end).date()
    return timezone.localtime(now).date() >= last + timedelta(days=LATE_DAYS)
