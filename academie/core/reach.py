"""Whose unpublished texts somebody may see: the one definition that the admin and files share.

Published pages are for everybody; this is about drafts, earlier versions and what is on its way.
Everything for a superuser and for who may change pages everywhere (Redacteur, Beheerder); the pages
of one's own regions for a Regioredacteur; one's own pages for everybody; and what somebody was
asked to read, by rules of the apps above (`register_assignment`).
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from wagtail.models import GroupPagePermission, Page

from academie.core.items import item_models
from academie.core.search_terms import region_model

REGIONAL_GROUP = "Regioredacteur"
"""The one group whose right to change pages ends at the regions of its member."""

Assignment = Callable[[Any], QuerySet[Any]]

_assignments: list[Assignment] = []


def register_assignment(assigned: Assignment) -> None:
    """Add a rule: user -> numbers of pages that were given to her to read, as a queryset of one
    column. Asked of logged-in people only, and only about pages that are not hers anyhow."""
    if assigned not in _assignments:
        _assignments.append(assigned)


def reaches_everything(user: Any) -> bool:
    """Return whether somebody may see every draft; kept on the user for this request."""
    if not user.is_authenticated or not user.is_active:
        return False
    known = user.__dict__.get("_reaches_everything")
    if known is None:
        known = user.is_superuser or (
            GroupPagePermission.objects.filter(
                group__user=user, permission__codename="change_page", page__depth=1
            )
            .exclude(group__name=REGIONAL_GROUP)
            .exists()
        )
        user._reaches_everything = known
    return bool(known)


def within_reach(user: Any) -> Q:
    """Return the condition on pages that their unpublished texts are for this user."""
    if reaches_everything(user):
        return Q()
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    own = Q(owner=user)
    given = reduce(or_, (Q(pk__in=assigned(user)) for assigned in _assignments), own)
    regions = regions_of(user)
    return given | _in_regions(regions) if regions else given


def may_reach(user: Any, page: int) -> bool:
    """Return whether this page's unpublished texts are for this user; remembered on the user."""
    if reaches_everything(user):
        return True
    known: dict[int, bool] = user.__dict__.setdefault("_reach_of_pages", {})
    if page not in known:
        known[page] = Page.objects.filter(within_reach(user), pk=page).exists()
    return known[page]


def regions_of(user: Any) -> set[int]:
    """Return the regions that a regional editor looks after, and every place inside them."""
    if not user.groups.filter(name=REGIONAL_GROUP).exists():
        return set()
    return places_of(user)


def places_of(user: Any) -> set[int]:
    """Return the account's regions and every place inside them."""
    found = set(user.regions.values_list("pk", flat=True))
    if found:
        rows = region_model()._default_manager.order_by().values_list("pk", "parent_id")
        parents = dict(rows)
        # A set only grows, so a ring of parents ends too.
        while inside := {pk for pk, parent in parents.items() if parent in found} - found:
            found |= inside
    return found


def shelves() -> Q:
    """Return the condition that a page is part of the building: the home page, a shelf."""
    return ~Q(content_type__in=_item_types())


def title_is_public() -> Q:
    """Return the condition that the admin shows no other title of a page than readers see."""
    return Q(live=True, draft_title=F("title"))


def _item_types() -> list[int]:
    return [kind.pk for kind in ContentType.objects.get_for_models(*item_models()).values()]


def _in_regions(regions: set[int]) -> Q:
    """Return the condition that a page comes from one of these places.

    What an editor wrote last counts: a draft that moved to another region is the other editor's.
    """
    published = reduce(
        or_,
        (
            Q(pk__in=model._default_manager.filter(region__in=regions).order_by().values("pk"))
            for model in item_models()
        ),
    )
    unchanged = Q(has_unpublished_changes=False) | Q(latest_revision=None)
    return (published & unchanged) | Q(
        has_unpublished_changes=True, latest_revision__content__region__in=sorted(regions)
    )
