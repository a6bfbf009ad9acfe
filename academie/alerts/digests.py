"""The mails with new cards: every morning, or on Monday morning, and only when there is something.

One mail for an address, whatever it follows. Never the same card twice, never a card that cannot
be found any more. A digest and the note that it was sent are one transaction.
"""

import time as clock
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from academie.alerts import kinds, letters, tokens
from academie.alerts.followed import from_query
from academie.alerts.models import AlertMatch, Follower, SavedSearch
from academie.mail.outbox import queue, unsubscribe_headers
from search.documents import Document
from search.sync import state

AT = time(7)
"""Local time of the daily and the weekly mail."""

MONDAY = 0
BATCH = 200

Frequency = SavedSearch.Frequency


def latest_moment(frequency: str, now: datetime) -> datetime:
    """Return when the last mail of this frequency should have gone out."""
    local = timezone.localtime(now)
    days = 0 if local.time() >= AT else 1
    if frequency == Frequency.WEEK:
        back = (local.weekday() - MONDAY) % 7
        days = back if back or local.time() >= AT else 7
    day = local.date() - timedelta(days=days)
    return datetime.combine(day, AT, tzinfo=timezone.get_current_timezone())


def due_searches(now: datetime) -> QuerySet[SavedSearch]:
    """Return the searches whose moment has come since they were last looked at."""
    moments = {one: latest_moment(one, now) for one in Frequency.values}
    due = Q()
    for frequency, moment in moments.items():
        due |= Q(frequency=frequency, looked_at__lt=moment)
    confirmed = SavedSearch.objects.filter(confirmed_at__isnull=False, ends_at__gt=now)
    return confirmed.annotate(looked_at=Coalesce("last_digest_at", "confirmed_at")).filter(due)


def send_due(*, budget: float, now: datetime | None = None) -> int:
    """Write the mails that are due for about `budget` seconds; return how many."""
    now = now or timezone.now()
    unsent = AlertMatch.objects.filter(search=OuterRef("pk"), sent_at=None)
    due = due_searches(now)
    pks = due.filter(Exists(unsent)).order_by("follower_id").values_list("follower_id", flat=True)
    followers = list(dict.fromkeys(pks[: 2 * BATCH]))[:BATCH]
    until, written = clock.monotonic() + budget, 0
    cards = Cards()
    for follower in followers:
        written += _write(follower, now, cards)
        if clock.monotonic() >= until:
            return written
    if not followers:
        # Nothing new for these; the next moment is looked at afresh.
        idle = list(due.values_list("pk", flat=True))
        if idle:
            SavedSearch.objects.filter(pk__in=idle[:500]).update(last_digest_at=now)
    return written


class Cards:
    """The cards of one run, each read once for all followers."""

    def __init__(self) -> None:
        self._read: dict[str, Document] = {}
        self._asked: set[str] = set()

    def read(self, keys: Iterable[str]) -> Mapping[str, Document]:
        """Return the cards by key; one that cannot be found now is missing."""
        fresh = [key for key in dict.fromkeys(keys) if key not in self._asked]
        if fresh:
            documents, _ = state.load(fresh)
            self._read |= documents
            self._asked.update(fresh)
        return self._read


def _write(follower_pk: int, now: datetime, cards: Cards) -> int:
    """Write the mail for one follower, if there is anything to say; return 0 or 1."""
    own = AlertMatch.objects.filter(search__follower=follower_pk, sent_at=None)
    read = cards.read(own.values_list("doc_key", flat=True))
    with transaction.atomic():
        follower = Follower.objects.select_for_update().filter(pk=follower_pk).first()
        if follower is None:
            return 0
        searches = list(due_searches(now).filter(follower=follower).order_by("pk"))
        waiting = list(own.filter(search__in=searches).order_by("pk"))
        # The second gate, as late as can be.
        visible = state.indexable([match.doc_key for match in waiting])
        today = timezone.localdate(now)
        found = {
            key: document
            for key, document in read.items()
            if key in visible and (document.expires is None or document.expires >= today)
        }
        sections, told = _sections(searches, waiting, found)
        SavedSearch.objects.filter(pk__in=[one.pk for one in searches]).update(last_digest_at=now)
        if not sections:
            return 0
        leave_url = tokens.leave_url(follower.public)
        subject, text = letters.digest(sections, tokens.manage_url(follower.public), leave_url)
        queue(
            follower.email,
            subject,
            text,
            kind=kinds.DIGEST,
            key=f"{follower.public.hex}:{max(match.pk for match in waiting)}",
            headers=unsubscribe_headers(leave_url),
        )
        # Also for the searches of this address whose own moment comes later.
        own.filter(doc_key__in=told).update(sent_at=now)
    return 1


def _sections(
    searches: Iterable[SavedSearch],
    waiting: Iterable[AlertMatch],
    found: Mapping[str, Document],
) -> tuple[list[letters.Section], set[str]]:
    """Return the parts of the mail and the keys in it; a card stands with the first that fits."""
    told: set[str] = set()
    by_search: dict[int, list[Document]] = {}
    for match in waiting:
        if match.doc_key in found and match.doc_key not in told:
            told.add(match.doc_key)
            by_search.setdefault(match.search_id, []).append(found[match.doc_key])
    sections = [
        letters.Section(from_query(search.query), by_search[search.pk])
        for search in searches
        if search.pk in by_search
    ]
    return sections, told
