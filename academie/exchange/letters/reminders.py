"""Sending the reminders that are due, each once, whoever else is at it and whatever is killed.

One transaction a session, under the lock of its places: the mail in the outbox and the mark on the
row are there together or not at all. Nobody withdraws or moves in between.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from academie.exchange import links
from academie.exchange.enums import SignUpState
from academie.exchange.letters import kinds, reminder_letters
from academie.exchange.letters.post import in_dutch
from academie.exchange.models import Reminder, Seating
from academie.mail.outbox import queue, unsubscribe_headers

BATCH = 200

GRACE = timedelta(days=14)
"""How long a question afterwards waits for somebody to note who was there."""

Kind = Reminder.Kind


def due(now: datetime) -> QuerySet[Reminder]:
    """Return what has to be sent now, or will never be sent any more.

    Afterwards only who was there is asked; the list of who was may be filled in days later.
    """
    there = Q(kind=Kind.SOON) | Q(sign_up__present=True) | Q(due_at__lte=now - GRACE)
    return Reminder.objects.filter(there, sent_at=None, due_at__lte=now)


@in_dutch
def send_due(now: datetime | None = None) -> int:
    """Write the mails that are due, at most a batch; return how many rows were dealt with."""
    now = now or timezone.now()
    found = due(now).order_by("due_at", "pk").values_list("sign_up__session_id", "pk")[:BATCH]
    by_session: dict[int, list[int]] = {}
    for session, pk in found:
        by_session.setdefault(session, []).append(pk)
    return sum(_send(session, pks, now) for session, pks in by_session.items())


def _send(session: int, pks: list[int], now: datetime) -> int:
    with transaction.atomic():
        seating = Seating.objects.select_for_update().filter(pk=session).first()
        # Read after the lock: another worker may have sent it, the person may have left.
        rows = list(
            due(now).filter(pk__in=pks).select_related("sign_up__session__page").order_by("pk")
        )
        version = seating.sequence if seating else 0
        for row in rows:
            if _still_fits(row, now):
                _write(row, version)
            row.sent_at, row.version = now, version
        Reminder.objects.bulk_update(rows, ["sent_at", "version"])
    return len(rows)


def _still_fits(row: Reminder, now: datetime) -> bool:
    sign_up = row.sign_up
    if sign_up.state != SignUpState.CONFIRMED:
        return False
    if row.kind == Kind.SOON:
        return now < sign_up.session.start
    answered = sign_up.evaluated_at if row.kind == Kind.LOOK_BACK else sign_up.evaluated_late_at
    return sign_up.present is True and answered is None and row.due_at > now - GRACE


def _write(row: Reminder, version: int) -> None:
    sign_up, kind = row.sign_up, Kind(row.kind)
    subject, text = reminder_letters.compose(kind, sign_up)
    queue(
        sign_up.email,
        subject,
        text,
        kind=kinds.REMINDER,
        key=f"{row.pk}:{version}",
        headers=unsubscribe_headers(links.quiet_url(sign_up)),
        until=sign_up.session.start if kind is Kind.SOON else row.due_at + GRACE,
    )
