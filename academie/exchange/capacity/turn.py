"""Waiting for one's turn inside one process, before asking SQLite for its lock.

SQLite lets who waits sleep for up to a tenth of a second and try again: with many at once the
database idles, and somebody unlucky waits until her time is up. Threads that queue here first wake
up one after the other. PostgreSQL queues by itself.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_turn = threading.RLock()


@contextmanager
def turn() -> Iterator[None]:
    """Be the only one of this process in the block; put the transaction inside it.

    Whoever is in a transaction already has SQLite's lock and goes on: nobody waits here while
    holding what the one inside needs.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _turn:
        yield
