"""The one row per item that its page reads, kept true in the transaction of every change."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from academie.feedback.counted import rows
from academie.feedback.models import Experience, State, Summary

_KEEP_SECONDS = 60
"""A reader on another process may see an answer so much later; a page asks the database less."""

MOST_TEXTS = 60
"""The newest; a page with more would be long on a phone, and nobody reads them all."""


def summary_of(page_id: int) -> Summary:
    """Return the row of an item, or an empty one; from memory when it was read a moment ago."""
    key = _cache_key(page_id)
    kept: Summary | None = cache.get(key)
    if kept is None:
        kept = Summary.objects.filter(page=page_id).first() or Summary(page_id=page_id)
        cache.set(key, kept, _KEEP_SECONDS)
    return kept


def hold(page_id: int) -> Summary:
    """Return the row of an item, held: whoever else tells something of it waits until then."""
    _make(page_id)
    return Summary.objects.select_for_update().get(page=page_id)


def renew(page_id: int) -> None:
    """Write down what the page of an item shows of experiences. Part of the caller's transaction.

    Whoever changes the same item at the same time waits here, so that the last one sees all.
    """
    with transaction.atomic():
        summary = hold(page_id)
        counted = Experience.objects.filter(page=page_id).exclude(state=State.REFUSED)
        told = list(counted.values_list("role", "sector", "outcome", "told_at"))
        shown, few = rows(one[:3] for one in told)
        summary.content = {
            "rows": [asdict(row) for row in shown],
            "few": few,
            "older": sum(_is_older(one[3], summary.version_from) for one in told),
            "texts": _texts(page_id, summary.version_from),
        }
        summary.save(update_fields=["content"])
        _forget(page_id)


def new_version(page_id: int, at: datetime) -> None:
    """Say that an item changed so much that what was told before is about an earlier version."""
    with transaction.atomic():
        summary = hold(page_id)
        summary.version_from = at
        summary.save(update_fields=["version_from"])
        renew(page_id)


def add_taps(page_id: int, *, useful: int = 0, not_useful: int = 0) -> None:
    """Add to the answers to 'bruikbaar?'; a negative number takes answers back."""
    _make(page_id)
    Summary.objects.filter(page=page_id).update(
        useful=F("useful") + useful, not_useful=F("not_useful") + not_useful
    )
    _forget(page_id)


def _texts(page_id: int, version_from: datetime | None) -> list[dict[str, Any]]:
    """Return the texts that an editor said yes to, newest first, with the maker's answers."""
    experiences = Experience.objects.filter(page=page_id, state=State.SHOWN).exclude(text="")
    newest = experiences.select_related("reply").order_by("-told_at", "-pk")[:MOST_TEXTS]
    return [
        {
            "role": one.role,
            "sector": one.sector,
            "group": one.group,
            "outcome": one.outcome,
            "text": one.text,
            # The month is enough to see how old it is, and too little to see who was there.
            "month": f"{one.told_at:%Y-%m}",
            "older": _is_older(one.told_at, version_from),
            "reply": _reply(one),
        }
        for one in newest
    ]


def _reply(experience: Experience) -> str:
    reply = getattr(experience, "reply", None)
    return reply.text if reply is not None and reply.state == State.SHOWN else ""


def _is_older(told_at: datetime, version_from: datetime | None) -> bool:
    return version_from is not None and told_at < version_from


def _cache_key(page_id: int) -> str:
    return f"feedback:{page_id}"


def _forget(page_id: int) -> None:
    """Now for whoever asks within this transaction, and once more when others can see it."""
    cache.delete(_cache_key(page_id))
    transaction.on_commit(lambda: cache.delete(_cache_key(page_id)))


def _make(page_id: int) -> None:
    Summary.objects.bulk_create([Summary(page_id=page_id)], ignore_conflicts=True)
