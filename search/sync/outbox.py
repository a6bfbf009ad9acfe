"""Writing down what changed, in the transaction that changes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from search.engines import EMBEDDED
from search.models import SearchChange, SearchOutbox
from search.sync import inline
from search.sync.counter import take_versions

WIDE_PREFIX = "breed:"
"""Begins the key of a row that stands for many documents."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What one engine still has to do: rows that wait, that failed for now, and for good."""

    engine: str
    waiting: int
    failing: int
    refused: int


def configured_engines() -> tuple[str, ...]:
    """Return the engines to keep up to date: the chosen one, and the embedded one as standby."""
    return tuple(dict.fromkeys((settings.SEARCH_ENGINE, EMBEDDED)))


def enqueue(keys: Iterable[str], *, using: Sequence[str] = ()) -> int:
    """Note that these documents changed; return how many. Three queries, however many keys.

    Part of the caller's transaction: a rollback leaves nothing. What happened is of no interest:
    the worker reads the state that is current then. With `using` nothing changed, but these
    engines have to be told again.
    """
    unique = list(dict.fromkeys(keys))
    with transaction.atomic(savepoint=False):
        versions = _write([(key, "") for key in unique], using or configured_engines())
        if not using:
            _remember(dict(zip(unique, versions, strict=True)))
    return len(unique)


def enqueue_wide(hint: str, *, using: Sequence[str] = ()) -> None:
    """Note a change that touches many documents; the worker finds out which (`expand`)."""
    _write([(WIDE_PREFIX + hint, hint)], using or configured_engines())


def _write(changes: Sequence[tuple[str, str]], engines: Sequence[str]) -> range:
    """Put (key, hint) pairs in the outbox, for each engine; return the version of each."""
    if not changes:
        return range(0)
    now = timezone.now()
    with transaction.atomic(savepoint=False):
        versions = take_versions(len(changes))
        SearchOutbox.objects.bulk_create(
            [
                SearchOutbox(engine=engine, doc_key=key, seq=seq, hint=hint, next_try=now)
                for engine in engines
                for (key, hint), seq in zip(changes, versions, strict=True)
            ],
            update_conflicts=True,
            unique_fields=["engine", "doc_key"],
            update_fields=["seq", "hint", "attempts", "next_try", "error"],
        )
    inline.after_commit()
    return versions


def _remember(versions: Mapping[str, int]) -> None:
    """Note the version of each document's last change, for the audit."""
    SearchChange.objects.bulk_create(
        [SearchChange(doc_key=key, seq=seq) for key, seq in versions.items()],
        update_conflicts=True,
        unique_fields=["doc_key"],
        update_fields=["seq"],
    )


def due(engine: str, now: datetime, limit: int, *, after: int = 0) -> list[SearchOutbox]:
    """Return the rows to do now, in the order of the changes; only those later than `after`."""
    rows = SearchOutbox.objects.filter(engine=engine, next_try__lte=now, seq__gt=after)
    return list(rows.order_by("seq")[:limit])


def done(engine: str, keys: Sequence[str], up_to: int) -> None:
    """Take rows away that were done, unless they changed since they were read.

    `up_to` is the highest version among the rows that were read together. A later change has a
    higher one, because versions are handed out in the order of commits.
    """
    SearchOutbox.objects.filter(engine=engine, doc_key__in=keys, seq__lte=up_to).delete()


def drop(engine: str, up_to: int) -> None:
    """Take every row away that is not later than a version: a whole new index has them all."""
    SearchOutbox.objects.filter(engine=engine, seq__lte=up_to).delete()


def retry_now(rows: Iterable[int] | None = None) -> int:
    """Let the worker try again at once, the given rows or all that failed; return how many."""
    failed = SearchOutbox.objects.exclude(error="")
    if rows is not None:
        failed = failed.filter(pk__in=rows)
    changed = failed.update(attempts=0, error="", next_try=timezone.now())
    inline.after_commit()
    return changed


def backlog() -> list[Backlog]:
    """Return per configured engine what still has to be done, for the admin and for alarms."""
    counted = {
        row["engine"]: row
        for row in SearchOutbox.objects.values("engine").annotate(
            waiting=Count("pk", filter=Q(error="")),
            failing=Count("pk", filter=~Q(error="") & Q(next_try__isnull=False)),
            refused=Count("pk", filter=Q(next_try__isnull=True)),
        )
    }
    return [
        Backlog(engine, row["waiting"], row["failing"], row["refused"])
        if (row := counted.get(engine))
        else Backlog(engine, 0, 0, 0)
        for engine in configured_engines()
    ]
