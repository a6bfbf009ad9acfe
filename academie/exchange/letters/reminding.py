"""When the reminders of a sign-up are due: rows that follow everything that happens to it.

Whoever gets a place gets the rows; a session that moves moves them; who loses the place loses those
that were not sent. A copied page has sessions without sign-ups, and so nothing to remind of.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from academie.exchange import ics
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import Reminder, Seating, SignUp, SignUpChange, TrainingSession

AT = time(9)
"""Local time at which reminders leave."""

DAYS_BEFORE, DAYS_AFTER, DAYS_LATE = 2, 1, 42
FRESH = timedelta(hours=12)
"""Who got the place less than this before the reminder is due needs none."""

Kind = Reminder.Kind


def follow(change: SignUpChange) -> None:
    """Keep the reminders right after a change, in its transaction."""
    sign_up = change.sign_up
    if change.new != SignUpState.CONFIRMED:
        if change.old == SignUpState.CONFIRMED:
            Reminder.objects.filter(sign_up=sign_up, sent_at=None).delete()
    elif change.old != change.new or change.reason == Reason.MOVED:
        plan(sign_up, now=change.at)


def due_moments(session: TrainingSession) -> dict[Kind, datetime]:
    """Return when each reminder of a session is due."""
    first = session.start.astimezone(ics.ZONE).date()
    # An end at midnight belongs to the day before.
    last = (session.end - timedelta(microseconds=1)).astimezone(ics.ZONE).date()
    days = {
        Kind.SOON: first - timedelta(days=DAYS_BEFORE),
        Kind.LOOK_BACK: last + timedelta(days=DAYS_AFTER),
        Kind.SIX_WEEKS: last + timedelta(days=DAYS_LATE),
    }
    return {kind: datetime.combine(day, AT, tzinfo=ics.ZONE) for kind, day in days.items()}


def plan(sign_up: SignUp, *, now: datetime) -> None:
    """Make or move the reminders of somebody with a place; doing it again changes nothing.

    What was sent stays sent, except that a session on another day reminds anew. A reminder
    beforehand that would come right after the mail about the place, or the move, is left out.
    """
    rows = {Kind(row.kind): row for row in sign_up.reminders.all()}
    if is_quiet(rows):
        return
    fresh = []
    for kind, due in due_moments(sign_up.session).items():
        row = rows.get(kind)
        if kind is Kind.SOON and now > due - FRESH:
            if row is not None and row.sent_at is None:
                row.delete()
        elif row is None:
            fresh.append(Reminder(sign_up=sign_up, kind=kind, due_at=due))
        elif row.due_at != due and (row.sent_at is None or kind is Kind.SOON):
            row.due_at, row.sent_at = due, None
            row.save(update_fields=["due_at", "sent_at"])
    Reminder.objects.bulk_create(fresh)


def is_quiet(rows: Mapping[Kind, Reminder]) -> bool:
    """Return whether nothing is ever sent again: every kind is marked as done."""
    return len(rows) == len(Kind) and all(row.sent_at for row in rows.values())


def stop(sign_up: SignUp) -> None:
    """Send this person no more reminders of this sign-up, whatever happens to the session."""
    now = timezone.now()
    with transaction.atomic():
        # The lock under which reminders are planned and sent.
        Seating.objects.select_for_update().filter(pk=sign_up.session_id).first()
        for kind in Kind:
            Reminder.objects.get_or_create(
                sign_up=sign_up, kind=kind, defaults={"due_at": now, "sent_at": now}
            )
        Reminder.objects.filter(sign_up=sign_up, sent_at=None).update(sent_at=now)
