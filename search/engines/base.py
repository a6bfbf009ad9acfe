"""What an engine is: the operations, answers and errors that both engines share.

Nothing here knows tantivy or Elasticsearch, so the service, the worker and the contract tests
are written against this module only.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

from search.documents import Document
from search.engines.row import Row
from search.query import SearchQuery
from search.ranking import Factors

NO_INDEX = "There is no search index yet: run search_rebuild."
OUTDATED = "The search index is incomplete or of an older analysis: run search_rebuild."


class EngineError(Exception):
    """Base of the three things that can go wrong; callers seldom need anything finer."""


class EngineUnavailable(EngineError):
    """The engine cannot be reached, has no usable index, or its write lock is taken."""


class EngineTimeout(EngineUnavailable):
    """The engine did not answer in time."""


class QueryRejected(EngineError):
    """The engine understood us and refused: a mistake in our query, not an outage."""


@dataclass(frozen=True, slots=True)
class Upsert:
    """Put this document in the index, unless a newer version of it was already seen.

    `row` is its searchable form when somebody made that already; otherwise the engine does.
    """

    document: Document
    version: int
    row: Row | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """The key of the document this operation is about."""
        return self.document.key


@dataclass(frozen=True, slots=True)
class Delete:
    """Take this document out, unless a newer version of it was already seen."""

    key: str
    version: int


Operation = Upsert | Delete


class OpStatus(StrEnum):
    """What became of one operation."""

    OK = "ok"
    STALE = "stale"  # A newer version was there already: done, nothing to do.
    RETRY = "retry"  # The engine is busy or away: the same operation may succeed later.
    POISON = "poison"  # The engine will never accept this: somebody has to look.


@dataclass(frozen=True, slots=True)
class OpResult:
    """The outcome of one operation; `reason` is empty when all is well."""

    key: str
    status: OpStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, complete enough to draw its card without the database.

    `own` says that it is for the reader's own role and level (`SearchQuery.preference`). `factors`
    say where its score comes from; only hits that were weighed (`ranking.rerank`) have them.
    """

    key: str
    score: float
    document: Document
    own: bool = False
    factors: Factors | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results with the total and the counts of every facet.

    A facet's counts ignore the facet's own filter; values without hits are absent. `expired` is
    how many more there would be with those that are no longer valid, when the query asks for it.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    expired: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion: a word to go on with (`url` is None) or a card to open."""

    text: str
    url: str | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """One physical index: a directory or a dated index name."""

    name: str


@dataclass(frozen=True, slots=True)
class Health:
    """How an engine is: `ok` when it can answer now, `needs_rebuild` when it has to be refilled.

    `outdated_rules`: it answers, but with the terms of earlier word rules, so a new index is
    wanted when there is time for it.
    """

    ok: bool
    needs_rebuild: bool
    documents: int = 0
    generation: str = ""
    detail: str = ""
    outdated_rules: bool = False


Gate = Callable[[Sequence[str]], Container[str]]
"""Which of these keys may be shown now: an engine hears of a change a moment later."""


def everything(keys: Sequence[str]) -> Container[str]:
    """Let all keys pass: for whoever asks an engine what it holds."""
    return keys


@runtime_checkable
class SearchEngine(Protocol):
    """One behaviour, two implementations (see tests/search/contract).

    Every method may raise `EngineUnavailable` (or its child `EngineTimeout`).
    """

    name: str

    def apply(
        self, ops: Sequence[Operation], *, generation: Generation | None = None
    ) -> list[OpResult]:
        """Write operations; one result each, in the given order.

        Without `generation` they go to the live index and to an index that is being rebuilt, so
        nothing is lost when that one takes over; with it, to that one only (the rebuild's scan).
        An operation with a version at or above the one known is done, an older one is `stale`,
        also after a delete. Without any index a first, incomplete one is made.
        """
        ...

    def search(self, query: SearchQuery) -> Page:
        """Answer one query. Raises `QueryRejected` when the engine refuses it."""
        ...

    def get(self, keys: Sequence[str]) -> list[Document]:
        """Return the documents with these keys as they are stored, in this order.

        What is not in the index is left out; what may no longer be found is not.
        """
        ...

    def suggest(self, prefix: str, n: int, gate: Gate = everything) -> list[Suggestion]:
        """Complete what somebody is typing, from the titles that `gate` lets pass.

        [] below two letters.
        """
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Words of titles, intros and keywords in lower case, with their document counts."""
        ...

    def versions(self, *, generation: Generation | None = None) -> Iterator[tuple[str, int]]:
        """Key and version of every document in the live (or the given) index, in no order.

        What was written after the last `refresh` may be missing.
        """
        ...

    def refresh(self) -> None:
        """Make every write that was acknowledged visible to `search`."""
        ...

    def health(self) -> Health:
        """Say how the engine is; never raises and never waits for the engine to become well."""
        ...

    def begin_rebuild(self) -> Generation:
        """Start an empty index beside the live one; an unfinished older one is thrown away."""
        ...

    def promote(self, generation: Generation) -> None:
        """Let the rebuilt index take over in one step; the previous one is kept for roll-back."""
        ...

    def abort(self, generation: Generation) -> None:
        """Throw an unfinished index away; the live one is untouched."""
        ...

    def close(self) -> None:
        """Let go of files and connections; the next call opens them again."""
        ...


_WEIGHT = {OpStatus.STALE: 0, OpStatus.OK: 1, OpStatus.RETRY: 2, OpStatus.POISON: 3}


def combine(answers: Sequence[Sequence[OpResult]]) -> list[OpResult]:
    """Join the results of the same operations on several indices: the worst of each counts.

    Done in one and stale in the other is done.
    """
    return [
        max(results, key=lambda result: _WEIGHT[result.status])
        for results in zip(*answers, strict=True)
    ]
