"""Keeps the list of offered items true: what is new, what changed, and what went.

Publishing writes nothing for this: every change already leaves its version in `SearchChange`, in
its own transaction, and the worker goes through what changed since the last time. What leaves no
such row (a term that got another name, the end of a validity) is found by `sweep`. Until then
nothing leaks: whoever reads the list asks the gate once more.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from academie.core.page_keys import pk_of
from academie.outlet import public
from academie.outlet.models import OfferedItem, OfferProgress
from academie.outlet.offer import offered_models, sets_of
from academie.outlet.records import Record, records
from search.sync.changes import changes_since

VERSION = "1"
"""Part of the fingerprint: raise it when the same item gives another record in some format."""

CHANGES = 500
CHUNK = 500
_ROW = 1


def follow_changes() -> bool:
    """Take in one piece of what changed; say whether there was any. Two small queries if not."""
    progress, _ = OfferProgress.objects.get_or_create(pk=_ROW)
    changed = changes_since(progress.seq, CHANGES)
    if changed is None:
        return False
    keys, upto = changed
    take_in([pk for key in keys if (pk := pk_of(key)) is not None])
    OfferProgress.objects.filter(pk=_ROW, seq__lt=upto).update(seq=upto)
    return bool(keys)


def sweep_gone() -> bool:
    """Write down what is no longer public and what is public unseen; a query a type."""
    now = public.public_numbers(offered_models())
    known = dict(OfferedItem.objects.filter(gone=False).values_list("permanent_id", "page_id"))
    lost = [pk for number, pk in known.items() if number not in now]
    new = [pk for number, pk in now.items() if number not in known]
    return _in_chunks([*lost, *new])


def sweep() -> bool:
    """Compare every record with what was offered; say whether anything was different."""
    everything = set(public.public_numbers(offered_models()).values())
    everything |= set(OfferedItem.objects.filter(gone=False).values_list("page_id", flat=True))
    return _in_chunks(sorted(everything))


def take_in(pks: Sequence[int]) -> bool:
    """Bring the list up to date for these pages; say whether anything was different."""
    current = {one.permanent_id: one for one in records(pks, among=offered_models())}
    with transaction.atomic():
        rows = {row.permanent_id: row for row in _rows(pks, current)}
        stamp = _now()
        new = [
            _fill(OfferedItem(permanent_id=one.permanent_id), one, stamp)
            for number, one in current.items()
            if number not in rows
        ]
        changed = [
            _fill(rows[number], one, stamp)
            for number, one in current.items()
            if number in rows and _differs(rows[number], one)
        ]
        lost = [row for number, row in rows.items() if number not in current and not row.gone]
        for row in lost:
            row.gone, row.fingerprint, row.stamp = True, "", stamp
        OfferedItem.objects.bulk_create(new, ignore_conflicts=True)
        OfferedItem.objects.bulk_update(
            [*changed, *lost], ["page_id", "stamp", "gone", "fingerprint", "sets"], batch_size=100
        )
    return bool(new or changed or lost)


def fingerprint(record: Record) -> str:
    """Return what changes when, and only when, the record says something else."""
    return hashlib.sha256(repr((VERSION, record)).encode()).hexdigest()


def _rows(pks: Sequence[int], current: Mapping[UUID, Record]) -> Iterable[OfferedItem]:
    locked = OfferedItem.objects.select_for_update()
    found = {row.permanent_id: row for row in locked.filter(page_id__in=pks)}
    return {**found, **locked.in_bulk([n for n in current if n not in found])}.values()


def _differs(row: OfferedItem, record: Record) -> bool:
    return row.gone or row.fingerprint != fingerprint(record)


def _fill(row: OfferedItem, record: Record, stamp: datetime) -> OfferedItem:
    row.page_id, row.stamp, row.gone = record.pk, stamp, False
    row.fingerprint, row.sets = fingerprint(record), f" {' '.join(sets_of(record))} "
    return row


def _now() -> datetime:
    """Return the whole second; never one before what was written, also when the clock jumps."""
    now = timezone.now().replace(microsecond=0)
    last = OfferedItem.objects.aggregate(last=Max("stamp"))["last"]
    return max(now, last) if last and (last - now).total_seconds() < 3600 else now


def _in_chunks(pks: Sequence[int]) -> bool:
    found = False
    for at in range(0, len(pks), CHUNK):
        found |= take_in(pks[at : at + CHUNK])
    return found
