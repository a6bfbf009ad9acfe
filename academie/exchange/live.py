"""Sessions as they stand now: with the places taken, and what was cancelled or released.

Every page that says something of places comes here, so that a full session is nowhere 'vrij'. It
costs one query for the counts, and one for the seatings unless the rows brought them along.
"""

from collections.abc import Iterable
from datetime import datetime

from academie.exchange.capacity import counts
from academie.exchange.models import Seating, TrainingSession
from academie.exchange.moments import Moment, moment_of
from academie.exchange.places import NOBODY


def live_moments(sessions: Iterable[TrainingSession], now: datetime) -> list[Moment]:
    """Return the sessions as readers see them, in the same order.

    A session of a draft that was never saved has nobody in it.
    """
    rows = list(sessions)
    taken = counts.taken([row.pk for row in rows if row.pk is not None and row.capacity])
    seatings = _seatings(rows)
    return [
        moment_of(row, now=now, taken=taken.get(row.pk, NOBODY), seating=seatings.get(row.pk))
        for row in rows
    ]


def _seatings(rows: Iterable[TrainingSession]) -> dict[int, Seating]:
    """Return session -> seating; one that nobody ever touched has none."""
    found: dict[int, Seating] = {}
    unknown: list[int] = []
    for row in rows:
        if row.pk is None:
            continue
        if "seating" in row._state.fields_cache:
            seating = row._state.fields_cache["seating"]
            if seating is not None:
                found[row.pk] = seating
        else:
            unknown.append(row.pk)
    return found | (Seating.objects.in_bulk(unknown) if unknown else {})
