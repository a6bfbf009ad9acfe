"""What is measured: pages, their floors, and what lies between a page and the engine."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from search.engines import get_engine
from search.params import parse_params
from search.query import SearchQuery, build_query
from tests.bench import wagtail_search
from tests.bench.raw import raw_calls
from tests.bench.timing import Call, Subject
from tests.bench.wsgi import Site

NOTHING = "q=bestaatniet"


@dataclass(frozen=True)
class Plan:
    """How much is measured, and with what. `searches` have hits; `details` are addresses."""

    rounds: int
    calls: int
    engines: Sequence[str]
    searches: Sequence[str]
    details: Sequence[str]
    wagtail_calls: int
    wagtail_limit: float


class Subjects:
    """Makes every subject of one run. Page sizes are looked up first, for the bare views."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._site, self._bare = Site(), Site(middleware=False)

    def all(self) -> list[Subject]:
        """Return the subjects: floors first, then each engine, then Wagtail's own search."""
        search_size = self._size([f"/zoeken/?{one}" for one in self._plan.searches[:9]])
        detail_size = self._size(self._plan.details[:9])
        floors = [
            self._pages("bare search page", [f"/kaal/{search_size}/"], self._bare),
            self._pages("bare behind middleware", [f"/kaal/{search_size}/"]),
            self._pages("bare detail page", [f"/kaal/{detail_size}/"], self._bare),
            self._pages("Wagtail, empty template", [f"/leeg{one}" for one in self._plan.details]),
            self._pages("detail page", self._plan.details),
            self._pages("home page", ["/"], engine=self._plan.engines[0]),
        ]
        engines = [subject for name in self._plan.engines for subject in self._engine(name)]
        return [*floors, *engines, self._wagtail()]

    def _engine(self, name: str) -> list[Subject]:
        searches = self._plan.searches
        queries = [_query(search) for search in searches]
        return [
            self._pages(f"search page: {name}", [f"/zoeken/?{s}" for s in searches], engine=name),
            self._pages(f"nothing found: {name}", [f"/zoeken/?{NOTHING}&rol=ib"], engine=name),
            self._pages(f"first page: {name}", ["/zoeken/"], engine=name),
            self._pages(f"api: {name}", [f"/api/zoeken/?{s}" for s in searches], engine=name),
            self._pages(
                f"suggest: {name}",
                [f"/zoeken/suggesties/?q={_typed(s)}" for s in searches],
                engine=name,
            ),
            self._turns(f"engine: {name}", [partial(get_engine(name).search, q) for q in queries]),
            self._turns(f"raw: {name}", raw_calls(name, queries, settings.ELASTICSEARCH_URL)),
        ]

    def _pages(
        self, subject: str, addresses: Sequence[str], site: Site | None = None, engine: str = ""
    ) -> Subject:
        get = (site or self._site).get
        before = partial(setattr, settings, "SEARCH_ENGINE", engine) if engine else None
        return self._turns(subject, [partial(get, one) for one in addresses], before)

    def _turns(
        self, name: str, calls: Sequence[Call], before: Callable[[], Any] | None = None
    ) -> Subject:
        """Let each round take the next calls; every subject of a list takes the same ones."""

        def of_round(number: int) -> Iterable[Call]:
            if before:
                before()
            first = (number + 1) * self._plan.calls
            return [calls[(first + at) % len(calls)] for at in range(self._plan.calls)]

        return Subject(name, of_round)

    def _wagtail(self) -> Subject:
        """Wagtail's search gets few calls: at ten thousand pages one takes seconds."""
        plan = self._plan

        def of_round(number: int) -> Iterable[Call]:
            first = number * plan.wagtail_calls
            asked = plan.searches[first : first + plan.wagtail_calls] if number >= 0 else ()
            return [partial(wagtail_search.search, one, plan.wagtail_limit) for one in asked]

        return Subject("Wagtail's search", of_round, budget=2 * plan.wagtail_limit)

    def _size(self, addresses: Sequence[str]) -> int:
        return int(median(len(self._site.get(one)) for one in addresses))


def with_hits(name: str, searches: Iterable[str], count: int) -> list[str]:
    """Return the first searches that find something. Raises `ValueError` when there are too few."""
    engine = get_engine(name)
    found = [one for one in searches if engine.search(_query(one)).total]
    if len(found) < count:
        raise ValueError(f"Only {len(found)} of the {count} searches find something.")
    return found[:count]


def check_engine(name: str, search: str) -> None:
    """Raise `RuntimeError` unless this engine is the one that answers."""
    settings.SEARCH_ENGINE = name
    answered = json.loads(Site().get(f"/api/zoeken/?{search}"))["engine"]
    if answered != name:
        raise RuntimeError(f"{answered} answered instead of {name}.")


def _query(search: str) -> SearchQuery:
    return build_query(parse_params(QueryDict(search)), timezone.localtime())


def _typed(search: str) -> str:
    """Return what somebody has typed when a suggestion is asked for: the first four letters."""
    return QueryDict(search)["q"][:4].strip()
