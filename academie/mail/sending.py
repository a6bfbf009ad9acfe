"""Sending what is due: one row, one lease, one recipient at a time."""

import logging
import os
import smtplib
import socket
import time
from uuid import uuid4

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from academie.core.jobs import stopping
from academie.mail import lease
from academie.mail.message import build
from academie.mail.models import OutgoingMail

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
"""Seconds that a mail server is left alone after it did not let us in."""


class Pause:
    """Remembers, in this process, that the mail server is away and until when to leave it alone."""

    def __init__(self) -> None:
        self._length = 0.0
        self._until = 0.0

    def is_over(self) -> bool:
        """Whether the server may be asked."""
        return time.monotonic() >= self._until

    def failed(self) -> bool:
        """Note that it did not let us in; say whether that is news."""
        is_news = not self._length
        self._length = min(max(self._length * 2, FIRST_PAUSE), LONGEST_PAUSE)
        self._until = time.monotonic() + self._length
        return is_news

    def answered(self) -> bool:
        """Note that it answered; say whether that is news."""
        is_news = bool(self._length)
        self._length = self._until = 0.0
        return is_news


pause = Pause()


def send_due(*, budget: float) -> int:
    """Send mails that are due for about `budget` seconds; return how many were tried.

    What goes wrong with a mail stays in its row. Raises database errors only.
    """
    if not pause.is_over() or not _anything_due():
        return 0
    owner = f"{socket.gethostname()[:12]}-{os.getpid()}-{uuid4().hex[:8]}"
    connection = get_connection(settings.MAIL_BACKEND)
    until, tried = time.monotonic() + budget, 0
    try:
        if not _open(connection):
            return 0
        while time.monotonic() < until and not stopping.is_set():
            mail = lease.take(owner)
            if mail is None:
                break
            tried += 1
            if not _send(mail, connection) and not _reopen(connection):
                break
    finally:
        _close(connection)
    return tried


def _anything_due() -> bool:
    return OutgoingMail.objects.filter(lease.due(timezone.now())).exists()


def _send(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    """Send one mail and note what became of it; say whether the connection is still good."""
    if mail.until is not None and mail.until <= timezone.now():
        lease.given_up(mail, "Te laat om nog te versturen.")
        return True
    try:
        message = build(mail, connection)
    except Exception as error:
        # Not the server's fault and no fault of the other mails.
        logger.exception("Mail %s cannot be made.", mail.pk)
        lease.given_up(mail, f"Niet te maken: {type(error).__name__}.")
        return True
    try:
        connection.send_messages([message])
    except (smtplib.SMTPException, OSError) as error:
        reason, for_good = describe(error)
        logger.warning("Mail %s was not sent: %s", mail.pk, reason)
        (lease.given_up if for_good else lease.failed)(mail, reason)
        return False
    lease.sent(mail)
    return True


def describe(error: Exception) -> tuple[str, bool]:
    """Return what went wrong, without the address in it, and whether it will never work.

    What a server says often repeats the address, so only its number is kept. A refused sender or
    login is a setting of ours: it can be put right, and the mail then leaves.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        for_good = bool(codes) and all(code >= 500 for code in codes)
        return f"De ontvanger is geweigerd ({', '.join(map(str, codes))}).", for_good
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"De mailserver weigert onze inlog ({error.smtp_code}).", False
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"De mailserver weigert de afzender ({error.smtp_code}).", False
    if isinstance(error, smtplib.SMTPDataError):
        return f"De mail is geweigerd ({error.smtp_code}).", error.smtp_code >= 500
    if isinstance(error, smtplib.SMTPResponseException):
        return f"De mailserver antwoordde {error.smtp_code}.", False
    if isinstance(error, TimeoutError):
        return "De mailserver antwoordde niet op tijd.", False
    return f"De verbinding met de mailserver ging stuk ({type(error).__name__}).", False


def _open(connection: BaseEmailBackend) -> bool:
    """Open the connection before any mail is taken, so that an outage costs no mail a try."""
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        if pause.failed():
            logger.warning("The mail server is away: %s", describe(error)[0])
        return False
    if pause.answered():
        logger.warning("The mail server is back.")
    return True


def _reopen(connection: BaseEmailBackend) -> bool:
    """After a failure nobody knows in what state the conversation is: begin a new one."""
    _close(connection)
    return _open(connection)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        return
