"""A site of its own in a folder, with real processes that may be killed at any moment."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 90


@dataclass
class Place:
    """A folder with a database and indices, and the processes that were started on it."""

    folder: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, log: str = "", **options: Any) -> subprocess.Popen[str]:
        """Start a Python process on this place; what it says goes to the log of that name."""
        output: Any = subprocess.DEVNULL
        if log:
            output = open(self.log_path(log), "a")  # noqa: SIM115 - the process owns it
        pipes = {"stdout": output, "stderr": output, **options}
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            text=True,
            # A group of its own, so that what it starts itself can be ended with it.
            start_new_session=True,
            **pipes,
        )
        if log:
            output.close()
        self.processes.append(process)
        return process

    def manage(self, *arguments: str, log: str = "manage") -> subprocess.Popen[str]:
        """Start a command of the project."""
        return self.start("manage.py", *arguments, log=log)

    def log_path(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def log(self, name: str) -> str:
        path = self.log_path(name)
        return path.read_text() if path.exists() else ""

    def check(self) -> tuple[int, dict[str, Any]]:
        """Compare the indices with the database."""
        checked = self.start(
            "-m", "tests.search.processes.check", stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        output, errors = checked.communicate(timeout=120)
        assert output, errors
        return checked.returncode, json.loads(output.strip().splitlines()[-1])

    def stop(self) -> None:
        """Kill everything that still runs, and what that started."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    pipe.close()


def kill(process: subprocess.Popen[str]) -> None:
    """End a process at once, as a power cut would."""
    process.send_signal(signal.SIGKILL)
    process.wait()


class Editor:
    """The editing process; started again after it was killed."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._process: subprocess.Popen[str] | None = None

    def do(self, command: object) -> str:
        """Let it do one thing; return the name of what it did."""
        self.send(command)
        return self._answer()

    def send(self, command: object) -> None:
        """Ask for one thing, without waiting for it."""
        pipe = self._running().stdin
        assert pipe
        pipe.write(f"{command}\n")
        pipe.flush()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        if self._process:
            kill(self._process)
            self._process = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            errors = open(self._place.log_path("editor"), "a")  # noqa: SIM115 - handed over
            self._process = self._place.start(
                "-m",
                "tests.search.processes.editor",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
            errors.close()
            assert self._answer() == "ready"
        return self._process

    def _answer(self) -> str:
        assert self._process
        output: IO[str] | None = self._process.stdout
        assert output
        answer = output.readline().strip()
        assert answer, self._place.log("editor")[-3_000:]
        return answer


def wait_until(condition: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    """Wait for something to come true. Raises `AssertionError` when it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
