"""What people search for, counted per week and without persons.

There is no address, no session and no moment in it, and what may be about somebody is not kept
(`search.questions.personal`). Counts wait in the memory of the process and are written together,
by a thread of their own: a reader never waits for them, and a search writes nothing.
"""

import atexit
import logging
import os
import re
import threading
import time
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from django.db.models import Sum
from django.utils import timezone

from search.documents import clean_text
from search.models import QuestionCount
from search.questions.personal import looks_personal

logger = logging.getLogger(__name__)

LONGEST = 80
"""A longer question is a story, and stories are about somebody."""

WAIT = 10.0
"""Seconds that a count waits at most; a process that is killed loses no more than this."""

FULL = 50
"""So many different counts are written at once."""

MOST = 2_000
"""More than this does not wait: while the database is away, new questions are not counted."""

RARE = 3
RARE_DAYS = 30
LONGEST_DAYS = 396
"""Thirteen months: one year, with a month to look back on it."""

_STEP = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")
_BATCH = 100

_UPSERT = """
INSERT INTO search_questioncount (week, text, kind, detail, count) VALUES {rows}
ON CONFLICT (week, text, kind, detail)
DO UPDATE SET count = search_questioncount.count + excluded.count
"""


class Key(NamedTuple):
    """What is counted: see `QuestionCount`."""

    week: date
    text: str
    kind: str
    detail: str = ""


class Buffer:
    """Counts that wait. Safe for threads; each process has its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Key] = Counter()
        self.filled = threading.Event()
        """Set as long as something waits."""
        self.full = threading.Event()
        """Set when so much waits that nobody should wait for more."""

    def add(self, counts: Counter[Key]) -> None:
        """Add counts; new ones are dropped when too many wait."""
        with self._lock:
            for key, number in counts.items():
                if key in self._counts or len(self._counts) < MOST:
                    self._counts[key] += number
            if self._counts:
                self.filled.set()
            if len(self._counts) >= FULL:
                self.full.set()

    def take(self) -> Counter[Key]:
        """Return everything that waits, and forget it."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
            self.filled.clear()
            self.full.clear()
        return taken


buffer = Buffer()
_writer: threading.Thread | None = None
_enabled = False


def start() -> None:
    """Let this process write its counts: called by a server, not by tests and commands."""
    global _enabled
    _enabled = True
    atexit.register(flush)
    os.register_at_fork(after_in_child=_forget_parent)


def note(text: str, total: int, step: str = "", previous: str = "") -> None:
    """Count one search: what was asked, how much was found, and which step of the ladder helped.

    `previous` is the question that was asked just before on this site, or ''. The same question
    again (with another filter, say) is not counted twice. Never raises and never writes.
    """
    try:
        buffer.add(_counts(text, total, step, previous))
        if _enabled:
            _start_writer()
    except Exception:
        # No count is worth a failed search; the text itself stays out of the log.
        logger.exception("A search could not be counted.")


def normalised(text: str) -> str:
    """Return a question as it is kept, or '' when it is not kept."""
    plain = clean_text(text).lower().strip(" \"'“”„‘’.,;:!?")
    if not plain or len(plain) > LONGEST or looks_personal(plain):
        return ""
    return plain if any(char.isalnum() for char in plain) else ""


def flush() -> bool:
    """Write what waits; say whether there was anything. What cannot be written waits again."""
    counts = buffer.take()
    if not counts:
        return False
    try:
        _write(counts)
    except (DatabaseError, InterfaceError) as error:
        logger.warning("The counts of searches cannot be written now: %s", type(error).__name__)
        buffer.add(counts)
        return False
    return True


def forget_old(today: date | None = None) -> int:
    """Delete what is too old, and what was rare and is not new any more; return how many rows.

    Rare is: asked fewer than `RARE` times in all that is still kept. Of questions that somebody
    went on with, the pair has to be common, because the second question is kept with the first.
    """
    today = today or timezone.localdate()
    rows = QuestionCount.objects
    deleted, _ = rows.filter(week__lt=today - timedelta(days=LONGEST_DAYS)).delete()
    old = rows.filter(week__lte=today - timedelta(days=RARE_DAYS))
    asked = rows.filter(kind=QuestionCount.Kind.ASKED).values("text")
    common = asked.annotate(times=Sum("count")).filter(times__gte=RARE).values("text")
    deleted += old.exclude(text__in=common).delete()[0]
    went_on = old.filter(kind=QuestionCount.Kind.NEXT)
    deleted += went_on.filter(count__lt=RARE).delete()[0]
    return deleted


def monday(day: date) -> date:
    """Return the first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def _counts(text: str, total: int, step: str, previous: str) -> Counter[Key]:
    question, before = normalised(text), normalised(previous)
    counts: Counter[Key] = Counter()
    if not question or question == before:
        return counts
    week, kinds = monday(timezone.localdate()), QuestionCount.Kind
    counts[Key(week, question, kinds.ASKED.value)] += 1
    if not total:
        counts[Key(week, question, kinds.NOTHING.value)] += 1
    if _STEP.fullmatch(step):
        counts[Key(week, question, kinds.STEP.value, step)] += 1
    if before:
        counts[Key(week, before, kinds.NEXT.value, question)] += 1
    return counts


def _write(counts: Counter[Key]) -> None:
    # In one order, so that two processes never wait for each other's rows.
    rows = [(*key, number) for key, number in sorted(counts.items())]
    with transaction.atomic(), connection.cursor() as cursor:
        for first in range(0, len(rows), _BATCH):
            batch = rows[first : first + _BATCH]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(batch))
            values = [value for row in batch for value in row]
            cursor.execute(_UPSERT.format(rows=places), values)


def _start_writer() -> None:
    """Start the thread of this process, once; a process made by a fork has none yet."""
    global _writer
    if _writer is None or not _writer.is_alive():
        _writer = threading.Thread(target=_write_forever, name="zoekvragen", daemon=True)
        _writer.start()


def _write_forever() -> None:
    while True:
        buffer.filled.wait()
        buffer.full.wait(WAIT)
        try:
            if not flush():
                time.sleep(WAIT)
        except Exception:
            # The next counts may be written; the thread goes on.
            logger.exception("The counts of searches are lost.")
        finally:
            connections.close_all()


def _forget_parent() -> None:
    """After a fork: the parent keeps its own counts, and its lock may have been held."""
    global buffer, _writer
    buffer, _writer = Buffer(), None
