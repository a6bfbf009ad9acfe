"""Writing down a mail that is owed, in the transaction that owes it.

Nobody else sends mail. A rollback leaves nothing; a commit means that the mail will leave, also
when the mail server is away for days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import TypedDict, Unpack
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from academie.mail.checks import check_attachment, check_headers, clean_address, clean_subject
from academie.mail.models import MAX_KEY, MAX_KIND, MailAttachment, OutgoingMail


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to go along with a mail."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


class Extra(TypedDict, total=False):
    """What a mail may have beside its text."""

    headers: Mapping[str, str] | None
    html: str
    attachments: Iterable[Attached]
    until: datetime | None


def queue(
    to: str, subject: str, text: str, *, kind: str, key: str, **extra: Unpack[Extra]
) -> OutgoingMail:
    """Write a mail down as `owe` does, and return its row: the new one, or the one that was there.

    Raises `ValueError` as `owe` does.
    """
    owe(to, subject, text, kind=kind, key=key, **extra)
    return OutgoingMail.objects.get(kind=kind, key=key)


def owe(
    to: str,
    subject: str,
    text: str,
    *,
    kind: str,
    key: str,
    headers: Mapping[str, str] | None = None,
    html: str = "",
    attachments: Iterable[Attached] = (),
    until: datetime | None = None,
) -> None:
    """Write a mail to one person into the outbox, as part of the caller's transaction.

    `kind` groups mails ('bevestiging'), `key` tells those of a kind apart; the same pair is one
    mail, and asking again changes nothing. `headers` are extra ones; who sends mail that people may
    refuse gives `unsubscribe_headers()`. After `until` the mail makes no sense any
    more and is not sent. Raises `ValueError` for an address, a header or a file that is not plain.
    """
    to, subject = clean_address(to), clean_subject(subject)
    extra = check_headers(headers or {})
    files = list(attachments)
    for one in files:
        check_attachment(one.name, one.content_type)
    if not text.strip():
        raise ValueError("A mail needs a text part.")
    # SQLite would keep any length, and the mistake would show on PostgreSQL only.
    if not (0 < len(kind) <= MAX_KIND and 0 < len(key) <= MAX_KEY):
        raise ValueError("A mail needs a kind and a key that fit.")
    mail = OutgoingMail(
        kind=kind,
        key=key,
        message_id=f"<{uuid4().hex}@{_domain()}>",
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers=extra,
        until=until,
    )
    with transaction.atomic(savepoint=False):
        # One statement, also when the mail is there: some callers keep everybody waiting.
        OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
        if files:
            _attach(mail, files)


def _attach(mail: OutgoingMail, files: Iterable[Attached]) -> None:
    """Write the files of a mail that was written just now; one that was there has its own."""
    kept = OutgoingMail.objects.filter(kind=mail.kind, key=mail.key, message_id=mail.message_id)
    pk = kept.values_list("pk", flat=True).first()
    if pk is None:
        return
    MailAttachment.objects.bulk_create(
        MailAttachment(
            mail_id=pk, name=one.name, content_type=one.content_type, content=one.content
        )
        for one in files
    )


def unsubscribe_headers(url: str) -> dict[str, str]:
    """Return the headers by which a mail program can stop this mail with one press (RFC 8058).

    A POST to `url` has to act at once; a GET may only show a page.
    """
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def count_to(address: str, kinds: Iterable[str], within: timedelta) -> int:
    """Return how many mails of these kinds were written for an address lately, sent or not.

    For limits: nobody can be flooded by somebody else who types their address.
    """
    since = timezone.now() - within
    return OutgoingMail.objects.filter(
        to=clean_address(address), kind__in=list(kinds), created_at__gte=since
    ).count()


def count_kind(kind: str, within: timedelta) -> int:
    """Return how many mails of a kind were written lately, to anybody."""
    since = timezone.now() - within
    return OutgoingMail.objects.filter(kind=kind, created_at__gte=since).count()


def withdraw(address: str, kinds: Iterable[str]) -> None:
    """Take back mails of these kinds that did not leave yet: the person does not want them."""
    OutgoingMail.objects.filter(to=clean_address(address), kind__in=list(kinds)).exclude(
        state=OutgoingMail.State.SENT
    ).delete()


def _domain() -> str:
    """Return the right-hand side of our Message-IDs: the domain that we send from."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return address.rpartition("@")[2] or "localhost"
