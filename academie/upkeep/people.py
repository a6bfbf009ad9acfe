"""Who hears about an item: its maker when she can, else the editors of the region."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page

from academie.accounts.models import User
from academie.accounts.who import (
    BEHEERDER,
    REDACTEUR,
    REGIOREDACTEUR,
    administrators,
    editors_for,
)
from academie.core.items import item_models
from academie.moderation.routing import cares_for
from academie.taxonomy.models import Region


def reachable_owner(page: Page) -> User | None:
    """Return the owner when the account is in use and has an address, otherwise None."""
    if page.owner_id is None:
        return None
    owner = get_user_model().objects.filter(pk=page.owner_id).first()
    return owner if owner is not None and owner.is_active and owner.email else None


def editors_of(page: Any) -> list[User]:
    """Return the editors of the item's region with an address; without any, the beheerders."""
    region: Region | None = getattr(page, "region", None)
    return with_address(editors_for(region)) or top()


def top() -> list[User]:
    """Return who answers for the site."""
    return with_address(administrators())


def with_address(users: Iterable[User]) -> list[User]:
    """Return the accounts that a mail can go to, each once."""
    return list({user.pk: user for user in users if user.is_active and user.email}.values())


def may_look_after(user: Any, page: Any) -> bool:
    """Return whether somebody may say that an item still holds: its maker or who reviews it."""
    if not (user.is_authenticated and user.is_active):
        return False
    return page.owner_id == user.pk or may_edit_for(user, getattr(page, "region", None))


def may_edit_for(user: Any, region: Region | None) -> bool:
    """Return whether somebody is an editor for what comes from a place."""
    if not (user.is_authenticated and user.is_active):
        return False
    groups = set(user.groups.values_list("name", flat=True))
    if user.is_superuser or groups & {REDACTEUR, BEHEERDER}:
        return True
    return REGIOREDACTEUR in groups and cares_for(user, region)


def is_top(user: Any) -> bool:
    """Return whether somebody answers for the site."""
    return bool(user.is_authenticated and administrators().filter(pk=user.pk).exists())


def places_of(page_ids: list[int]) -> dict[int, Region | None]:
    """Return from which place each of these items comes; two queries."""
    if not page_ids:
        return {}
    first, *rest = (
        model._default_manager.filter(pk__in=page_ids).order_by().values_list("pk", "region_id")
        for model in item_models()
    )
    found = dict(first.union(*rest, all=True))
    regions = Region.objects.in_bulk({pk for pk in found.values() if pk})
    return {page: regions.get(region) for page, region in found.items()}
