"""Runs the web server and the worker side by side on one machine, as `manage.py serve` does."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

POLL_SECONDS = 0.2
STOP_SECONDS = 30.0
"""Longer than a request or an index batch takes; what runs then is ended."""
CALM_SECONDS = 60.0
"""A worker that lived this long was well; the next restart is quick again."""
LONGEST_WAIT = 30.0


def web_command(host: str, port: int) -> list[str]:
    """Return the command of the production server.

    One process with eight threads: SQLite lets one connection write at a time, threads share one
    cache of the vocabularies, and one process takes half the memory of two (docs/benchmarks.md).
    """
    return [
        sys.executable,
        *("-m", "gunicorn", "academie.wsgi:application"),
        f"--bind={host}:{port}",
        *("--worker-class=gthread", "--workers=1", "--threads=8"),
        *("--graceful-timeout=20", "--log-level=warning", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    """Return the command of the worker, which works off the outbox."""
    return [sys.executable, sys.argv[0], "worker"]


class Supervisor:
    """Starts both processes, restarts the worker when it dies, and stops both together."""

    def __init__(
        self, web: Sequence[str], worker: Sequence[str], say: Callable[[str], object]
    ) -> None:
        self._web = web
        self._worker = worker
        self._say = say
        self._stopping = False

    def run(self) -> int:
        """Run until the web server ends or a signal asks to stop; return the server's exit code."""
        before = {name: signal.signal(name, self._stop) for name in (signal.SIGTERM, signal.SIGINT)}
        web = self._start(self._web)
        try:
            self._watch(web)
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)
        return 0 if self._stopping else web.returncode

    def _watch(self, web: "subprocess.Popen[bytes]") -> None:
        worker = self._start(self._worker)
        started, wait = time.monotonic(), 1.0
        while not self._stopping and web.poll() is None:
            if worker.poll() is not None:
                if time.monotonic() - started > CALM_SECONDS:
                    wait = 1.0
                self._say(
                    f"Het werkproces stopte (code {worker.returncode}). "
                    f"Het start over {wait:.0f} s opnieuw."
                )
                self._sleep(wait)
                if self._stopping:
                    break
                worker, started = self._start(self._worker), time.monotonic()
                wait = min(wait * 2, LONGEST_WAIT)
            time.sleep(POLL_SECONDS)
        self._end([web, worker])

    def _start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(command, env=os.environ)  # noqa: S603 - our own two commands

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopping:
            time.sleep(POLL_SECONDS)

    def _end(self, processes: "Sequence[subprocess.Popen[bytes]]") -> None:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in processes:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
