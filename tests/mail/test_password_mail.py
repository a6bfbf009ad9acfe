"""A mail of Wagtail itself, from the form to the mail server."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from academie.mail import sending
from academie.mail.models import OutgoingMail
from tests import factories
from tests.mail.smtp_server import Mailbox

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_a_new_password_is_asked_for_while_the_server_is_away(
    client: Client, settings, mailbox: Mailbox
):
    settings.EMAIL_BACKEND = "academie.mail.backends.OutboxBackend"
    mailbox.fail_at("greet", "421 dicht")
    user = factories.make_user("jan", email="jan@school.nl")
    user.set_password("een-lang-wachtwoord")
    user.save()

    answer = client.post(reverse("wagtailadmin_password_reset"), {"email": "jan@school.nl"})

    assert answer.status_code == 302
    assert sending.send_due(budget=5) == 0
    mailbox.be_well()
    sending.pause.answered()
    assert sending.send_due(budget=5) == 1
    (message,) = mailbox.messages
    assert message["To"] == "jan@school.nl"
    assert message["Auto-Submitted"] == "auto-generated"
    link = re.search(r"/beheer/password_reset/confirm/\S+", message.get_content())[0]
    assert client.get(link, follow=True).status_code == 200
    assert OutgoingMail.objects.get().text == "", "the link that opens an account is gone"
