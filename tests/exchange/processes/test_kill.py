"""Web and worker are killed at random moments while people sign up: nothing that was told is lost.

What the site answered holds, every change has its mail, every mail leaves. A mail may come twice
when its worker died between sending and noting so; then it is the same Message-ID, and never more
often than workers were killed.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from academie.core.serving import web_command
from tests.exchange.processes.visitor import Told, Visitor
from tests.mail import smtp_server
from tests.plugins.database import postgres_database
from tests.search.processes.place import Place, kill, wait_until

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("STORM_KILLS", "12"))
"""A hundred takes some minutes: `STORM_KILLS=100 pytest tests/exchange/processes/test_kill.py`."""

LONGEST_CALM = 3.0
LONGEST_STORM = 400.0
VISITORS = 4
DATABASE = "oza_kill"


@dataclass
class MailedPlace(Place):
    """A place whose mail goes to a server of the test."""

    box: smtp_server.Mailbox = field(default_factory=smtp_server.Mailbox)


@pytest.fixture
def sqlite_place(sqlite_folder: Path) -> Iterator[MailedPlace]:
    """A site on SQLite."""
    yield from _place(sqlite_folder, "")


@pytest.fixture
def postgres_place(tmp_path: Path, migrated_postgres: str) -> Iterator[MailedPlace]:
    """A site on PostgreSQL, in a database of its own."""
    with postgres_database(DATABASE, migrated_postgres) as address:
        yield from _place(tmp_path, address)


def _place(folder: Path, database: str) -> Iterator[MailedPlace]:
    with smtp_server.running() as box:
        environment = {
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.exchange.processes.storm_settings",
            "DATABASE_URL": database,
            "EMAIL_PORT": str(box.port),
            "SEARCH_ENGINE": "embedded",
            "PYTHONWARNINGS": "ignore",
        }
        place = MailedPlace(folder, environment, box=box)
        try:
            yield place
        finally:
            place.stop()


def books(place: Place, command: str) -> dict[str, Any]:
    """Let a process of its own do something with the books and return what it says."""
    process = place.start(
        "-m",
        "tests.exchange.processes.books",
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors
    found: dict[str, Any] = json.loads(output.strip().splitlines()[-1])
    return found


class Storm:
    """A web server and a worker that are killed and started again."""

    def __init__(self, place: Place, seed: int) -> None:
        self.place, self.dice = place, random.Random(seed)
        self.killed: Counter[str] = Counter()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.web, self.worker = self.start_web(), self.start_worker()

    def start_web(self) -> subprocess.Popen[str]:
        command = web_command("127.0.0.1", self.port)[1:]
        return self.place.start(*command, log="web")

    def start_worker(self) -> subprocess.Popen[str]:
        return self.place.manage("worker", log="worker")

    def wait_for_web(self) -> None:
        """Wait until the server answers, so that it is killed at work and not at its start."""

        def answers() -> bool:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("GET", "/gezond/")
                return connection.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False
            finally:
                connection.close()

        wait_until(answers)

    def strike(self) -> None:
        """Kill one of the two at a random moment."""
        self.wait_for_web()
        time.sleep(self.dice.random() * LONGEST_CALM)
        if self.dice.random() < 0.5:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()
            self.killed["web"] += 1
            self.web = self.start_web()
        else:
            kill(self.worker)
            self.killed["worker"] += 1
            self.worker = self.start_worker()

    def end(self) -> None:
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()


def weather(place: MailedPlace, seed: int) -> tuple[Storm, Told]:
    """Let people sign up while everything is killed; return when all mail has left."""
    path, told = books(place, "fill")["path"], Told()
    storm = Storm(place, seed)
    storm.wait_for_web()
    people = [
        Visitor(storm.port, path, place.box, told, seed + number) for number in range(VISITORS)
    ]
    for one in people:
        one.start()
    until = time.monotonic() + LONGEST_STORM
    # A slow machine gets a longer storm: some have to get through between two strikes.
    while storm.killed.total() < KILLS or len(told.signed_up) <= KILLS:
        assert time.monotonic() < until
        storm.strike()
    for one in people:
        one.stopping.set()
    for one in people:
        one.join(timeout=180)
        assert not one.is_alive()
    wait_until(lambda: books(place, "free")["left"] == 0, seconds=240)
    storm.end()
    return storm, told


def assert_nothing_lost(place: MailedPlace, storm: Storm, told: Told) -> None:
    found, killed = books(place, "read"), storm.killed
    states = found["states"]
    active = {"aangevraagd", "wachtlijst", "bevestigd"}

    assert told.wrong == [], place.log("web")[-3_000:]
    assert told.signed_up - states.keys() == set()
    assert states.keys() - told.asked == set()
    assert {email for email in told.withdrawn if set(states[email]) & active} == set()
    kept = told.signed_up - told.withdrawal_asked
    assert {email for email in kept if len(states[email]) != 1} == set()
    assert {email for email in kept if states[email][0] not in active} == set()
    assert found["feasible"]
    assert found["idle"] == 0

    assert found["silent"] == []
    assert set(found["mails"].values()) == {"verzonden"}
    arrived = Counter(place.box.message_ids)
    assert set(arrived) == set(found["mails"])
    assert sum(arrived.values()) - len(arrived) <= killed["worker"], arrived.most_common(3)
    # It has to have been a storm: a quiet day proves nothing.
    assert min(killed["web"], killed["worker"]) > 0
    assert len(told.signed_up) > KILLS
    print(  # noqa: T201 - the numbers for the report
        f"\n{dict(killed)} killed, {len(told.signed_up)} signed up, {len(told.withdrawn)} "
        f"withdrawn, {len(arrived)} mails, {sum(arrived.values()) - len(arrived)} twice"
    )


def test_nothing_told_is_lost_on_sqlite(sqlite_place: MailedPlace) -> None:
    storm, told = weather(sqlite_place, seed=1)
    assert_nothing_lost(sqlite_place, storm, told)


@pytest.mark.postgres
def test_nothing_told_is_lost_on_postgresql(postgres_place: MailedPlace) -> None:
    storm, told = weather(postgres_place, seed=2)
    assert_nothing_lost(postgres_place, storm, told)
