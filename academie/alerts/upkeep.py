"""What goes by itself: requests nobody confirmed, searches after a year, matches long sent."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from academie.alerts import kinds, letters, tokens
from academie.alerts.followed import from_query
from academie.alerts.models import AlertMatch, Follower, SavedSearch
from academie.mail.outbox import queue, unsubscribe_headers

ASK_BEFORE = timedelta(days=30)
"""How long before the end somebody is asked whether it may go on."""

KEEP_MATCHES = timedelta(days=30)


def tidy(now: datetime | None = None) -> bool:
    """Remove what is over, then ask those whose year is nearly over; say whether anything was."""
    now = now or timezone.now()
    removed = _remove(now)
    return bool(removed + _ask(now))


def _remove(now: datetime) -> int:
    """A search without confirmation ends after a week, so one date serves both."""
    with transaction.atomic():
        ended, _ = SavedSearch.objects.filter(ends_at__lte=now).delete()
        long_ago = now - KEEP_MATCHES
        sent, _ = AlertMatch.objects.filter(sent_at__lte=long_ago).delete()
        # Found but never fit to be mailed: the card was taken off again.
        stale, _ = AlertMatch.objects.filter(sent_at=None, matched_at__lte=long_ago).delete()
        empty, _ = Follower.objects.filter(searches=None).delete()
    return ended + sent + stale + empty


def _ask(now: datetime) -> int:
    """Mail everybody whose searches end soon, once for each end date."""
    ending = SavedSearch.objects.filter(
        confirmed_at__isnull=False, ends_at__gt=now, ends_at__lte=now + ASK_BEFORE
    ).select_related("follower")
    by_follower: defaultdict[Follower, list[SavedSearch]] = defaultdict(list)
    for search in ending.order_by("follower_id", "pk"):
        by_follower[search.follower].append(search)
    for follower, searches in by_follower.items():
        last = max(search.ends_at for search in searches)
        words = [from_query(search.query).words for search in searches]
        subject, text = letters.renew(searches, words, tokens.manage_url(follower.public))
        queue(
            follower.email,
            subject,
            text,
            kind=kinds.RENEW,
            key=f"{follower.public.hex}:{last:%Y%m%d}",
            headers=unsubscribe_headers(tokens.leave_url(follower.public)),
        )
    return len(by_follower)
