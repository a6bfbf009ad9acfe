"""The maker of an item hears once of a dead link in it."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from academie.mail.links import absolute
from academie.mail.outbox import owe
from academie.upkeep import kinds
from academie.upkeep.letters import letter, listed
from academie.upkeep.links.checking import DEAD_AFTER
from academie.upkeep.models import LinkUse
from academie.upkeep.people import editors_of, reachable_owner


def tell_makers(now: datetime | None = None) -> bool:
    """Write to the makers of items with dead links, once for each link; without one the editors."""
    now = now or timezone.now()
    dead = LinkUse.objects.filter(link__failures__gte=DEAD_AFTER, told_at=None, page__live=True)
    by_page: defaultdict[int, list[LinkUse]] = defaultdict(list)
    for use in dead.select_related("link").order_by("page_id", "pk"):
        by_page[use.page_id].append(use)
    for page in Page.objects.filter(pk__in=by_page):
        _tell(page.specific, by_page[page.pk], now)
    return bool(by_page)


@transaction.atomic
def _tell(page: Any, uses: list[LinkUse], now: datetime) -> None:
    claimed = LinkUse.objects.filter(pk__in=[use.pk for use in uses], told_at=None)
    if not claimed.update(told_at=now):
        return
    owner = reachable_owner(page)
    several = len(uses) > 1
    text = letter(
        f"In ‘{page.title}’ {'werken links' if several else 'werkt een link'} niet meer. "
        "Wie erop klikt, komt nergens:",
        listed([f"{use.link.url} ({use.link.get_outcome_display()})" for use in uses]),
        "Wilt u de kaart aanpassen? Verwijder de link, of zet er een andere voor in de plaats.",
        f"De kaart:\n{page.full_url or absolute('/')}",
    )
    for user in [owner] if owner else editors_of(page):
        key = f"{page.pk}:{user.pk}:{min(use.pk for use in uses)}:{now:%Y%m%d}"
        subject = f"Een link werkt niet meer: {page.title}"[:150]
        owe(user.email, subject, text, kind=kinds.DEAD_LINK, key=key)
