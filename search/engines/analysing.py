"""Making rows in other processes, so that a rebuild uses every core.

Only texts go there and rows come back: the processes begin anew (no fork), so they share no
connection to the database and read nothing from it.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context

from search.analysis.chain import Analyzer
from search.engines.base import Upsert
from search.engines.row import Row
from search.engines.rows import make_row
from search.sources import WordRule, word_rules

logger = logging.getLogger(__name__)

WORTH_IT = 3_000
"""Documents from which the start of other processes pays."""

_MOST = 4
_AHEAD = 2
"""Pieces of work that wait for each process, so that none is ever idle."""

Made = Row | None
Pieces = Iterator[tuple[list[Upsert], int]]

_own: list[Analyzer] = []
"""The analyser of such a process; elsewhere empty."""


@contextmanager
def analysing(count: int) -> Iterator[Callable[[Pieces], Pieces]]:
    """Give what adds rows to the operations of each piece: elsewhere when there are many.

    The pieces come out in the order in which they went in, with the number that belongs to each.
    Without other processes (or when these are killed) the rows are left to the engine.
    """
    cores = min(os.cpu_count() or 1, _MOST)
    if count < WORTH_IT or cores < 2:
        yield lambda pieces: pieces
        return
    rules = tuple(word_rules())
    pool = ProcessPoolExecutor(cores, get_context("spawn"), _begin, (rules,))
    try:
        yield lambda pieces: _through(pool, pieces, cores * _AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _through(pool: ProcessPoolExecutor, pieces: Pieces, ahead: int) -> Pieces:
    waiting: deque[tuple[list[Upsert], int, Future[list[Made]] | None]] = deque()
    for ops, number in pieces:
        waiting.append((ops, number, _submit(pool, ops)))
        if len(waiting) > ahead:
            yield _finished(*waiting.popleft())
    while waiting:
        yield _finished(*waiting.popleft())


def _submit(pool: ProcessPoolExecutor, ops: Sequence[Upsert]) -> Future[list[Made]] | None:
    try:
        return pool.submit(_rows, ops)
    except BrokenProcessPool:
        return None


def _finished(
    ops: list[Upsert], number: int, future: Future[list[Made]] | None
) -> tuple[list[Upsert], int]:
    if future is None:
        return ops, number
    try:
        rows = future.result()
    except BrokenProcessPool:
        logger.warning("The processes that analyse were ended; going on without them.")
        return ops, number
    return [replace(op, row=row) for op, row in zip(ops, rows, strict=True)], number


def _begin(rules: tuple[WordRule, ...]) -> None:
    """Begin a process: the word rules come along, because it has no database to read them from."""
    _own[:] = [Analyzer(rules)]


def _rows(ops: Sequence[Upsert]) -> list[Made]:
    [analyzer] = _own
    return [_row(op, analyzer) for op in ops]


def _row(op: Upsert, analyzer: Analyzer) -> Made:
    """Return the row; one that cannot be made is left to the engine, which says what is wrong."""
    try:
        return make_row(op.document, op.version, analyzer)
    except (TypeError, ValueError):
        return None
