"""A circuit breaker: after some failures an engine is left alone for a while."""

import time
from collections import deque
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after `failures` within `window` seconds; lets one call through after `rest` seconds.

    That one call decides: when it succeeds all is well again, when it fails the rest begins anew.
    Safe for threads.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        window: float = 10.0,
        rest: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._window, self._rest, self._clock = failures, window, rest, clock
        self._lock = Lock()
        self._failed: deque[float] = deque(maxlen=failures)
        self._try_at: float | None = None

    def allows(self) -> bool:
        """Return whether to call the engine. At the end of a rest only one caller gets True."""
        with self._lock:
            if self._try_at is None:
                return True
            now = self._clock()
            if now < self._try_at:
                return False
            self._try_at = now + self._rest
            return True

    def succeeded(self) -> None:
        """Note an answer."""
        with self._lock:
            self._failed.clear()
            self._try_at = None

    def failed(self) -> None:
        """Note a failure."""
        with self._lock:
            now = self._clock()
            self._failed.append(now)
            full = len(self._failed) == self._limit
            if self._try_at is not None or (full and now - self._failed[0] <= self._window):
                self._try_at = now + self._rest
