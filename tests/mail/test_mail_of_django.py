"""A mail that Django or Wagtail writes by itself, from the call to the mail server."""

import pytest

from academie.mail import sending
from academie.mail.models import OutgoingMail
from tests import factories
from tests.mail.smtp_server import Mailbox

pytestmark = pytest.mark.django_db


def test_it_waits_while_the_server_is_away_and_leaves_nothing_behind(settings, mailbox: Mailbox):
    settings.EMAIL_BACKEND = "academie.mail.backends.OutboxBackend"
    mailbox.fail_at("greet", "421 dicht")
    user = factories.make_user("jan", email="jan@school.nl")

    user.email_user("Uw plaats is vrij", "Kijk op https://academie.voorbeeld/geheim")

    assert sending.send_due(budget=5) == 0
    mailbox.be_well()
    sending.pause.answered()
    assert sending.send_due(budget=5) == 1
    (message,) = mailbox.messages
    assert message["To"] == "jan@school.nl"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "geheim" in message.get_content()
    assert OutgoingMail.objects.get().text == "", "what it said is gone"
