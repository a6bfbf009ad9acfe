"""From a row in the outbox to the mail as it goes over the line: the same bytes at every try."""

from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from academie.mail.models import OutgoingMail


def build(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the message of a row. The text part is always there, the HTML part may be.

    Date and Message-ID are those of the row: a mail that is sent twice after a crash is
    recognisably one mail.
    """
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=sender(),
        to=[mail.to],
        connection=connection,
        headers={
            **mail.headers,
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.created_at),
            # Absence messages do not answer to this (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in mail.attachments.order_by("pk"):
        content = bytes(file.content)
        if file.content_type.startswith("text/"):
            message.attach(file.name, content.decode(), file.content_type)
        else:
            message.attach(file.name, content, file.content_type)
    return message


def sender() -> str:
    """Return the From line: the configured address, with the name of the site unless it has one."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or settings.WAGTAIL_SITE_NAME, address))
