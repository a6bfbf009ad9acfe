"""The list for the day itself, mailed to who receives the participants, once a session.

The outbox is what remembers: a mail is known by the session and its calendar version, so a session
that moves has a new one.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from academie.exchange.enums import SignUpState
from academie.exchange.letters import host, kinds
from academie.exchange.letters.post import in_dutch
from academie.exchange.letters.reminding import DAYS_BEFORE, Kind, due_moments
from academie.exchange.models import SignUp, TrainingSession
from academie.mail.models import OutgoingMail
from academie.mail.outbox import queue

_NEAR = timedelta(days=DAYS_BEFORE + 1)


@in_dutch
def send_due(now: datetime | None = None) -> int:
    """Write the mails that are due; return how many. Safe to run twice, and at once."""
    now = now or timezone.now()
    keys = {_key(session): session for session in _near(now)}
    known = OutgoingMail.objects.filter(kind=kinds.HOST_DAY, key__in=keys)
    written = 0
    for key in keys.keys() - set(known.values_list("key", flat=True)):
        session = keys[key]
        to = host.address(session.page)
        if to:
            subject, text = host.day(session, now=now)
            with transaction.atomic():
                queue(to, subject, text, kind=kinds.HOST_DAY, key=key, until=session.end)
            written += 1
    return written


def _near(now: datetime) -> list[TrainingSession]:
    """Return the sessions that begin soon and to which somebody comes."""
    people = SignUp.objects.filter(session=OuterRef("pk"), state=SignUpState.CONFIRMED)
    found = TrainingSession.objects.filter(
        Exists(people), start__gt=now, start__lte=now + _NEAR, seating__cancelled_at=None
    ).select_related("page__owner", "seating")
    return [session for session in found if due_moments(session)[Kind.SOON] <= now]


def _key(session: TrainingSession) -> str:
    return f"{session.pk}:{session.seating.sequence}"
