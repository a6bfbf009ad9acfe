"""Two Django mail backends: files instead of a server, and the outbox for everybody else's mail."""

import logging
import os
from collections.abc import Iterator, Sequence
from email.utils import getaddresses
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from academie.mail.outbox import Attached, queue

logger = logging.getLogger(__name__)

OTHER = "site"
"""The kind of mail that Django and Wagtail send themselves, such as a new password."""

_OWN_HEADERS = frozenset({"message-id", "date", "auto-submitted", "from", "to", "subject"})


class FileBackend(BaseEmailBackend):
    """Writes each mail to a file of its own, `<Message-ID>.eml`, for a demo on one machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write every mail whole or not at all; return how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            made = message.message()
            name = str(made["Message-ID"]).strip("<>").partition("@")[0]
            part = folder / f".{uuid4().hex}"
            descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(made.as_bytes())
            part.replace(folder / f"{name}.eml")
        return len(email_messages)


class OutboxBackend(BaseEmailBackend):
    """Puts mail of Django and Wagtail in the outbox: one row for each recipient.

    So a request never waits for a mail server, and a server that is away loses no mail.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write every mail down; return how many messages."""
        with transaction.atomic(savepoint=False):
            for message in email_messages:
                self._queue(message)
        return len(email_messages)

    def _queue(self, message: EmailMessage) -> None:
        extra = {
            name: str(value)
            for name, value in message.extra_headers.items()
            if name.lower() not in _OWN_HEADERS
        }
        if message.reply_to:
            extra["Reply-To"] = ", ".join(map(str, message.reply_to))
        files = list(_files(message))
        for _, address in getaddresses([str(one) for one in message.recipients()]):
            try:
                queue(
                    address,
                    str(message.subject),
                    str(message.body),
                    kind=OTHER,
                    key=uuid4().hex,
                    headers=extra,
                    html=_html(message),
                    attachments=files,
                )
            except ValueError as error:
                # An account may hold an address that no mail can be sent to.
                logger.warning("A mail of the site itself is not sent: %s", error)


def _html(message: EmailMessage) -> str:
    """Return the HTML part, if there is one."""
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    found = (str(content) for content, kind in message.alternatives if kind == "text/html")
    return next(found, "")


def _files(message: EmailMessage) -> Iterator[Attached]:
    """Yield the attachments that are files; a ready MIME part is not taken over."""
    for one in message.attachments:
        if isinstance(one, tuple):
            name, content, kind = one
            raw = content.encode() if isinstance(content, str) else bytes(content)
            yield Attached(name or "bijlage", raw, kind or "application/octet-stream")
