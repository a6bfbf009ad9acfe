"""Starting the reading process, giving it files, and ending it whatever it does."""

import json
import logging
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from threading import Event
from typing import IO, Any

from django.conf import settings

from academie.core.document_text.extract import READY_LINE
from academie.core.document_text.outcome import READY, STATES, UNREADABLE, Limits, Outcome
from search.documents import clean_text

logger = logging.getLogger(__name__)

PROGRAM = "academie.core.document_text.extract"
_REASON = re.compile("[a-z_]{0,20}")
_START_SECONDS = 30.0
_MARGIN = 10.0
_TICK = 0.2
_PIECE = 65_536


class ReaderFaultError(Exception):
    """The reading process itself does not start: that says nothing about any file."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: which document, where it lies, and its extension."""

    document: int
    path: str
    kind: str


def read_files(jobs: Sequence[Job], limits: Limits, stop: Event) -> Iterator[tuple[Job, Outcome]]:
    """Yield the outcome of each file, in order, from one process; ends early when ``stop`` is set.

    Raises ``ReaderFaultError`` when the process does not start. When it ends halfway, the file that
    it was reading is the last one yielded, as unreadable; the others are left for another time.
    """
    with _process() as process:
        lines = _Lines(process.stdout, stop)
        if lines.next(_START_SECONDS) != READY_LINE:
            if stop.is_set():
                return
            raise ReaderFaultError("The process that reads documents does not start.")
        for job in jobs:
            _ask(process.stdin, job, limits)
            answer = lines.next(limits.wall + _MARGIN)
            if stop.is_set():
                return
            if answer is None:
                logger.warning("Reading document %s ended the reading process.", job.document)
                yield job, Outcome(UNREADABLE, "stopped")
                return
            yield job, _trusted(answer, limits)


def _trusted(answer: dict[str, Any], limits: Limits) -> Outcome:
    """Return the answer as an outcome. A file may have taken over its reader: nothing it says is
    stored without a look at its form.
    """
    state, reason, text = (answer.get(name) for name in ("state", "reason", "text"))
    if state not in STATES or not isinstance(text, str):
        return Outcome(UNREADABLE, "stopped")
    if not isinstance(reason, str) or not _REASON.fullmatch(reason):
        return Outcome(UNREADABLE, "stopped")
    if state != READY:
        text = ""
    measured = {name: answer[name] for name in ("seconds", "memory_kb")}
    return Outcome(state, reason, clean_text(text)[: limits.characters], **measured)


def _ask(stdin: IO[bytes] | None, job: Job, limits: Limits) -> None:
    order = {"path": job.path, "kind": job.kind, "limits": asdict(limits)}
    try:
        if stdin is not None:
            stdin.write(json.dumps(order).encode() + b"\n")
            stdin.flush()
    except OSError:
        # It is gone; the answer that does not come says so.
        return


@contextmanager
def _process() -> Iterator["subprocess.Popen[bytes]"]:
    """Run the program in a group of its own, which ends with this block.

    It gets no environment: keys and passwords of the site are there.
    """
    flags = ["-B"] if sys.dont_write_bytecode else []
    process = subprocess.Popen(  # noqa: S603 - our own program, with our own interpreter
        [sys.executable, *flags, "-m", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={"LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        process.wait()


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was still to be written has nobody to read it.
        return


class _Lines:
    """Lines from a pipe, with a time limit and an ear for ``stop``."""

    def __init__(self, pipe: IO[bytes] | None, stop: Event) -> None:
        self._number = -1 if pipe is None else pipe.fileno()
        self._stop = stop
        self._buffer = b""

    def next(self, seconds: float) -> dict[str, Any] | None:
        """Return the next answer; None when it does not come, in time or ever."""
        deadline = time.monotonic() + seconds
        while b"\n" not in self._buffer:
            if self._stop.is_set() or time.monotonic() > deadline:
                return None
            if select.select([self._number], [], [], _TICK)[0]:
                piece = os.read(self._number, _PIECE)
                if not piece:
                    return None
                self._buffer += piece
        line, self._buffer = self._buffer.split(b"\n", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer
