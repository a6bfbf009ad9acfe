"""The files of the embedded index: one directory a generation, and two small pointer files.

`current` names the generation that answers, `building` the one that is being filled. A pointer
changes by renaming a file over it, so a reader sees the old name or the new one, never half.
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

CURRENT, BUILDING = "current", "building"
_META, _INDEX, _PREFIX = "generation.json", "index", "gen-"
_PAUSE = 0.02


class LockTaken(Exception):
    """Another process or thread is writing and did not finish in time."""


class Generations:
    """The directory of an embedded index. Not a cache: it reads the disk on every question."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)

    def pointed(self, pointer: str) -> str | None:
        """Return the name that `current` or `building` holds; None without one."""
        try:
            name = (self.path / pointer).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        return name if self.index_path(name).is_dir() else None

    def stamp(self) -> tuple[int, int] | None:
        """Return something cheap that changes when `current` points elsewhere; None without."""
        try:
            stat = os.stat(self.path / CURRENT)
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def index_path(self, name: str) -> Path:
        """Return where the index files of a generation are."""
        return self.path / name / _INDEX

    def side_file(self, name: str, filename: str) -> Path:
        """Return a file that lives and dies with a generation."""
        return self.path / name / filename

    def create(self, meta: dict[str, Any]) -> str:
        """Make an empty generation and return its name: dated, so that names sort by age."""
        moment = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
        name = f"{_PREFIX}{moment}-{secrets.token_hex(3)}"
        self.index_path(name).mkdir(parents=True)
        self.write_meta(name, meta)
        return name

    def meta(self, name: str) -> dict[str, Any]:
        """Return what is known about a generation; empty when its note is gone or broken."""
        try:
            read = json.loads(self.side_file(name, _META).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return read if isinstance(read, dict) else {}

    def write_meta(self, name: str, meta: dict[str, Any]) -> None:
        """Replace what is known about a generation."""
        self._replace(self.side_file(name, _META), json.dumps(meta))

    def point(self, pointer: str, name: str | None) -> None:
        """Let a pointer name a generation, or nothing."""
        if name is None:
            (self.path / pointer).unlink(missing_ok=True)
        else:
            self._replace(self.path / pointer, name)

    def begin(self, meta: dict[str, Any]) -> str:
        """Start a generation that `building` points at; an unfinished older one is removed."""
        unfinished = self.pointed(BUILDING)
        name = self.create(meta)
        self.point(BUILDING, name)
        if unfinished:
            self.discard(unfinished)
        return name

    def promote(self, name: str) -> None:
        """Let the building generation answer; the one before stays on disk, older ones go."""
        previous = self.pointed(CURRENT)
        self.point(CURRENT, name)
        self.point(BUILDING, None)
        self.prune({name, previous or name})

    def abort(self, name: str) -> None:
        """Remove a generation that was never promoted."""
        if self.pointed(CURRENT) == name:
            return
        if self.pointed(BUILDING) == name:
            self.point(BUILDING, None)
        self.discard(name)

    def discard(self, name: str) -> None:
        """Remove a generation. Who still reads it keeps its open files."""
        shutil.rmtree(self.path / name, ignore_errors=True)

    def prune(self, keep: set[str]) -> None:
        """Remove every generation but these."""
        for directory in self.path.glob(f"{_PREFIX}*"):
            if directory.name not in keep:
                self.discard(directory.name)

    @contextmanager
    def lock(self, wait: float) -> Iterator[None]:
        """Hold the write lock. Raises `LockTaken` after `wait` seconds.

        The system drops the lock of a process that dies, so nobody has to clean up after it.
        Whoever waits holds the turn meanwhile: somebody who writes on and on cannot take the lock
        again before she had it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + wait
        with (
            open(self.path / "turn.lock", "w") as turn,
            open(self.path / "write.lock", "w") as file,
        ):
            _take(turn, deadline)
            _take(file, deadline)
            fcntl.flock(turn, fcntl.LOCK_UN)
            yield

    def _replace(self, path: Path, text: str) -> None:
        """Write a file beside its place and rename it over the old one, on disk before seen."""
        beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with open(beside, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)


def _take(file: IO[str], deadline: float) -> None:
    """Take the lock of an open file. Raises `LockTaken` after the deadline."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LockTaken("Somebody else is writing to the search index.") from None
            time.sleep(_PAUSE)
