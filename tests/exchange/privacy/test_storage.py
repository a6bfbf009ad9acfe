"""What was deleted leaves the disk too."""

from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from academie.core.models import Attempt
from academie.exchange.privacy import jobs, storage
from academie.mail import retention
from academie.mail.models import OutgoingMail
from tests.mail.test_outbox import write

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="PostgreSQL tidies its files by itself"
    ),
]


def log_file() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-wal")


def test_the_log_is_emptied():
    Attempt.objects.create(kind="kanarie", who="x", at=timezone.now())
    assert b"kanarie" in log_file().read_bytes()

    assert storage.empty_log()

    assert log_file().stat().st_size == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 30_000, "others still wait as long as before"


def test_somebody_who_reads_holds_it_up_and_nothing_fails(monkeypatch):
    monkeypatch.setattr(storage, "_PATIENCE_MS", 1)
    storage.empty_log()
    reader = connections.create_connection("default")
    try:
        with reader.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            cursor.execute("SELECT count(*) FROM core_attempt")
            Attempt.objects.create(kind="x", who="x", at=timezone.now())
            assert not storage.empty_log()
            cursor.execute("COMMIT")
    finally:
        reader.close()
    assert storage.empty_log()


def test_in_a_transaction_it_waits():
    with transaction.atomic():
        assert not storage.empty_log()
        assert not storage.write_anew()


def test_the_file_is_written_anew_only_when_somebody_went(monkeypatch):
    times = []
    write_anew = storage.write_anew
    monkeypatch.setattr(storage, "write_anew", lambda: times.append(1) or write_anew())
    write()
    jobs.tidy()
    assert not times

    retention.scrub(OutgoingMail.objects.all(), still_owed=[OutgoingMail.objects.get().pk])
    OutgoingMail.objects.update(state="verzonden")
    jobs.tidy()
    jobs.tidy()

    assert len(times) == 1
    assert not OutgoingMail.objects.exists()


def test_a_file_that_is_held_is_tried_again(monkeypatch, caplog):
    write(key="gewist:1")
    OutgoingMail.objects.update(state="verzonden")

    def locked(*args):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", locked)
        assert not storage.write_anew()
    assert "the next night" in caplog.text
    assert OutgoingMail.objects.exists()
    jobs.tidy()
    assert not OutgoingMail.objects.exists()
