"""When to try again: rows that failed, and engines that are away."""

import random
import time
from datetime import datetime, timedelta

ROW_CAP = 300.0
"""Seconds between two attempts for one document, at most."""

ENGINE_CAP = 10.0
"""Seconds between two looks at an engine that is away; asking costs next to nothing."""


def next_try(now: datetime, attempts: int) -> datetime:
    """Return when to try a row again after so many failures: 1 s, 2 s, 4 s ... with jitter.

    The jitter keeps rows that failed together from coming back together.
    """
    seconds = min(ROW_CAP, 2.0 ** min(attempts - 1, 16))
    return now + timedelta(seconds=seconds * random.uniform(0.5, 1.0))  # noqa: S311 - no secret


class EngineBackoff:
    """Remembers, in this process, which engines are away and until when to leave them alone."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def is_open(self, engine: str) -> bool:
        """Return whether the engine may be asked now."""
        return time.monotonic() >= self._until.get(engine, 0.0)

    def failed(self, engine: str) -> bool:
        """Note that the engine is away; say whether that is news."""
        failures = self._failures[engine] = self._failures.get(engine, 0) + 1
        pause = min(ENGINE_CAP, 0.5 * 2.0 ** min(failures - 1, 8))
        self._until[engine] = time.monotonic() + pause
        return failures == 1

    def answered(self, engine: str) -> bool:
        """Note that the engine answers; say whether that is news."""
        self._until.pop(engine, None)
        return self._failures.pop(engine, 0) > 0
