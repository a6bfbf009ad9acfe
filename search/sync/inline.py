"""Indexing right after the commit, for a site without a worker (`make run`, tests)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

BUDGET = 0.2
"""Seconds that a publishing request may spend on it; what is left waits for a worker."""


class _Asked(local):
    """Whether this thread has changes that wait for their commit, and whether it is indexing."""

    pending = False
    busy = False


_asked = _Asked()


def after_commit() -> None:
    """Ask for indexing once this transaction is committed. Changes nothing for the caller."""
    if settings.SEARCH_SYNC_INLINE and not _asked.busy:
        _asked.pending = True
        transaction.on_commit(_drain, robust=True)


@contextmanager
def indexing() -> Iterator[None]:
    """Mark that this thread is indexing: what it notes down itself asks for nothing."""
    before, _asked.busy = _asked.busy, True
    try:
        yield
    finally:
        _asked.busy = before


def _drain() -> None:
    """Do what fits in the budget, once for all changes of the transaction.

    Whatever goes wrong is the worker's to solve: the page is saved, the request must not fail.
    """
    if not _asked.pending:
        return
    _asked.pending = False
    # The worker enqueues too (it expands wide changes), so it cannot be imported above.
    from search.sync.worker import drain_all

    try:
        drain_all(budget=BUDGET)
    except Exception:
        logger.exception("Indexing after the commit failed; the worker will do it.")
