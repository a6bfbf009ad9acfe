"""Elasticsearch is pulled out while readers search: nobody sees a failure or another answer."""

import json
import socket
import threading
import time
import urllib.request
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.search.processes.place import Editor, Place, wait_until
from tests.search.processes.proxy import Proxy, Wire

pytestmark = [pytest.mark.slow, pytest.mark.live]

QUESTIONS = ("kaart", "pagina kort", "spraak", "")
READERS = 4
ANSWERS = 60
"""So many answers have to come in every state of the wire."""


@dataclass
class Readers:
    """Threads that keep asking, and what they were told."""

    address: str
    stop: threading.Event = field(default_factory=threading.Event)
    failures: list[str] = field(default_factory=list)
    totals: dict[str, set[int]] = field(default_factory=dict)
    engines: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def read(self, number: int) -> None:
        at = number
        while not self.stop.is_set():
            at += 1
            question = QUESTIONS[at % len(QUESTIONS)].replace(" ", "+")
            began = time.monotonic()
            try:
                url = f"{self.address}/api/zoeken/?q={question}"
                with urllib.request.urlopen(url, timeout=20) as answer:
                    told = json.load(answer)
            except Exception as error:  # noqa: BLE001 - whatever a reader would have seen
                self.failures.append(f"{question}: {error!r}")
                continue
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.engines[told["engine"]] += 1
            self.totals.setdefault(question, set()).add(told["total"])

    def wait_for(self, engine: str, answers: int = ANSWERS) -> None:
        """Wait until so many more answers came from this engine."""
        enough = self.engines[engine] + answers
        wait_until(lambda: self.engines[engine] >= enough, seconds=60)


@pytest.fixture
def address(place_on_elasticsearch: Place) -> str:
    """The site, served as in production, with some pages that are found in both engines."""
    place = place_on_elasticsearch
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    assert place.manage("collectstatic", "--noinput").wait(timeout=120) == 0
    editor = Editor(place)
    editor.do("retry")
    editor.kill()
    assert place.manage("worker", "--once").wait(timeout=120) == 0, place.log("manage")
    place.manage("serve", "--port", str(port), log="serve")
    address = f"http://127.0.0.1:{port}"
    wait_until(lambda: _answers(address))
    return address


def test_no_search_fails_when_elasticsearch_is_pulled_out(address: str, proxy: Proxy) -> None:
    readers = Readers(address)
    threads = [threading.Thread(target=readers.read, args=(n,)) for n in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        readers.wait_for("elasticsearch")
        proxy.set(Wire.SILENT)
        readers.wait_for("embedded")
        proxy.set(Wire.WHOLE)
        readers.wait_for("elasticsearch")
        proxy.set(Wire.CUT)
        readers.wait_for("embedded")
        proxy.set(Wire.WHOLE)
        readers.wait_for("elasticsearch")
    finally:
        readers.stop.set()
        for thread in threads:
            thread.join()

    assert readers.failures == []
    assert readers.engines.keys() == {"elasticsearch", "embedded"}
    assert all(len(totals) == 1 for totals in readers.totals.values()), readers.totals
    assert readers.totals["kaart"] != {0}


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/gezond/", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
