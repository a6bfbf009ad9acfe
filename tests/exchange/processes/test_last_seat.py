"""A thousand people press at the same moment, and there is one place.

A real server in a process of its own, real connections, on SQLite and on PostgreSQL. Everybody has
an address of her own on the internet, told by a proxy that the site trusts.
"""

import asyncio
import json
import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from academie.core.serving import web_command
from tests.plugins.database import postgres_database
from tests.search.processes.place import Place, wait_until

pytestmark = pytest.mark.slow

PEOPLE = 1_000
DATABASE = "oza_last_seat"
PAGE, FORM = "/agenda/meelopen/", "/agenda/meelopen/aanmelden/"
WAITED = 2.1
"""Seconds between showing a form and sending it: less is a machine's."""


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    head: str
    body: str
    seconds: float

    def header(self, name: str) -> str:
        found = re.search(rf"(?mi)^{name}: (.*?)\r?$", self.head)
        return found[1] if found else ""


class Server:
    """The production server on a place."""

    def __init__(self, place: Place) -> None:
        self.place = place
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        place.start(*web_command("127.0.0.1", self.port)[1:], log="web")
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            return asyncio.run(self.ask("GET", PAGE)).status == 200
        except OSError:
            return False

    async def ask(self, method: str, path: str, fields: Any = None, client: str = "") -> Answer:
        """Send one request over a connection of its own."""
        body = urlencode(fields or {}).encode()
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
        if client:
            lines.append(f"X-Forwarded-For: 203.0.113.1, {client}")
        if fields is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        begun = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        raw = (await reader.read()).decode()
        writer.close()
        head, _, rest = raw.partition("\r\n\r\n")
        status = int(head.split(" ", 2)[1]) if head else 0
        return Answer(status, head, rest, time.monotonic() - begun)

    def form(self) -> dict[str, str]:
        """Look at the page long enough; return what its form sends along by itself."""
        page = asyncio.run(self.ask("GET", PAGE)).body
        time.sleep(WAITED)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', page)
        return dict(hidden)

    async def press_all(self, people: list[tuple[str, str]]) -> list[Answer]:
        """Let everybody (mail address, address on the internet) press at once."""
        form = await asyncio.to_thread(self.form)
        person = {"name": "Deelnemer", "role": "ib", "organisation": "De Brug", "side": "zorg"}
        presses = [
            self.ask("POST", FORM, form | person | {"email": email}, client)
            for email, client in people
        ]
        return await asyncio.gather(*presses)

    async def read_all(self, answers: list[Answer]) -> list[str]:
        """Follow good answers to what people are told."""
        gate = asyncio.Semaphore(8)

        async def read(answer: Answer) -> str:
            async with gate:
                return (await self.ask("GET", answer.header("Location"))).body

        return await asyncio.gather(*(read(answer) for answer in answers))


def tell(place: Place, *arguments: str) -> Any:
    """Let a process of its own look into the database, and return what it says."""
    process = place.start(
        *("-m", "tests.exchange.processes.signing_site", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors
    return json.loads(output.strip().splitlines()[-1])


def make_place(folder: Path, database: str) -> Place:
    return Place(
        folder,
        {
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "tests.exchange.processes.storm_settings",
            "DATABASE_URL": database,
            "SEARCH_ENGINE": "embedded",
            "PYTHONWARNINGS": "ignore",
        },
    )


@pytest.fixture
def sqlite_place(sqlite_folder: Path) -> Iterator[Place]:
    """A site on a file of SQLite."""
    place = make_place(sqlite_folder, "")
    yield place
    place.stop()


@pytest.fixture
def postgres_place(tmp_path: Path, migrated_postgres: str) -> Iterator[Place]:
    """A site on PostgreSQL, in a database of its own."""
    with postgres_database(DATABASE, migrated_postgres) as address:
        place = make_place(tmp_path, address)
        yield place
        place.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """The same site on both databases."""
    return request.getfixturevalue(f"{request.param}_place")


def test_a_thousand_press_for_one_place(place: Place, request: pytest.FixtureRequest) -> None:
    tell(place, "prepare", "1")
    server = Server(place)
    people = [
        (f"deelnemer{number}@voorbeeld.nl", f"198.51.{number // 250}.{number % 250 + 1}")
        for number in range(PEOPLE)
    ]

    answers = asyncio.run(server.press_all(people))

    seconds = sorted(answer.seconds for answer in answers)
    print(  # noqa: T201 - a figure
        f"\n{request.node.name}: p50 {seconds[PEOPLE // 2]:.2f} s, "
        f"p99 {seconds[int(PEOPLE * 0.99) - 1]:.2f} s, most {seconds[-1]:.2f} s"
    )
    statuses = Counter(answer.status for answer in answers)
    assert statuses == {303: PEOPLE}, place.log("web")[-3_000:]
    pages = asyncio.run(server.read_all(answers))
    assert sum("U hebt een plaats" in page for page in pages) == 1
    told = [re.search(r"U bent (\d+)e op de wachtlijst", page) for page in pages]
    assert sorted(int(found[1]) for found in told if found) == list(range(1, PEOPLE))
    books = tell(place, "told")
    assert books["states"] == {"bevestigd": 1, "wachtlijst": PEOPLE - 1}
    assert books["numbers"] == list(range(1, PEOPLE + 1))
    assert books["mails"] == PEOPLE


def test_one_person_who_presses_a_hundred_times_at_once(place: Place) -> None:
    tell(place, "prepare", "5")
    server = Server(place)

    answers = asyncio.run(server.press_all([("deelnemer@voorbeeld.nl", "198.51.100.1")] * 100))

    assert {(answer.status, answer.header("Location")) for answer in answers} == {
        (303, answers[0].header("Location"))
    }
    books = tell(place, "told")
    assert books["states"] == {"bevestigd": 1}
    assert books["mails"] == 1


def test_a_school_behind_one_address_and_where_it_ends(place: Place) -> None:
    tell(place, "prepare", "40")
    server = Server(place)
    school = "198.51.100.1"

    colleagues = [(f"deelnemer{number}@school.nl", school) for number in range(40)]
    answers = asyncio.run(server.press_all(colleagues))
    assert Counter(answer.status for answer in answers) == {303: 40}
    more = [(f"deelnemer{number}@elders.nl", school) for number in range(30)]
    answers = asyncio.run(server.press_all(more))

    # Counted under a lock: not one too many, also when they come at the same moment.
    assert Counter(answer.status for answer in answers) == {303: 20, 429: 10}
    assert all(int(one.header("Retry-After")) > 0 for one in answers if one.status == 429)
    assert sum(tell(place, "told")["states"].values()) == 60
