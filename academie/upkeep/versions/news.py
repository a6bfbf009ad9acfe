"""One mail to everybody who saved an item when readers get another text."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from academie.accounts.models import User
from academie.core.differences import as_lines
from academie.core.savers import savers_of
from academie.core.visibility import public_pages
from academie.mail.links import absolute
from academie.mail.outbox import owe, unsubscribe_headers
from academie.upkeep import kinds
from academie.upkeep.letters import letter, listed
from academie.upkeep.models import NoNews, PublishedVersion
from academie.upkeep.versions.reading import difference

AT_ONCE = 20
"""Versions in one round of the worker."""

_SIGNER = Signer(salt="upkeep.no-news")
_LONGEST = 200


def send_news(now: datetime | None = None) -> bool:
    """Write the mails about versions that nobody was told of; say whether there were any."""
    now = now or timezone.now()
    waiting = PublishedVersion.objects.filter(news_sent_at=None).order_by("at", "pk")
    numbers = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    for pk in numbers:
        _send(pk, now)
    return bool(numbers)


def leave_token(user_id: int, page_id: int) -> str:
    """Return the token by which this person stops mail about this item."""
    return _SIGNER.sign(f"{user_id}-{page_id}")


def read_leave(token: str) -> tuple[int, int] | None:
    """Return account and page of a token; None for a false one."""
    try:
        user, _, page = _SIGNER.unsign(token[:_LONGEST]).partition("-")
        return int(user), int(page)
    except (BadSignature, ValueError):
        return None


@transaction.atomic
def _send(pk: int, now: datetime) -> None:
    # Who changes the row tells of it; another worker finds nothing left to change.
    claimed = PublishedVersion.objects.filter(pk=pk, news_sent_at=None).update(news_sent_at=now)
    version = PublishedVersion.objects.select_related("page").filter(pk=pk).first()
    if not claimed or version is None or version.is_small or version.hidden_at:
        return
    page = public_pages().filter(pk=version.page_id).first()
    readers = _readers(version.page) if page else []
    if page is None or not readers:
        return
    item: Any = page.specific
    found = difference(item, version.number)
    lines = as_lines(found.changes) if found else []
    if not lines:
        return
    url = absolute(reverse("upkeep:version", args=[item.permanent_id, version.number]))
    for reader in readers:
        _mail(reader, item, version, lines, url)


def _readers(page: Page) -> list[User]:
    """Return who saved the item and wants to hear of it; whoever made it knows already."""
    refused = NoNews.objects.filter(Q(page_id=page.pk) | Q(page=None)).values("user_id")
    users = get_user_model().objects.filter(pk__in=savers_of(page.pk) - {page.owner_id})
    return list(users.filter(is_active=True).exclude(email="").exclude(pk__in=refused))


def _mail(reader: User, page: Any, version: PublishedVersion, lines: list[str], url: str) -> None:
    token = leave_token(reader.pk, page.pk)
    stop = absolute(f"{reverse('upkeep:no_news')}?t={token}")
    text = letter(
        f"U bewaarde ‘{page.title}’. Er staat nu een nieuwe versie op de site. Dit veranderde er:",
        listed(lines),
        f"De maker schrijft erbij: {version.note}" if version.note else "",
        f"Bekijk wat er veranderde:\n{url}",
        f"De kaart zelf:\n{page.full_url or absolute(page.url or '/')}",
        f"--------\nGeen mail meer over deze kaart, of over alles wat u bewaart:\n{stop}",
    )
    owe(
        reader.email,
        f"Veranderd: {page.title}"[:150],
        text,
        kind=kinds.NEWS,
        key=f"{version.pk}:{reader.pk}",
        headers=unsubscribe_headers(stop),
    )
