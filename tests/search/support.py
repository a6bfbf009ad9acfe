"""What the tests of sync, service and pages share: a look into an index, and engines that fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from academie.core.search_source import PageSource
from search import engines
from search.documents import Document, from_stored, to_stored
from search.engines.base import (
    EngineUnavailable,
    Gate,
    OpResult,
    OpStatus,
    SearchEngine,
    everything,
)
from search.models import SearchOutbox
from search.params import NEWEST
from search.query import SearchQuery
from search.sync import worker
from search.tree import Everything

LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True)
class Index:
    """One engine's index beside the database."""

    name: str

    @property
    def engine(self) -> SearchEngine:
        return engines.get_engine(self.name)

    def make_empty(self) -> None:
        """Make an index without documents, as a rebuild of an empty site would."""
        self.engine.promote(self.engine.begin_rebuild())

    def drain(self) -> worker.Drained:
        """Do what waits, as the worker would."""
        drained = worker.drain(self.name, budget=60)
        if not drained.away:
            self.engine.refresh()
        return drained

    def documents(self) -> dict[str, dict[str, Any]]:
        """Return everything that can be found, as it is stored."""
        every = SearchQuery(Everything(), LONG_AGO, sort=NEWEST, limit=1_000)
        return {hit.key: to_stored(hit.document) for hit in self.engine.search(every).hits}

    def found(self) -> set[str]:
        """Return the keys of everything that can be found."""
        return set(self.documents())

    def waiting(self) -> int:
        return SearchOutbox.objects.filter(engine=self.name).count()

    def assert_equals_database(self) -> None:
        """Drain, then compare every document in full with what the pages say now."""
        self.drain()
        assert self.waiting() == 0
        assert self.documents() == database_documents()


def database_documents() -> dict[str, dict[str, Any]]:
    """Return what should be in an index, as it is stored."""
    source = PageSource()
    loaded = source.load(list(source.keys()))
    return {key: shown(document) for key, document in loaded.items()}


def shown(document: Document) -> dict[str, Any]:
    """Return a document as it comes back from an index."""
    return to_stored(from_stored(to_stored(document)))


def key(page: Any) -> str:
    return f"page:{page.pk}"


@dataclass
class Flaky:
    """An engine that can be told what to do wrong; for the rest it is the real one."""

    real: SearchEngine
    away: bool = False
    answer: Callable[[Any], OpResult | None] = lambda op: None
    after_apply: Callable[[], None] = lambda: None
    applied: list[Any] = field(default_factory=list)

    def apply(self, ops: Sequence[Any], **options: Any) -> list[OpResult]:
        if self.away:
            raise EngineUnavailable("connection refused")
        answers = {op.key: answer for op in ops if (answer := self.answer(op))}
        good = [op for op in ops if op.key not in answers]
        self.applied += good
        results = {result.key: result for result in self.real.apply(good, **options)}
        self.after_apply()
        return [(answers | results)[op.key] for op in ops]

    def search(self, query: Any) -> Any:
        if self.away:
            raise EngineUnavailable("connection refused")
        return self.real.search(query)

    def suggest(self, prefix: str, n: int, gate: Gate = everything) -> Any:
        if self.away:
            raise EngineUnavailable("connection refused")
        return self.real.suggest(prefix, n, gate)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def refuse(op: Any) -> OpResult:
    return OpResult(op.key, OpStatus.POISON, "mapper_parsing_exception")


def busy(op: Any) -> OpResult:
    return OpResult(op.key, OpStatus.RETRY, "429 too many requests")
