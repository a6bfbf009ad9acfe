"""Saving an item, and taking it off the shelf."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from academie.figures.counting import count, take_back
from academie.figures.models import What
from academie.shelves.models import CollectionItem, Saved

MOST_SAVED = 500
"""More than anybody looks through; a limit on what a machine can fill."""


@transaction.atomic
def save(user: Any, page_id: int) -> bool:
    """Save an item, once; False when the shelf is full. Counts as one save of the item."""
    if Saved.objects.filter(user=user, page=page_id).exists():
        return True
    if Saved.objects.filter(user=user).count() >= MOST_SAVED:
        return False
    _, made = Saved.objects.get_or_create(user=user, page_id=page_id)
    if made:
        count(page_id, What.SAVES)
    return True


@transaction.atomic
def remove(user: Any, page_id: int) -> None:
    """Take an item off the shelf, and out of the count of its saves."""
    saved = Saved.objects.select_for_update().filter(user=user, page=page_id).first()
    if saved is None:
        return
    take_back(page_id, What.SAVES, timezone.localdate(saved.saved_at))
    saved.delete()


def savers(page_id: int) -> Iterable[int]:
    """Return the accounts that saved an item or put it in a collection of theirs."""
    saved = Saved.objects.filter(page=page_id, user__is_active=True)
    collected = CollectionItem.objects.filter(page=page_id, collection__owner__is_active=True)
    return {
        *saved.values_list("user_id", flat=True),
        *collected.values_list("collection__owner_id", flat=True),
    }
