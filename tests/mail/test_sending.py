"""Sending to a real server that does everything wrong: nothing is lost, nothing goes out twice
without being recognisable as one mail."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from academie.mail import lease, sending
from academie.mail.models import OutgoingMail
from tests.mail import smtp_server
from tests.mail.smtp_server import HANG_UP, STALL, TAKE_AND_HANG_UP, Mailbox
from tests.mail.test_outbox import write

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


def states() -> Counter[str]:
    return Counter(OutgoingMail.objects.values_list("state", flat=True))


def test_sends_everything_over_one_connection(mailbox: Mailbox):
    for number in range(5):
        write(key=str(number), to=f"jan{number}@school.nl", text=f".Eén punt vooraan {number}.")

    assert sending.send_due(budget=5) == 5

    assert states() == {"verzonden": 5}
    assert mailbox.steps.count("greet") == 1
    assert len(set(mailbox.message_ids)) == 5
    assert mailbox.messages[0].get_content().startswith(".Eén punt vooraan")
    assert sending.send_due(budget=5) == 0


@pytest.mark.parametrize(
    ("step", "reply"),
    [
        ("mail", "451 later"),
        ("rcpt", "450 nu niet"),
        ("rcpt", "452 vol"),
        ("data", "451 later"),
        ("end", "451 later"),
        ("end", "421 dicht"),
        ("mail", "550 afzender"),
        ("mail", HANG_UP),
        ("rcpt", HANG_UP),
        ("middle", HANG_UP),
        ("end", HANG_UP),
        ("rcpt", STALL),
    ],
)
def test_a_refusal_for_now_is_tried_again(mailbox: Mailbox, later, step, reply):
    row = write()
    mailbox.fail_at(step, reply, times=1)

    sending.send_due(budget=5)

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("wacht", 1)
    assert row.error
    assert row.next_try > timezone.now() + timedelta(seconds=15)
    assert sending.send_due(budget=5) == 0, "not before its time"

    mailbox.be_well()
    later()
    assert sending.send_due(budget=5) == 1
    assert states() == {"verzonden": 1}
    assert mailbox.message_ids == [row.message_id]


@pytest.mark.parametrize(("step", "reply"), [("rcpt", "550 onbekend"), ("end", "554 geweigerd")])
def test_a_refusal_for_good_is_given_up_and_holds_up_nobody(mailbox: Mailbox, step, reply):
    bad = write(to="weg@school.nl")
    write(key="2")
    mailbox.fail_at(step, reply, times=1)

    sending.send_due(budget=5)

    assert states() == {"opgegeven": 1, "verzonden": 1}
    bad.refresh_from_db()
    assert bad.text, "kept, so that somebody can have it tried again"

    assert lease.retry_now([bad.pk]) == 1
    sending.send_due(budget=5)
    assert states() == {"verzonden": 2}


@pytest.mark.parametrize(("step", "reply"), [("end", TAKE_AND_HANG_UP), ("end", STALL)])
def test_taken_without_a_word_is_sent_again_as_the_same_mail(mailbox: Mailbox, later, step, reply):
    write()
    mailbox.fail_at(step, reply, times=1)

    sending.send_due(budget=5)
    mailbox.be_well()
    later()
    sending.send_due(budget=5)

    assert states() == {"verzonden": 1}
    assert len(mailbox.received) == 2
    assert mailbox.received[0] == mailbox.received[1], "the same to the last byte"


def test_a_server_that_is_away_costs_no_mail_a_try(mailbox: Mailbox, settings, later, caplog):
    row = write()
    with smtp_server.running() as gone:
        port = gone.port
    settings.EMAIL_PORT = port

    assert sending.send_due(budget=5) == 0
    assert sending.send_due(budget=5) == 0

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("wacht", 0)
    assert sum("is away" in record.message for record in caplog.records) == 1

    with smtp_server.running(port) as back:
        later()
        assert sending.send_due(budget=5) == 1
        assert back.message_ids == [row.message_id]


def test_a_greeting_that_turns_us_away_is_an_outage(mailbox: Mailbox):
    row = write()
    mailbox.fail_at("greet", "421 te druk")

    assert sending.send_due(budget=5) == 0

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("wacht", 0)


def test_a_server_that_dies_in_a_run_loses_nothing(mailbox: Mailbox, later):
    rows = [write(key=str(number)) for number in range(6)]
    mailbox.fail_at("rcpt", HANG_UP, times=2)

    for _ in range(4):
        sending.send_due(budget=5)
        later()

    assert states() == {"verzonden": 6}
    assert Counter(mailbox.message_ids) == {row.message_id: 1 for row in rows}


def test_waits_grow_and_then_it_is_given_up(mailbox: Mailbox, later):
    row = write()
    mailbox.fail_at("rcpt", "450 nu niet")
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=6))

    waits = []
    for _ in range(7):
        sending.send_due(budget=5)
        row.refresh_from_db()
        assert row.state == "wacht", "our own delay is not held against a mail"
        waits.append((row.next_try - timezone.now()).total_seconds())
        later()
    sending.send_due(budget=5)

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("opgegeven", lease.LEAST_TRIES)
    assert waits[6] > 10 * waits[0]
    assert lease.wait_after(50) <= lease.LONGEST_WAIT * 1.25


def test_what_is_too_late_is_not_sent(mailbox: Mailbox):
    row = write(until=timezone.now() - timedelta(minutes=1))

    sending.send_due(budget=5)

    row.refresh_from_db()
    assert row.state == "opgegeven"
    assert mailbox.received == []


def test_a_wrong_password_gives_no_mail_up(mailbox: Mailbox, settings):
    row = write()
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "x", "y"

    assert sending.send_due(budget=5) == 0

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("wacht", 0)


@pytest.mark.parametrize(("step", "reply"), [("rcpt", "550 jan@school.nl?"), ("end", "451 jan@")])
def test_neither_log_nor_row_repeats_address_or_text(mailbox: Mailbox, caplog, step, reply):
    caplog.set_level(logging.DEBUG)
    row = write(text="Geheime tekst")
    mailbox.fail_at(step, reply, times=1)

    sending.send_due(budget=5)

    row.refresh_from_db()
    assert "school" not in row.error + caplog.text
    assert "jan" not in row.error + caplog.text
    assert "Geheim" not in caplog.text
    assert f"Mail {row.pk} was not sent" in caplog.text


def test_a_fault_in_one_mail_holds_up_no_other(mailbox: Mailbox, monkeypatch):
    bad, good = write(), write(key="2")
    build = sending.build

    def picky(mail, conn):
        if mail.pk == bad.pk:
            raise TypeError("kapot")
        return build(mail, conn)

    monkeypatch.setattr(sending, "build", picky)
    sending.send_due(budget=5)

    assert mailbox.message_ids == [good.message_id]
    assert states() == {"opgegeven": 1, "verzonden": 1}


def test_died_between_sending_and_noting_it(mailbox: Mailbox, later, monkeypatch):
    row = write()

    def die(mail):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(lease, "sent", die)
        with pytest.raises(SystemExit):
            sending.send_due(budget=5)
    row.refresh_from_db()
    assert row.state == "bezig"
    assert sending.send_due(budget=5) == 0, "held until the lease ends"

    later()
    sending.send_due(budget=5)

    assert states() == {"verzonden": 1}
    assert mailbox.message_ids == [row.message_id] * 2
    assert mailbox.received[0] == mailbox.received[1]


def test_late_outcome_of_an_old_holder_changes_nothing(mailbox: Mailbox, later):
    write()
    slow = lease.take("langzaam")
    later()
    quick = lease.take("snel")
    assert slow.pk == quick.pk

    lease.failed(slow, "te laat")
    assert OutgoingMail.objects.get().lease_owner == "snel"
    lease.sent(quick)
    lease.failed(slow, "te laat")
    assert states() == {"verzonden": 1}


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_send_each_mail_once(mailbox: Mailbox):
    rows = [write(key=str(number)) for number in range(30)]

    def send() -> None:
        try:
            sending.send_due(budget=20)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert states() == {"verzonden": 30}
    assert Counter(mailbox.message_ids) == {row.message_id: 1 for row in rows}


SENDER = """
import os, django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = os.environ["TEST_NAME"]
settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["TEST_PORT"])
settings.EMAIL_TIMEOUT = 60
from academie.mail import sending
sending.send_due(budget=60)
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_worker_loses_nothing(mailbox: Mailbox, later):
    rows = [write(key=str(number)) for number in range(3)]
    mailbox.fail_at("end", STALL)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "academie.settings.test",
        "TEST_NAME": str(connection.settings_dict["NAME"]),
        "TEST_PORT": str(mailbox.port),
    }
    process = subprocess.Popen([sys.executable, "-c", SENDER], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 60
        while not mailbox.received and time.monotonic() < deadline:
            time.sleep(0.05)
        assert states() == {"bezig": 1, "wacht": 2}
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()

    mailbox.be_well()
    later()
    sending.send_due(budget=5)

    assert states() == {"verzonden": 3}
    counts = Counter(mailbox.message_ids)
    assert set(counts) == {row.message_id for row in rows}
    assert sorted(counts.values()) == [1, 1, 2]
