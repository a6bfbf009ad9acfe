"""A mail server for a test, and a sender without memory of earlier outages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.mail import sending
from academie.mail.models import OutgoingMail
from tests.mail import smtp_server

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "pause", sending.Pause())


@pytest.fixture
def mailbox(settings) -> Iterator[smtp_server.Mailbox]:
    """A server that takes everything, and a site that sends to it."""
    with smtp_server.running() as box:
        settings.MAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_TIMEOUT = 0.5
        settings.DEFAULT_FROM_EMAIL = "academie@voorbeeld.nl"
        yield box


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Let every wait be over: what waits is due, what is held is held no longer."""

    def make_due() -> None:
        past = timezone.now() - timedelta(seconds=1)
        OutgoingMail.objects.filter(state="wacht").update(next_try=past)
        OutgoingMail.objects.filter(state="bezig").update(lease_until=past)
        monkeypatch.setattr(sending, "pause", sending.Pause())

    return make_due
