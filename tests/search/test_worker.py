"""The worker: its rounds, its jobs, and a real process that is stopped and killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

from academie.core import heartbeat, search_jobs
from academie.core import worker as core_worker
from academie.core.jobs import Job, jobs, register_job, stopping
from academie.core.worker import Worker
from academie.library.models import Toolkit
from search.engines.base import Delete, EngineUnavailable
from search.models import SearchOutbox
from search.sync.counter import current_version
from tests import factories
from tests.search.support import Flaky, Index, key

ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """Time that goes as the test wants."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch, search_index) -> Clock:
    clock = Clock()
    monkeypatch.setattr(core_worker, "time", clock)
    return clock


@pytest.mark.django_db
class TestRounds:
    def test_every_job_runs_and_says_whether_it_worked(self, clock):
        assert Worker([Job("a", lambda: False), Job("b", lambda: True)]).round()
        assert not Worker([Job("a", lambda: False)]).round()

    def test_job_with_a_pace_waits_for_its_time(self, clock):
        runs = []
        worker = Worker([Job("a", lambda: bool(runs.append(1)), every=60)])
        for seconds in (0, 30, 29, 1, 60):
            clock.now += seconds
            worker.round()

        assert len(runs) == 3

    def test_fault_in_one_job_stops_no_other(self, clock, caplog):
        done = []

        def explode() -> bool:
            raise ValueError("a bug")

        worker = Worker([Job("bad", explode), Job("good", lambda: bool(done.append(1)))])
        worker.round()
        worker.round()

        assert len(done) == 2
        assert caplog.text.count("The job 'bad' failed.") == 1, "it is left alone for a while"

    def test_database_that_went_away_is_asked_again_ever_later(self, clock, monkeypatch, caplog):
        away = True
        monkeypatch.setattr(core_worker.connections, "close_all", lambda: None)

        def ask() -> bool:
            if away:
                raise OperationalError("server closed the connection")
            return True

        worker = Worker([Job("ask", ask, every=60)])
        pauses = [worker.pause_after(worker.round()) for _ in range(8)]
        away = False
        assert worker.round()

        assert pauses == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0, 10.0, 10.0]
        assert worker.pause_after(True) == 0.0
        assert caplog.text.count("does not answer") == 1
        assert caplog.text.count("is back") == 1

    def test_sleeps_only_when_there_is_nothing_to_do(self, clock):
        worker = Worker([])

        assert worker.pause_after(False) == 0.5
        assert worker.pause_after(True) == 0.0

    def test_stops_when_asked_and_leaves_no_sign_of_life(self, clock):
        ages = []

        def stop() -> bool:
            ages.append(heartbeat.age())
            stopping.set()
            return False

        try:
            Worker([Job("stop", stop), Job("never", lambda: pytest.fail("ran"))]).run()
        finally:
            stopping.clear()

        assert ages[0] is not None
        assert heartbeat.age() is None

    def test_full_disk_does_not_stop_it(self, clock, settings, tmp_path):
        in_the_way = tmp_path / "file"
        in_the_way.write_text("")
        settings.SEARCH_INDEX_DIR = in_the_way

        assert Worker([Job("work", lambda: True)]).round()

    def test_later_job_of_the_same_name_takes_its_place(self, monkeypatch):
        monkeypatch.setattr("academie.core.jobs._jobs", {})
        register_job("mail", lambda: False)
        register_job("mail", lambda: True)

        assert [(job.name, job.run()) for job in jobs()] == [("mail", True)]

    def test_search_is_among_the_jobs(self):
        assert "zoekindex bijwerken" in [job.name for job in jobs()]


@pytest.mark.django_db
class TestSearchJobs:
    def test_once_brings_everything_up_to_date(self, site, search_index: Index):
        page = factories.make_toolkit(site)

        call_command("worker", "--once")

        assert search_index.found() == {key(page)}
        assert search_index.waiting() == 0
        assert not search_index.engine.health().needs_rebuild

    def test_changes_are_sent(self, site, search_index: Index):
        search_index.make_empty()
        page = factories.make_toolkit(site)

        assert search_jobs.send_changes()
        assert not search_jobs.send_changes()
        assert search_index.found() == {key(page)}

    def test_index_that_is_lost_comes_back_by_itself(self, site, search_index: Index):
        page = factories.make_toolkit(site)
        SearchOutbox.objects.all().delete()

        assert search_jobs.make_missing_index()
        assert not search_jobs.make_missing_index()
        assert search_index.found() == {key(page)}

    def test_engine_that_is_away_is_left_for_later(self, site, two_engines: Flaky, caplog):
        def away():
            raise EngineUnavailable("weg")

        two_engines.begin_rebuild = away
        search_jobs.make_missing_index()

        assert "is not rebuilt: weg" in caplog.text
        assert not Index("embedded").engine.health().needs_rebuild

    def test_audit_repairs_what_differs(self, site, search_index: Index, caplog):
        page = factories.make_toolkit(site)
        search_index.drain()
        search_index.engine.apply([Delete(key(page), current_version())])

        assert search_jobs.audit()
        search_index.assert_equals_database()
        assert not search_jobs.audit()
        assert "differed in 1 documents" in caplog.text

    def test_audit_of_an_engine_that_is_away_waits(self, two_engines: Flaky, caplog):
        Index("embedded").make_empty()

        def away():
            raise EngineUnavailable("weg")

        two_engines.refresh = away

        assert not search_jobs.audit()
        assert "cannot be checked" in caplog.text

    def test_moments_are_looked_up_every_hour(self, site, search_index: Index):
        search_index.make_empty()
        training = factories.make_training(site)
        factories.make_toolkit(site)
        search_index.drain()

        assert search_jobs.refresh_moments()
        search_jobs.send_changes()

        newest = max(search_index.engine.versions(), key=lambda pair: pair[1])
        assert newest[0] == key(training)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestProcess:
    """A worker of its own, on the database of this test."""

    @pytest.fixture
    def data_dir(self, search_index, settings, tmp_path: Path) -> Path:
        settings.SEARCH_INDEX_DIR = tmp_path / "index"
        if connection.vendor == "sqlite":
            (tmp_path / "academie.sqlite3").symlink_to(connection.settings_dict["NAME"])
        return tmp_path

    @pytest.fixture
    def start(self, data_dir: Path):
        running: list[subprocess.Popen] = []

        def start() -> subprocess.Popen:
            environment = {
                **os.environ,
                "DATA_DIR": str(data_dir),
                "DJANGO_SETTINGS_MODULE": "academie.settings.demo",
                "SEARCH_ENGINE": "embedded",
            }
            if connection.vendor == "postgresql":
                one = connection.settings_dict
                environment["DATABASE_URL"] = (
                    f"postgres://{one['USER']}:{one['PASSWORD']}@{one['HOST']}:{one['PORT']}"
                    f"/{one['NAME']}"
                )
            process = subprocess.Popen(
                [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment
            )
            running.append(process)
            return process

        yield start
        for process in running:
            process.kill()
            process.wait()

    def test_killed_worker_loses_nothing_and_a_stopped_one_ends_well(
        self, committed_site, search_index: Index, start
    ):
        first = factories.make_toolkit(committed_site, title="Eerste")
        worker = start()
        wait_until(lambda: found(search_index) == {"Eerste"})
        assert heartbeat.age() < 60

        worker.send_signal(signal.SIGKILL)
        worker.wait()
        factories.make_toolkit(committed_site, title="Tweede")
        Toolkit.objects.get(pk=first.pk).unpublish()
        assert search_index.waiting() > 0

        worker = start()
        wait_until(lambda: found(search_index) == {"Tweede"})
        wait_until(lambda: search_index.waiting() == 0)

        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        assert heartbeat.age() is None


def found(index: Index) -> set[str]:
    try:
        return {one["title"] for one in index.documents().values()}
    except EngineUnavailable:
        return set()


def wait_until(condition: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
