"""What is kept of a mail, and for how long."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from academie.mail.models import MailAttachment, OutgoingMail

State = OutgoingMail.State

KEEP_ADDRESS = timedelta(days=30)
"""After this nobody can tell from the outbox who got a mail; limits look back less far."""

KEEP_ROW = timedelta(days=365)
"""The empty row then goes too. Its kind and key protect against a second mail until then."""

_CONTENT = {"subject": "", "text": "", "html": "", "headers": {}}


def empty_sent(mails: QuerySet[OutgoingMail], *, now: datetime) -> None:
    """Mark mails as sent and take out what they said: nobody needs it any more."""
    with transaction.atomic():
        pks = list(mails.values_list("pk", flat=True))
        OutgoingMail.objects.filter(pk__in=pks).update(
            state=State.SENT, closed_at=now, lease_owner="", lease_until=None, error="", **_CONTENT
        )
        MailAttachment.objects.filter(mail__in=pks).delete()


def empty_old(now: datetime | None = None) -> int:
    """Take address and text out of mails closed long ago, and very old rows away; return how many.

    A mail that was given up keeps its text until then, so that somebody can have it tried again.
    """
    now = now or timezone.now()
    closed = OutgoingMail.objects.filter(state__in=[State.SENT, State.GIVEN_UP])
    old = closed.filter(closed_at__lte=now - KEEP_ADDRESS).exclude(to="")
    with transaction.atomic():
        MailAttachment.objects.filter(mail__in=old).delete()
        emptied = old.update(to="", **_CONTENT)
        removed, _ = closed.filter(closed_at__lte=now - KEEP_ROW).delete()
    return emptied + removed
