"""The worker's work: from outbox rows to engine operations, idempotent and in small steps."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from search import engines
from search.engines.base import (
    EngineTimeout,
    EngineUnavailable,
    Operation,
    OpResult,
    OpStatus,
    SearchEngine,
)
from search.models import SearchOutbox
from search.sources import sources
from search.sync import inline, locks, outbox, state
from search.sync.backoff import EngineBackoff, next_try

logger = logging.getLogger(__name__)

BATCH = 200
_EXPAND = 1_000

backoff = EngineBackoff()


@dataclass(slots=True)
class Drained:
    """What one pass did. `away` says that the engine did not answer; all rows are still there."""

    applied: int = 0
    stale: int = 0
    failed: int = 0
    refused: int = 0
    expanded: int = 0
    away: bool = False

    @property
    def did_something(self) -> bool:
        """Whether there was anything to do that could be done."""
        return bool(self.applied or self.stale or self.expanded or self.failed or self.refused)


def drain_all(budget: float) -> bool:
    """Work through the rows of every engine that answers; say whether anything was done."""
    did_something = False
    until = time.monotonic() + budget
    for name in outbox.configured_engines():
        if backoff.is_open(name):
            left = max(0.0, until - time.monotonic())
            did_something |= drain(name, budget=left).did_something
    return did_something


def drain(
    name: str, *, budget: float, batch: int = BATCH, wait: float = 0.0, after: int = 0
) -> Drained:
    """Send what waits for one engine until nothing is due or `budget` seconds are over.

    Does nothing when somebody else is writing to this engine (`wait` seconds are waited for it).
    Rows that are not later than the version `after` are left alone.
    At least one batch is done, so that a small budget still makes progress. What was written can
    be found at the end. Raises database errors; what an engine does wrong stays in the rows.
    """
    total = Drained()
    deadline = time.monotonic() + budget
    with locks.writing(name, wait=wait) as mine, inline.indexing():
        while mine and not total.away:
            rows = outbox.due(name, timezone.now(), batch, after=after)
            if not rows:
                break
            _do(name, rows, total)
            if time.monotonic() >= deadline:
                break
        if total.applied:
            _show(name)
    return total


def _show(name: str) -> None:
    """Let what was written be found now. Left to itself an engine takes up to a second more."""
    try:
        engines.get_engine(name).refresh()
    except EngineUnavailable as error:
        # It is written; the engine shows it by itself when it is back.
        logger.info("The search engine %s was not refreshed: %s", name, error)


def _do(name: str, rows: Sequence[SearchOutbox], total: Drained) -> None:
    """Do rows that were read together. The state is read after them, so it is at least as new."""
    for row in rows:
        if row.hint:
            _expand(row, total)
    plain = [row for row in rows if not row.hint]
    if not plain:
        return
    wanted, faults = state.operations({row.doc_key: row.seq for row in plain})
    results = [OpResult(key, OpStatus.RETRY, reason) for key, reason in faults.items()]
    try:
        results += _apply(engines.get_engine(name), wanted)
    except EngineUnavailable as error:
        total.away = True
        if backoff.failed(name):
            logger.warning("The search engine %s is away: %s", name, error)
        if isinstance(error, EngineTimeout):
            # Perhaps this batch is what takes too long: hold it back, so that the rest can go on.
            # An engine that is away says nothing about the rows, and they stay as they are.
            results += [OpResult(op.key, OpStatus.RETRY, f"Te langzaam: {error}") for op in wanted]
    else:
        if backoff.answered(name):
            logger.warning("The search engine %s is back.", name)
    _settle(name, plain, results, total)


def _apply(engine: SearchEngine, wanted: Sequence[Operation]) -> list[OpResult]:
    """Send operations. A fault in the engine's own code is pinned on the one that causes it."""
    if not wanted:
        return []
    try:
        return engine.apply(wanted)
    except EngineUnavailable:
        raise
    except Exception as error:
        if len(wanted) == 1:
            logger.exception("The search engine cannot work on %s.", wanted[0].key)
            reason = f"{type(error).__name__}: {error}"
            return [OpResult(wanted[0].key, OpStatus.POISON, reason)]
        return [result for one in wanted for result in _apply(engine, [one])]


def _settle(
    name: str, rows: Sequence[SearchOutbox], results: Sequence[OpResult], total: Drained
) -> None:
    """Take finished rows away, and note at the others what happened."""
    by_key = {row.doc_key: row for row in rows}
    finished = [r.key for r in results if r.status in (OpStatus.OK, OpStatus.STALE)]
    if finished:
        outbox.done(name, finished, up_to=max(row.seq for row in rows))
    for result in results:
        row = by_key[result.key]
        if result.status == OpStatus.OK:
            total.applied += 1
        elif result.status == OpStatus.STALE:
            total.stale += 1
        elif result.status == OpStatus.RETRY:
            total.failed += 1
            _note(row, result.reason, refused=False)
        else:
            total.refused += 1
            logger.error("%s refuses %s: %s", name, result.key, result.reason)
            _note(row, result.reason, refused=True)


def _note(row: SearchOutbox, reason: str, *, refused: bool) -> None:
    """Write down a failure, unless the document changed in the meantime: then it is tried anew."""
    attempts = row.attempts + 1
    SearchOutbox.objects.filter(pk=row.pk, seq=row.seq).update(
        attempts=attempts,
        error=reason[:2_000] or "Geen reden gegeven.",
        next_try=None if refused else next_try(timezone.now(), attempts),
    )


def _expand(row: SearchOutbox, total: Drained) -> None:
    """Replace a wide change by a row for each document it touches, for this engine only.

    In pieces, so that no transaction is long. Killed halfway it begins again: that is harmless.
    """
    chunk: list[str] = []
    for source in sources():
        for key in source.expand(row.hint):
            chunk.append(key)
            if len(chunk) >= _EXPAND:
                outbox.enqueue(chunk, using=[row.engine])
                chunk = []
    with transaction.atomic():
        outbox.enqueue(chunk, using=[row.engine])
        outbox.done(row.engine, [row.doc_key], up_to=row.seq)
    total.expanded += 1
