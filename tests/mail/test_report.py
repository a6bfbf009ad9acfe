"""The report 'Uitgaande mail': who sees it, what it says, what it never says."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from academie.core.jobs import jobs
from academie.mail.models import OutgoingMail
from tests import factories
from tests.mail.test_outbox import write

pytestmark = pytest.mark.django_db


def log_in(client: Client, group: str) -> None:
    user = factories.make_user("iemand")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


@pytest.fixture
def rows() -> list[OutgoingMail]:
    made = [write(key=key, text="Geheime tekst", subject="Geheim") for key in "123"]
    OutgoingMail.objects.filter(pk=made[0].pk).update(error="Later (451).", attempts=2)
    OutgoingMail.objects.filter(pk=made[1].pk).update(state="opgegeven", error="Weg (550).")
    return made


def test_beheerder_sees_what_went_wrong_and_no_text(client, rows):
    log_in(client, "Beheerder")

    text = client.get(reverse("mail_report")).text

    assert text.index("Weg (550).") < text.index("Later (451).")
    assert "j…@school.nl" in text
    assert "jan@school.nl" not in text
    assert "Geheim" not in text
    assert reverse("mail_report") in client.get(reverse("wagtailadmin_home")).text


def test_button_tries_again(client, rows):
    log_in(client, "Beheerder")

    answer = client.post(reverse("mail_retry"), {"row": rows[1].pk}, follow=True)
    assert "1 mail wordt opnieuw geprobeerd." in answer.text
    assert OutgoingMail.objects.get(pk=rows[1].pk).state == "wacht"

    answer = client.post(reverse("mail_retry"), follow=True)
    assert "1 mail wordt opnieuw geprobeerd." in answer.text
    assert not OutgoingMail.objects.exclude(error="").exists()
    assert "Er ging niets mis." in client.get(reverse("mail_report")).text


@pytest.mark.parametrize("group", ["Redacteur", "Specialist"])
def test_others_do_not(client, rows, group):
    log_in(client, group)

    for answer in (client.get(reverse("mail_report")), client.post(reverse("mail_retry"))):
        assert answer.status_code in (302, 403)
        assert "j…@" not in answer.text
    assert reverse("mail_report") not in client.get(reverse("wagtailadmin_home")).text
    assert OutgoingMail.objects.filter(state="opgegeven").exists()


def test_the_worker_knows_its_jobs():
    assert {"mail versturen", "oude mail legen"} <= {job.name for job in jobs()}
