"""What the worker does beside its sleep: a list that every app may add to."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

Run = Callable[[], bool]

stopping = Event()
"""Set when the worker was asked to end; a long job looks at it now and then."""


@dataclass(slots=True)
class Job:
    """Something to do again and again. ``run`` says whether there was anything to do.

    ``every`` is the least number of seconds between two runs; 0 means at every round.
    """

    name: str
    run: Run
    every: float = 0.0


_jobs: dict[str, Job] = {}


def register_job(name: str, run: Run, *, every: float = 0.0) -> None:
    """Add a job; a later one of the same name takes its place."""
    _jobs[name] = Job(name, run, every)


def jobs() -> list[Job]:
    """Return the jobs in the order in which they were added."""
    return list(_jobs.values())
