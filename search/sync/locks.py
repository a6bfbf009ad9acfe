"""One writer per engine at a time, and a lock that a killed process cannot leave behind.

Two drains at once would do no harm (every write carries its version), only double work; and a
rebuild that takes turns with the worker never waits for a whole queue.
"""

import fcntl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from django.conf import settings
from django.db import connection

from search.engines import EMBEDDED

_PAUSE = 0.05
_FOLDER = "locks"


@contextmanager
def writing(engine: str, *, wait: float = 0.0) -> Iterator[bool]:
    """Hold the right to write to an engine; gives False when it is not free within `wait`.

    The embedded engine is files on this machine, so its lock is a file. Elasticsearch may have
    workers on more machines: the lock is the database's, which PostgreSQL drops with the
    connection. SQLite is on one machine too.
    """
    with _held(f"write-{engine}", engine, wait) as held:
        yield held


@contextmanager
def rebuilding(engine: str) -> Iterator[bool]:
    """Hold the right to rebuild an engine; gives False when somebody else is at it."""
    with _held(f"rebuild-{engine}", engine, 0.0) as held:
        yield held


class _Mine(local):
    """The locks that this thread holds."""

    def __init__(self) -> None:
        self.names: set[str] = set()


_mine = _Mine()


@contextmanager
def _held(name: str, engine: str, wait: float) -> Iterator[bool]:
    """Hold a lock. PostgreSQL gives one connection the same lock twice; nobody else does."""
    if name in _mine.names:
        yield False
        return
    shared = engine != EMBEDDED and connection.vendor == "postgresql"
    with _database_lock(name, wait) if shared else _file_lock(name, wait) as held:
        if held:
            _mine.names.add(name)
        try:
            yield held
        finally:
            if held:
                _mine.names.discard(name)


@contextmanager
def _file_lock(name: str, wait: float) -> Iterator[bool]:
    folder = settings.SEARCH_INDEX_DIR / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{name}.lock", "w") as file:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    yield False
                    return
                time.sleep(_PAUSE)
            else:
                # Closing the file lets go of the lock, also when the process is killed.
                yield True
                return


@contextmanager
def _database_lock(name: str, wait: float) -> Iterator[bool]:
    number = zlib.crc32(f"search {name} {settings.ELASTICSEARCH_INDEX_PREFIX}".encode())
    deadline = time.monotonic() + wait
    while not _ask(f"SELECT pg_try_advisory_lock({number})"):
        if time.monotonic() >= deadline:
            yield False
            return
        time.sleep(_PAUSE)
    try:
        yield True
    finally:
        _ask(f"SELECT pg_advisory_unlock({number})")


def _ask(sql: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return bool(cursor.fetchone()[0])
