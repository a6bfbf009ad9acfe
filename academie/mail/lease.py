"""Who may send a row now, and what became of it. Every step is one conditional UPDATE.

A lease is for one sending. A worker that dies holding one loses it after `LEASE`, and another
sends the mail again under the same Message-ID: at least once, recognisably.
"""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from academie.mail.models import OutgoingMail
from academie.mail.retention import empty_sent

State = OutgoingMail.State

LEASE = timedelta(minutes=10)
"""Longer than any sending takes: each of its steps has the timeout of the mail server."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)

PATIENCE = timedelta(days=5)
"""How long a mail is tried; longer than a weekend with the days off around it."""

LEAST_TRIES = 8
"""A mail that waited for our own worker all that time still gets its chances."""


def due(now: datetime) -> Q:
    """Return the condition for rows that anybody may take now."""
    waiting = Q(state=State.WAITING, next_try__lte=now)
    abandoned = Q(state=State.BUSY, lease_until__lte=now)
    return waiting | abandoned


def take(owner: str) -> OutgoingMail | None:
    """Return the row that is due longest, now held by `owner`; None when nothing is due."""
    now = timezone.now()
    while True:
        pk = (
            OutgoingMail.objects.filter(due(now))
            .order_by("next_try", "pk")
            .values_list("pk", flat=True)
            .first()
        )
        if pk is None:
            return None
        mine = OutgoingMail.objects.filter(due(now), pk=pk).update(
            state=State.BUSY,
            lease_owner=owner,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
        )
        if mine:
            return OutgoingMail.objects.get(pk=pk)
        # Somebody else was first; look at the next one.


def sent(mail: OutgoingMail) -> None:
    """Note that the mail left. Whoever holds the row by now: it is a fact."""
    empty_sent(
        OutgoingMail.objects.filter(pk=mail.pk).exclude(state=State.SENT), now=timezone.now()
    )


def failed(mail: OutgoingMail, reason: str) -> None:
    """Note that it did not work this time, and when to try again; or that the time is up."""
    now = timezone.now()
    tired = now - mail.created_at > PATIENCE and mail.attempts >= LEAST_TRIES
    if tired or (mail.until is not None and mail.until <= now):
        given_up(mail, reason)
        return
    _settle(mail, state=State.WAITING, error=reason, next_try=now + wait_after(mail.attempts))


def given_up(mail: OutgoingMail, reason: str) -> None:
    """Note that this mail will not arrive, until somebody asks to try again."""
    _settle(mail, state=State.GIVEN_UP, error=reason, closed_at=timezone.now())


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 30 s, 1 min, 2 min ... 4 hours, with jitter.

    The jitter keeps mails that failed together from coming back together.
    """
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 16))
    return wait * random.uniform(0.75, 1.25)  # noqa: S311 - no secret


def retry_now(rows: Iterable[int] | None = None) -> int:
    """Let the worker try again at once, the given rows or all that failed; return how many.

    A row whose address is gone cannot be tried again.
    """
    failed_rows = OutgoingMail.objects.exclude(to="").filter(
        Q(state=State.GIVEN_UP) | (Q(state=State.WAITING) & ~Q(error=""))
    )
    if rows is not None:
        failed_rows = failed_rows.filter(pk__in=list(rows))
    return failed_rows.update(
        state=State.WAITING, next_try=timezone.now(), error="", attempts=0, closed_at=None
    )


def _settle(mail: OutgoingMail, **values: object) -> None:
    """Write the outcome, if the row is still ours."""
    OutgoingMail.objects.filter(pk=mail.pk, state=State.BUSY, lease_owner=mail.lease_owner).update(
        lease_owner="", lease_until=None, **values
    )
