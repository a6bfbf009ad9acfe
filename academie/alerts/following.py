"""Asking to be kept informed, confirming, changing, leaving: all that a person does.

Whoever asks gets the same answer, whether an address is known or not, and no address can be
flooded: what was sent to it lately is counted in the outbox.
"""

import calendar
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from academie.alerts import kinds, letters, tokens
from academie.alerts.followed import Followed
from academie.alerts.models import Follower, SavedSearch
from academie.mail.on_request import Asked, may_mail, slot, too_busy
from academie.mail.outbox import queue, withdraw

MOST_SEARCHES = 20
"""Searches that one address can follow."""


def ask(email: str, followed: Followed, frequency: str) -> Asked:
    """Follow a search, once the owner of the address confirms it by mail."""
    with transaction.atomic():
        if too_busy(kinds.ASKED):
            return Asked.BUSY
        if not may_mail(email, kinds.ASKED):
            return Asked.DONE
        now = timezone.now()
        follower, _ = Follower.objects.get_or_create(email=email)
        # One at a time for one address, so that the limit holds.
        Follower.objects.select_for_update().get(pk=follower.pk)
        search = follower.searches.filter(query=followed.query).first()
        if search is not None and search.confirmed_at is not None:
            _mail(follower, kinds.KNOWN, *letters.known(tokens.manage_url(follower.public)))
        elif search is None and follower.searches.count() >= MOST_SEARCHES:
            url = tokens.manage_url(follower.public)
            _mail(follower, kinds.KNOWN, *letters.full(url, MOST_SEARCHES))
        else:
            if search is None:
                search = SavedSearch(follower=follower, query=followed.query)
            search.frequency = frequency
            search.created_at = now
            search.ends_at = now + timedelta(days=tokens.CONFIRM_DAYS)
            search.save()
            subject, text = letters.confirm(tokens.confirm_url(search.public), frequency)
            _mail(follower, kinds.CONFIRM, subject, text, about=search.public)
    return Asked.DONE


def ask_link(email: str) -> Asked:
    """Mail the way to everything an address follows; nothing when it follows nothing."""
    with transaction.atomic():
        if too_busy(kinds.ASKED):
            return Asked.BUSY
        follower = Follower.objects.filter(email=email).first()
        if follower is not None and may_mail(email, kinds.ASKED):
            _mail(follower, kinds.LINK, *letters.link(tokens.manage_url(follower.public)))
    return Asked.DONE


def confirm(public: UUID) -> SavedSearch | None:
    """Let the mails begin; None when the search is gone. Twice is once."""
    now = timezone.now()
    SavedSearch.objects.filter(public=public, confirmed_at=None).update(
        confirmed_at=now, ends_at=a_year_after(now)
    )
    return SavedSearch.objects.select_related("follower").filter(public=public).first()


def change(follower: Follower, public: UUID, frequency: str) -> bool:
    """Set how often mail comes; say whether there was such a search."""
    return bool(_own(follower, public).update(frequency=frequency))


def renew(follower: Follower, public: UUID) -> bool:
    """Let a search go on for another year; say whether there was such a search."""
    return bool(_own(follower, public).update(ends_at=a_year_after(timezone.now())))


def stop(follower: Follower, public: UUID) -> bool:
    """Drop one search; say whether there was such a search. With the last one all is gone."""
    with transaction.atomic():
        dropped, _ = follower.searches.filter(public=public).delete()
        if not follower.searches.exists():
            leave(follower.public)
    return bool(dropped)


def leave(public: UUID) -> None:
    """Drop everything of a follower, also what is still in the outbox. Twice is once."""
    with transaction.atomic():
        follower = Follower.objects.filter(public=public).first()
        if follower is not None:
            withdraw(follower.email, kinds.ALL)
            follower.delete()


def a_year_after(moment: datetime) -> datetime:
    """Return the same day next year; 29 February becomes the 28th."""
    last = calendar.monthrange(moment.year + 1, moment.month)[1]
    return moment.replace(year=moment.year + 1, day=min(moment.day, last))


def _own(follower: Follower, public: UUID) -> QuerySet[SavedSearch]:
    return follower.searches.filter(public=public).exclude(confirmed_at=None)


def _mail(
    follower: Follower, kind: str, subject: str, text: str, *, about: UUID | None = None
) -> None:
    """Write a mail that somebody asked for; pressing twice gives no second one."""
    name = (about or follower.public).hex
    queue(follower.email, subject, text, kind=kind, key=f"{name}:{slot()}")
