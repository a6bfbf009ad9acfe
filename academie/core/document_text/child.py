"""One file in one process of its own, which may fail in any way without harm."""

import contextlib
import json
import os
import re
import resource
import select
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from academie.core.document_text.outcome import (
    REFUSED,
    TOO_BIG,
    UNREADABLE,
    CannotReadError,
    Limits,
    Outcome,
)
from academie.core.document_text.pieces import Pieces
from academie.core.document_text.readers import Reader, reader_for

_BYTES_A_SIGN = 6
"""JSON writes a letter outside ASCII as \\uXXXX, and one outside the first plane as two of them."""

_OPEN_FILES = 32
_MOST = 0.75


def read_file(path: str, kind: str, limits: Limits) -> Outcome:
    """Read one file in a child process and return how that ended; never raises for the file.

    The reader is loaded here, so that its library is loaded once for all files.
    """
    reader = reader_for(kind)
    if reader is None:
        return Outcome(REFUSED, "kind")
    try:
        size = Path(path).stat().st_size
    except OSError:
        return Outcome(UNREADABLE, "missing")
    if size > limits.file_bytes:
        return Outcome(TOO_BIG, "file")
    return _in_child(path, reader, limits)


def _in_child(path: str, reader: Reader, limits: Limits) -> Outcome:
    begin, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(begin)
        _be_the_child(path, reader, limits, end)
    os.close(end)
    try:
        answer = _answer(begin, limits)
    finally:
        os.close(begin)
        # Whatever it still does, the answer is complete or too late.
        os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    if answer is None:
        outcome = Outcome(UNREADABLE, "time")
    else:
        try:
            outcome = Outcome(**json.loads(answer))
        except (ValueError, TypeError):
            outcome = Outcome(UNREADABLE, _why_it_died(status, seconds, limits))
    return replace(outcome, seconds=round(seconds, 3), memory_kb=usage.ru_maxrss)


def _answer(pipe: int, limits: Limits) -> bytes | None:
    """Return what the child wrote until it closed the pipe; None when that takes too long."""
    deadline = time.monotonic() + limits.wall
    most = 2 * _BYTES_A_SIGN * limits.characters + 4_096
    chunks: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0 and most > 0:
        if not select.select([pipe], [], [], left)[0]:
            return None
        chunk = os.read(pipe, 65_536)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        most -= len(chunk)
    return None


def _why_it_died(status: int, seconds: float, limits: Limits) -> str:
    died_by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if died_by == signal.SIGXCPU or seconds >= limits.cpu:
        return "time"
    # Nobody but the kernel kills it before it answers, and that is when memory runs out.
    return "memory" if died_by == signal.SIGKILL else "damaged"


def _be_the_child(path: str, reader: Reader, limits: Limits, pipe: int) -> NoReturn:
    """Read the file, write the outcome to the pipe, and leave without any cleaning up."""
    try:
        _lock_up(limits)
        outcome = _outcome(path, reader, limits)
        answer = {"state": outcome.state, "reason": outcome.reason, "text": outcome.text}
        with open(pipe, "wb") as out:
            out.write(json.dumps(answer).encode())
    finally:
        os._exit(0)


def _outcome(path: str, reader: Reader, limits: Limits) -> Outcome:
    try:
        with Path(path).open("rb") as file:
            return reader(file, Pieces(limits))
    except CannotReadError as error:
        return Outcome(error.state, error.reason)
    except MemoryError:
        return Outcome(UNREADABLE, "memory")
    except Exception:  # noqa: BLE001 - libraries raise whatever a bad file leads to
        # lxml calls it an unknown error when it gets no memory.
        reason = "memory" if _took_most_of(limits.memory) else "damaged"
        return Outcome(UNREADABLE, reason)


def _took_most_of(memory: int) -> bool:
    """Return whether this process took nearly all the memory that it may have."""
    peak = re.search(r"^VmPeak:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return peak is not None and int(peak[1]) * 1024 > _MOST * memory


def _lock_up(limits: Limits) -> None:
    """Take away what a reader does not need: time, memory, files to write, other processes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    with contextlib.suppress(OSError):
        # When the machine runs out of memory, this process is the first to go.
        Path("/proc/self/oom_score_adj").write_text("1000")
    used = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + limits.cpu, int(used) + limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    for none in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(none, (0, 0))
