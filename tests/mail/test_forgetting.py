"""Taking somebody out of the outbox: at once, without losing the mail that she is still owed."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.mail import kept_files, lease, retention, sending
from academie.mail.models import MailAttachment, OutgoingMail
from academie.mail.outbox import Attached
from tests.mail.test_outbox import write

pytestmark = pytest.mark.django_db

State = OutgoingMail.State
EMPTY = {"to": "", "subject": "", "text": "", "html": "", "headers": {}, "error": ""}


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_BACKEND = "academie.mail.backends.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def left_of(row: OutgoingMail) -> dict[str, object]:
    return OutgoingMail.objects.filter(pk=row.pk).values(*EMPTY).get()


def test_what_left_is_emptied_and_what_waits_is_deleted(folder, django_capture_on_commit_callbacks):
    sent = write()
    sending.send_due(budget=5)
    failed = write(key="2", html="<p>x</p>", attachments=[Attached("a.txt", b"geheim")])
    OutgoingMail.objects.filter(pk=failed.pk).update(state=State.GIVEN_UP, error="Weg (550).")
    waiting, other = write(key="3"), write(key="4", to="sam@school.nl")
    assert len(list(folder.iterdir())) == 1

    with django_capture_on_commit_callbacks(execute=True):
        assert retention.scrub(OutgoingMail.objects.filter(to="jan@school.nl")) == 3

    assert left_of(sent) == left_of(failed) == EMPTY
    assert not MailAttachment.objects.exists()
    assert not OutgoingMail.objects.filter(pk=waiting.pk).exists()
    assert left_of(other)["to"] == "sam@school.nl"
    assert not list(folder.iterdir())


def test_what_she_is_owed_still_leaves_and_then_nothing_is_left(
    folder, django_capture_on_commit_callbacks
):
    owed = write(attachments=[Attached("a.ics", b"geheim")])
    mine = OutgoingMail.objects.filter(to="jan@school.nl")

    retention.scrub(mine, still_owed=[owed.pk])
    retention.scrub(mine, still_owed=[owed.pk])
    assert not retention.forgotten().exists()
    assert sending.send_due(budget=5) == 1

    assert left_of(owed) == EMPTY
    assert len(list(folder.iterdir())) == 1, "it arrived"
    with django_capture_on_commit_callbacks(execute=True):
        retention.empty_forgotten()
    assert retention.forgotten().exists()
    assert not list(folder.iterdir())


def test_what_is_being_sent_at_this_moment_is_emptied_when_it_was(folder):
    row = write()
    held = lease.take("iemand")

    retention.scrub(OutgoingMail.objects.filter(pk=row.pk))
    lease.sent(held)

    assert left_of(row) == EMPTY


def test_what_was_held_by_a_worker_that_died_is_not_sent_any_more(folder, monkeypatch):
    row = write()
    lease.take("iemand")
    retention.scrub(OutgoingMail.objects.filter(pk=row.pk))
    OutgoingMail.objects.update(lease_until=timezone.now() - timedelta(minutes=1))

    sending.send_due(budget=5)

    retention.empty_forgotten()
    assert not folder.exists()
    assert left_of(row) == EMPTY


def test_old_files_go_and_new_ones_stay(folder):
    folder.mkdir()
    old, new, half = folder / "1.eml", folder / "2.eml", folder / ".half"
    now = timezone.now()
    for file, days in ((old, 31), (half, 31), (new, 29)):
        file.write_text("x")
        then = (now - timedelta(days=days)).timestamp()
        os.utime(file, (then, then))

    assert kept_files.remove_old(now - retention.KEEP_ADDRESS) == 2
    assert list(folder.iterdir()) == [new]


def test_without_files_there_is_nothing_to_remove(folder):
    assert kept_files.remove_old(timezone.now()) == 0
