"""A new index beside the old one, filled while the site goes on, and swapped in one step.

While it is filled, every change goes to both (`SearchEngine.apply`), with a version that the scan
cannot beat: the scan writes with the counter as it was *before* the documents were read.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from search import engines
from search.engines.analysing import analysing
from search.engines.base import (
    EngineUnavailable,
    Generation,
    OpStatus,
    SearchEngine,
    Upsert,
)
from search.sync import locks, outbox, state
from search.sync.compare import all_keys, chunks, compare
from search.sync.counter import current_version, overtake
from search.sync.worker import drain

FILLING = "vullen"
"""The phase in which documents are written; between two reports nobody holds the engine."""

_WAIT = 60.0
_ROUNDS = 3
_DRAIN_SECONDS = 300.0


class RebuildFailed(Exception):
    """The new index could not be completed; the one before it still answers."""


class RebuildBusy(RebuildFailed):
    """Another process is rebuilding this engine."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scan is: `done` of about `total` documents, at `rate` a second."""

    phase: str
    done: int
    total: int
    rate: float


Report = Callable[[Progress], None]


def _silent(progress: Progress) -> None:
    """Report to nobody."""


def needs_rebuild(engine: SearchEngine) -> str:
    """Return why the index has to be made anew, in Dutch; '' when it is there and complete.

    Raises `EngineUnavailable`.
    """
    health = engine.health()
    if not health.ok and not health.needs_rebuild:
        raise EngineUnavailable(health.detail)
    if health.needs_rebuild and not health.generation:
        return "er is nog geen bruikbare index"
    if health.needs_rebuild:
        return "de index is niet af, of van een andere versie van de site"
    found = compare(engine)
    if found.ahead:
        return "de index is nieuwer dan de database"
    if found:
        count = len(found.keys)
        return "1 document verschilt" if count == 1 else f"{count} documenten verschillen"
    return ""


def rebuild(
    name: str, *, report: Report = _silent, should_stop: Callable[[], bool] = lambda: False
) -> int:
    """Make the index of one engine anew and let it take over; return the number of documents.

    Killed or stopped halfway, the old index goes on and the next call begins again. Raises
    `RebuildBusy` when somebody else is at it, `RebuildFailed` when the result is not what the
    database says, `EngineUnavailable` when the engine is away.
    """
    engine = engines.get_engine(name)
    with locks.rebuilding(name) as mine:
        if not mine:
            raise RebuildBusy("Een ander proces maakt deze index al opnieuw.")
        _overtake(engine)
        with _turn(name):
            generation = engine.begin_rebuild()
        try:
            began = current_version()
            _scan(engine, generation, report, should_stop)
            count = _complete(engine, generation, report, began)
            with _turn(name):
                engine.promote(generation)
                engine.refresh()
                outbox.drop(name, began)
        except BaseException:
            # Also for Ctrl-C: an index that is never promoted would get every write twice.
            _give_up(engine, generation)
            raise
    report(Progress("klaar", count, count, 0.0))
    return count


def _overtake(engine: SearchEngine) -> None:
    """Make sure that versions from now on are higher than any in the index that answers."""
    try:
        engine.refresh()
        highest = max((version for _, version in engine.versions()), default=0)
    except EngineUnavailable:
        return  # There is no index yet; an engine that is away says so in the next step.
    overtake(highest)


def _scan(
    engine: SearchEngine, generation: Generation, report: Report, should_stop: Callable[[], bool]
) -> None:
    """Put the current state of everything in the new index; troubled keys go to the outbox."""
    total = sum(1 for _ in all_keys())
    began, done = time.monotonic(), 0
    report(Progress(FILLING, 0, total, 0.0))
    with analysing(total) as with_rows:
        for ops, count in with_rows(_read(engine.name)):
            if should_stop():
                raise RebuildFailed("Onderbroken; de vorige index blijft in gebruik.")
            with _turn(engine.name):
                results = engine.apply(ops, generation=generation)
            failed = (OpStatus.RETRY, OpStatus.POISON)
            outbox.enqueue([r.key for r in results if r.status in failed], using=[engine.name])
            done += count
            report(Progress(FILLING, done, total, done / max(time.monotonic() - began, 0.001)))


def _read(name: str) -> Iterator[tuple[list[Upsert], int]]:
    """Yield the operations of each chunk, with its number of keys."""
    for keys in chunks(all_keys()):
        version = current_version()
        documents, faults = state.load(keys)
        outbox.enqueue(faults, using=[name])
        yield [Upsert(document, version) for document in documents.values()], len(keys)


def _complete(engine: SearchEngine, generation: Generation, report: Report, began: int) -> int:
    """Drain, compare, and send what is still different once more; return how many are in.

    What waited in the outbox since before the scan is in the new index already, so it is not sent
    again, and no excuse for a difference.
    """
    for number in range(1, _ROUNDS + 1):
        report(Progress("bijwerken", number, _ROUNDS, 0.0))
        drained = drain(engine.name, budget=_DRAIN_SECONDS, wait=_WAIT, after=began)
        if drained.away:
            raise EngineUnavailable("De zoekmachine viel weg.")
        report(Progress("vergelijken", number, _ROUNDS, 0.0))
        found = compare(engine, generation=generation, after=began)
        if not found:
            return found.checked
        outbox.enqueue(found.keys, using=[engine.name])
    raise RebuildFailed(
        f"{len(found.keys)} documenten blijven verschillen, zoals {_some(found.keys)}. "
        "De vorige index blijft in gebruik."
    )


@contextmanager
def _turn(name: str) -> Iterator[None]:
    """Take turns with the worker; raises `RebuildFailed` when it does not let go."""
    with locks.writing(name, wait=_WAIT) as mine:
        if not mine:
            raise RebuildFailed("Een ander proces laat de index niet los.")
        yield


def _give_up(engine: SearchEngine, generation: Generation) -> None:
    try:
        engine.abort(generation)
    except EngineUnavailable:
        return  # The next rebuild throws it away.


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:5])
