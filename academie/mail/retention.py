"""What is kept of a mail, and for how long."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from academie.mail import kept_files
from academie.mail.models import MAX_KEY, MailAttachment, OutgoingMail

State = OutgoingMail.State

KEEP_ADDRESS = timedelta(days=30)
"""After this nobody can tell from the outbox who got a mail; limits look back less far."""

KEEP_ROW = timedelta(days=365)
"""The empty row then goes too. Its kind and key protect against a second mail until then."""

FORGOTTEN = "gewist:"
"""Before the key of a mail to somebody whose details are deleted: it leaves, and leaves nothing."""

_CONTENT = {"subject": "", "text": "", "html": "", "headers": {}}


def empty_sent(mails: QuerySet[OutgoingMail], *, now: datetime) -> None:
    """Mark mails as sent and take out what they said: nobody needs it any more."""
    with transaction.atomic():
        pks = list(mails.values_list("pk", flat=True))
        OutgoingMail.objects.filter(pk__in=pks).update(
            state=State.SENT, closed_at=now, lease_owner="", lease_until=None, error="", **_CONTENT
        )
        MailAttachment.objects.filter(mail__in=pks).delete()
        OutgoingMail.objects.filter(pk__in=pks, key__startswith=FORGOTTEN).update(to="")


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


def scrub(mails: QuerySet[OutgoingMail], *, still_owed: Collection[int] = ()) -> int:
    """Take everything personal out of these mails, now; return how many there were.

    What did not leave yet is deleted, except the mails in `still_owed` (numbers of rows), such as
    the word that somebody is withdrawn: those leave first and are emptied when they were sent. So
    is a mail that a worker is sending at this moment. Copies in files go when the caller commits.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = list(mails.select_for_update(of=("self",)))
        # Those that somebody was owed at an earlier time still are.
        still_owed = {*still_owed, *(row.pk for row in rows if row.key.startswith(FORGOTTEN))}
        gone = [row.pk for row in rows if row.state == State.WAITING and row.pk not in still_owed]
        OutgoingMail.objects.filter(pk__in=gone).delete()
        kept = [row for row in rows if row.pk not in set(gone)]
        for row in kept:
            if not row.key.startswith(FORGOTTEN):
                # One column: the sender may change the others at this moment.
                key = f"{FORGOTTEN}{row.key}"[:MAX_KEY]
                OutgoingMail.objects.filter(pk=row.pk).update(key=key)
        busy = [row.pk for row in kept if row.state == State.BUSY and row.pk not in still_owed]
        # A worker that holds it and dies lets it go: nobody sends it then.
        OutgoingMail.objects.filter(pk__in=busy).update(until=now)
        kept_files.remove_on_commit(row.message_id for row in rows)
        _empty(OutgoingMail.objects.filter(pk__in=[row.pk for row in kept]) & forgotten())
    return len(rows)


def forgotten() -> QuerySet[OutgoingMail]:
    """Return the rows of mails to people whose details are deleted, once these mails are closed."""
    return OutgoingMail.objects.filter(
        key__startswith=FORGOTTEN, state__in=[State.SENT, State.GIVEN_UP]
    )


def empty_forgotten() -> None:
    """Take out what is left in those rows, and in the files of those that left a while ago."""
    with transaction.atomic():
        rows = forgotten()
        kept_files.remove_on_commit(list(rows.values_list("message_id", flat=True)))
        _empty(rows)


def _empty(rows: QuerySet[OutgoingMail]) -> None:
    MailAttachment.objects.filter(mail__in=rows).delete()
    rows.update(to="", error="", **_CONTENT)
