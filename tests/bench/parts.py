"""Where the time of a page goes: a clock round each part of the work, the rest left over."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template.backends.django import Template

from search import answers, service
from search.guidance import ladder
from search.sync import state

SEARCH_PARTS: tuple[tuple[str, Any, str], ...] = (
    ("read the words", ladder, "build_query"),
    ("engine", answers, "search"),
    ("second gate", state, "indexable"),
    ("cards and highlights", service, "make_cards"),
    ("facets", service, "make_facets"),
    ("links and chips", service, "page_links"),
    ("links and chips", service, "sort_links"),
    ("links and chips", service, "chips"),
    ("ways on", service, "ways_on"),
)
_SHARED: tuple[tuple[str, Any, str], ...] = (
    ("open the database", BaseDatabaseWrapper, "connect"),
    ("template", Template, "render"),
)


@dataclass
class Clocks:
    """Seconds per part. A part inside another part counts for itself only."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    queries: int = 0
    sql: float = 0.0
    _inside: list[float] = field(default_factory=list)

    def around(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same work with a clock round it."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inside.append(0.0)
            began = time.perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                took = time.perf_counter() - began
                self.seconds[name] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        return timed

    def note_sql(self, execute: Callable[..., Any], *args: Any) -> Any:
        """Count a query (a wrapper as Django wants it)."""
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            self.queries += 1
            self.sql += time.perf_counter() - began


def where_time_goes(
    calls: Iterable[Callable[[], Any]], parts: tuple[tuple[str, Any, str], ...]
) -> dict[str, Any]:
    """Return milliseconds per part of one page on average, and its number of queries."""
    clocks, pages, began = Clocks(), 0, time.perf_counter()
    with _clocks(clocks, (*parts, *_SHARED)):
        for call in calls:
            call()
            pages += 1
    total = time.perf_counter() - began
    spent = dict(clocks.seconds)
    spent["Django, middleware and the rest"] = total - sum(spent.values())
    return {
        "parts": {name: second / pages * 1_000 for name, second in spent.items()},
        "total": total / pages * 1_000,
        "sql": clocks.sql / pages * 1_000,
        "queries": clocks.queries / pages,
    }


@contextmanager
def _clocks(clocks: Clocks, parts: Iterable[tuple[str, Any, str]]) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(clocks.note_sql))
        for name, owner, attribute in parts:
            timed = clocks.around(name, getattr(owner, attribute))
            stack.enter_context(mock.patch.object(owner, attribute, timed))
        yield
