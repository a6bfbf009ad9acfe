"""One size from an empty database to its figures, step by step."""

import gc
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from search.engines import close_engines
from search.facets import FACETS
from search.sources import vocabulary
from tests.bench import indexing, subjects, wagtail_search
from tests.bench.documents import Documents
from tests.bench.generator import TYPES, Card, Generator
from tests.bench.machine import effective_cores
from tests.bench.pages import Pages
from tests.bench.parts import SEARCH_PARTS, where_time_goes
from tests.bench.served import over_http
from tests.bench.timing import measure, once, ratio
from tests.bench.wsgi import Site


class Run:
    """One size from an empty database to its figures."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.size: int = options["size"]
        self.engines: list[str] = options["engines"]
        self.options = options
        slugs = {name: list(vocabulary(name)) for name in FACETS if name != "type"}
        self.generator = Generator(slugs)
        self.figures: dict[str, Any] = {
            "size": self.size,
            "wagtail_limit": options["wagtail_limit"],
        }

    def go(self) -> dict[str, Any]:
        """Measure everything; each step says on the screen that it begins."""
        with _warnings() as warnings:
            self._fill()
            self._take_turns()
            if self.size == self.options["served_at"]:
                self._over_http()
            self._where_time_goes()
            self._memory()
            self._changes()
        self.figures["fallbacks"] = len(warnings)
        return self.figures

    def _fill(self) -> None:
        cards = list(self.generator.cards(self.size))
        self.figures["words"] = sum(len(card.body.split()) for card in cards) / len(cards)
        pages = Pages()
        _say(f"{self.size} pages")
        took, _ = once(lambda: pages.insert(cards))
        self.figures["rows"] = took
        documents = Documents(pages, cards[: 2 * len(TYPES)])
        self.figures["analysis"] = indexing.analysis_rate(documents.of(cards))
        self.figures["index"] = {}
        for name in self.engines:
            _say(f"index: {name}")
            found: dict[str, Any] = {"fill": indexing.fill(name, documents.of(cards))}
            if self.size <= self.options["rebuild_up_to"]:
                _say(f"rebuild from the pages: {name}")
                found["rebuild"] = indexing.rebuild_from_pages(name)
            found["disk"] = indexing.disk(name)
            self.figures["index"][name] = found
        self._fill_wagtail(pages, cards)
        self._details = [pages.url(card) for card in cards if card.type == "toolkit"][:400]
        close_engines()
        gc.collect()

    def _fill_wagtail(self, pages: Pages, cards: list[Card]) -> None:
        _say("index: Wagtail")
        before = _database_size()
        took, _ = once(lambda: wagtail_search.fill(pages, cards))
        self.figures["index"]["wagtail"] = {
            "fill": {"documents": self.size, "seconds": took},
            "disk": _database_size() - before,
        }

    def _take_turns(self) -> None:
        _say("rounds")
        options = self.options
        wanted = (options["rounds"] + 1) * options["calls"]
        asked = self.generator.searches(2 * wanted, seed=1)
        self._searches = subjects.with_hits(self.engines[0], asked, wanted)
        for name in self.engines:
            subjects.check_engine(name, self._searches[0])
        plan = subjects.Plan(
            rounds=options["rounds"],
            calls=options["calls"],
            engines=self.engines,
            searches=self._searches,
            details=self._details,
            wagtail_calls=options["wagtail_calls"],
            wagtail_limit=options["wagtail_limit"],
        )
        self.figures["cores_before"] = effective_cores()
        turns = subjects.Subjects(plan).all()
        measure(turns, plan.rounds)
        self.figures["cores_after"] = effective_cores()
        self.figures["subjects"] = {one.name: one.summary() for one in turns}
        self.figures["ratios"] = {
            one.name: {base.name: ratio(one, base) for base in turns} for one in turns
        }

    def _over_http(self) -> None:
        _say("over HTTP")
        size = len(Site().get(f"/zoeken/?{self._searches[0]}"))
        pages = {
            "bare view": [f"/kaal/{size}/"],
            "home page": ["/"],
            f"search page: {self.engines[0]}": [f"/zoeken/?{one}" for one in self._searches],
            "detail page": self._details,
        }
        self.figures["served"] = over_http(pages, self.options["rounds"], self.options["calls"])

    def _where_time_goes(self) -> None:
        site, found = Site(), {}
        for name in self.engines:
            settings.SEARCH_ENGINE = name
            asked = [f"/zoeken/?{one}" for one in self._searches[: self.options["calls"]]]
            found[f"search page: {name}"] = where_time_goes(_gets(site, asked), SEARCH_PARTS)
        settings.SEARCH_ENGINE = self.engines[0]
        calls: int = self.options["calls"]
        found["detail page"] = where_time_goes(_gets(site, self._details[:calls]), ())
        found["home page"] = where_time_goes(_gets(site, ["/"] * calls), SEARCH_PARTS)
        self.figures["parts"] = found

    def _memory(self) -> None:
        _say("memory")
        file = Path(settings.DATA_DIR) / "searches.json"
        searches = self._searches[: self.options["memory_searches"]]
        file.write_text(json.dumps(searches), encoding="utf-8")
        self.figures["memory"] = {name: _fresh_process(name, file) for name in self.engines}

    def _changes(self) -> None:
        _say("changes")
        self.figures["change"] = {}
        for name in self.engines:
            settings.SEARCH_ENGINE = name
            steps = indexing.change_to_findable(name, self.options["changes"])
            self.figures["change"][name] = indexing.summary_of(steps)


def _fresh_process(engine: str, searches: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory", str(searches)],
        env=os.environ | {"SEARCH_ENGINE": engine},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _gets(site: Site, addresses: Sequence[str]) -> list[Callable[[], Any]]:
    # The first one warms up what only a first page has to do.
    site.get(addresses[0])
    return [partial(site.get, one) for one in addresses]


def _database_size() -> float:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        count = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        return float(count * cursor.fetchone()[0]) / 2**20


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """Collect what the search warns of: an engine that did not answer spoils the figures."""
    found: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = found.append  # type: ignore[method-assign]
    logging.getLogger("search").addHandler(handler)
    try:
        yield found
    finally:
        logging.getLogger("search").removeHandler(handler)


def _say(step: str) -> None:
    print(f"  {step}", file=sys.stderr, flush=True)
