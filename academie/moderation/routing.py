"""Who is asked to read a text, and who may.

A regional editor reads what comes from her regions; an editor the rest. A row of ``ReviewRoute``
goes before both. Nobody is asked to read what she made.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page

from academie.accounts.models import User
from academie.accounts.who import (
    BEHEERDER,
    REDACTEUR,
    REGIOREDACTEUR,
    administrators,
    editors_for,
)
from academie.moderation.models import Approval, ReviewRoute
from academie.moderation.models.review import Review
from academie.moderation.peers import is_peer
from academie.taxonomy.models import Region
from academie.taxonomy.selectors import region_path


def region_of(page: Page) -> Region | None:
    """Return the place a page comes from; shelves and the front page have none."""
    return getattr(page, "region", None)


def route_for(page: Page) -> ReviewRoute | None:
    """Return the row that counts for a page: the most precise one, or None."""
    region = region_of(page)
    places = _places(region)
    kind = ContentType.objects.get_for_model(page.specific_class, for_concrete_model=False)
    rows = ReviewRoute.objects.filter(
        Q(content_type=None) | Q(content_type=kind),
        Q(region=None) | Q(region__slug__in=places),
    ).select_related("region")

    def precision(row: ReviewRoute) -> tuple[bool, int]:
        near = len(places) - places.index(row.region.slug) if row.region else 0
        return row.content_type_id is not None, near

    return max(rows, key=precision, default=None)


def route_readers(route: ReviewRoute) -> QuerySet[User]:
    """Return the active accounts that a row names, by themselves or by their group."""
    named = Q(pk__in=route.people.values("pk")) | Q(groups__in=route.groups.all())
    return User.objects.filter(named, is_active=True).order_by("pk").distinct()


def asked_for(page: Page, makers: set[int]) -> QuerySet[User]:
    """Return who gets the question: nobody who made the text; the beheerders if nobody is left."""
    route = route_for(page)
    found = route_readers(route) if route else editors_for(region_of(page))
    found = found.exclude(pk__in=makers)
    if not found.exists() and route:
        found = editors_for(region_of(page)).exclude(pk__in=makers)
    if not found.exists():
        found = editors_for(None).exclude(pk__in=makers)
    return found if found.exists() else administrators().exclude(pk__in=makers)


def as_what(review: Review, user: Any) -> str:
    """Return in which quality somebody may read this; '' for who may not.

    Says nothing of having made it: that is asked at the decision, of the versions themselves.
    """
    if not (user.is_authenticated and user.is_active):
        return ""
    if user.is_superuser:
        return Approval.AsWhat.ADMINISTRATOR
    groups = set(user.groups.values_list("name", flat=True))
    if BEHEERDER in groups:
        return Approval.AsWhat.ADMINISTRATOR
    if REDACTEUR in groups:
        return Approval.AsWhat.EDITOR
    if REGIOREDACTEUR in groups and cares_for(user, review.region):
        return Approval.AsWhat.REGIONAL
    route = route_for(review.page.specific)
    if route and route_readers(route).filter(pk=user.pk).exists():
        return Approval.AsWhat.ROUTE
    if review.peers_may and is_peer(review, user, groups):
        return Approval.AsWhat.PEER
    return ""


def cares_for(user: User, region: Region | None) -> bool:
    """Return whether a place is one of the account's regions, or lies inside one."""
    places = _places(region)
    return bool(places) and user.regions.filter(slug__in=places).exists()


def _places(region: Region | None) -> tuple[str, ...]:
    return (region_path(region.slug) or (region.slug,)) if region else ()
