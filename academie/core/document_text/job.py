"""The worker's job: read what waits, beside its other work."""

import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor

from academie.core.document_text.keeping import Task, keep, next_tasks, read
from academie.core.document_text.outcome import Limits, Outcome
from academie.core.document_text.runner import ReaderFaultError
from academie.core.jobs import register_job, stopping

logger = logging.getLogger(__name__)

BATCH = 8
EVERY = 2.0
AFTER_FAULT = 300.0
"""Seconds until the next try when the reading process does not start at all."""

_Read = list[tuple[Task, Outcome]]


class Reading:
    """One batch at a time. A thread waits for the reading process, so that the index never does.

    The thread touches no database; what it brings is stored in the worker's own round.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="document-text")
        self._under_way: Future[_Read] | None = None
        self._rest_until = 0.0

    def run(self) -> bool:
        """Store what is ready and start the next batch; say whether anything was stored."""
        stored = False
        if self._under_way is not None:
            if not self._under_way.done():
                return False
            ready, self._under_way = self._under_way, None
            try:
                stored = self._store(ready.result())
            except ReaderFaultError as error:
                logger.warning("Documents wait: %s", error)
                self._rest_until = time.monotonic() + AFTER_FAULT
        if time.monotonic() >= self._rest_until and (tasks := next_tasks(BATCH)):
            self._under_way = self._thread.submit(self._read, tasks)
        return stored

    def _read(self, tasks: list[Task]) -> _Read:
        return list(read(tasks, self._limits, stopping))

    def _store(self, outcomes: _Read) -> bool:
        for task, outcome in outcomes:
            keep(task, outcome)
            if outcome.reason:
                logger.info(
                    "Document %s: %s, %s.", task.job.document, outcome.state, outcome.reason
                )
        return bool(outcomes)


def register() -> None:
    """Called once, when the app is ready."""
    register_job("tekst uit documenten", Reading().run, every=EVERY)
