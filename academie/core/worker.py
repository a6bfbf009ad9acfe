"""The loop of ``manage.py worker``: run the jobs that are due, sleep a little, go on."""

import logging
import time
from collections.abc import Sequence

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from academie.core import heartbeat
from academie.core.jobs import Job, jobs, stopping

logger = logging.getLogger(__name__)

IDLE = 0.5
"""Seconds of sleep after a round without work; a change is taken up within this time."""

DATABASE_CAP = 10.0
AFTER_FAULT = 10.0
"""Seconds that a job is left alone after a fault in it."""


class Worker:
    """Runs jobs until it is asked to stop. One round never fails: what goes wrong is logged."""

    def __init__(self, todo: Sequence[Job] | None = None) -> None:
        self._jobs = list(jobs()) if todo is None else list(todo)
        self._next_run = dict.fromkeys((job.name for job in self._jobs), 0.0)
        self._last_beat = 0.0
        self._database_failures = 0

    def run(self) -> None:
        """Work until ``jobs.stopping`` is set."""
        logger.info("The worker runs: %s.", ", ".join(job.name for job in self._jobs))
        while not stopping.is_set():
            close_old_connections()
            stopping.wait(self.pause_after(self.round()))
        heartbeat.stop()
        logger.info("The worker stopped.")

    def round(self) -> bool:
        """Run every job that is due; say whether there was anything to do."""
        worked = False
        for job in self._jobs:
            self._beat()
            if stopping.is_set() or time.monotonic() < self._next_run[job.name]:
                continue
            worked |= self._run(job)
        return worked

    def pause_after(self, worked: bool) -> float:
        """Return how long to sleep: not at all in the middle of work, longer without a database."""
        if self._database_failures:
            return min(DATABASE_CAP, 0.5 * 2.0 ** min(self._database_failures, 8))
        return 0.0 if worked else IDLE

    def _run(self, job: Job) -> bool:
        """Run one job. A database that went away comes back; a fault in one job stops no other."""
        self._next_run[job.name] = time.monotonic() + job.every
        try:
            worked = job.run()
        except (DatabaseError, InterfaceError) as error:
            self._database_failures += 1
            self._next_run[job.name] = 0.0
            if self._database_failures == 1:
                logger.warning("The database does not answer: %s", error)
            connections.close_all()
            return False
        except Exception:
            # The other jobs go on.
            logger.exception("The job '%s' failed.", job.name)
            self._next_run[job.name] = time.monotonic() + max(job.every, AFTER_FAULT)
            return False
        if self._database_failures:
            logger.warning("The database is back.")
            self._database_failures = 0
        return worked

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last_beat >= heartbeat.EVERY:
            self._last_beat = now
            heartbeat.beat()
