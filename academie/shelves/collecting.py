"""Making collections, and everything that their owner does with them."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from academie.shelves.cards import cards
from academie.shelves.models import Collection, CollectionItem, new_key

MOST_COLLECTIONS = 50
MOST_ITEMS = 100


class Full(Exception):
    """There is no more room; the text is the sentence for the owner."""


@transaction.atomic
def make(owner: Any, title: str, intro: str = "") -> Collection:
    """Make an empty collection. Raises `Full`."""
    if Collection.objects.filter(owner=owner).count() >= MOST_COLLECTIONS:
        raise Full(f"U hebt al {MOST_COLLECTIONS} verzamelingen. Gooi er eerst een weg.")
    return Collection.objects.create(owner=owner, title=title, intro=intro)


@transaction.atomic
def add(collection: Collection, page_id: int, line: str = "") -> CollectionItem:
    """Put an item last, or leave it where it is. Raises `Full`."""
    _hold(collection)
    items = CollectionItem.objects.filter(collection=collection)
    known = items.filter(page=page_id).first()
    if known is not None:
        return known
    if items.count() >= MOST_ITEMS:
        raise Full(f"In een verzameling passen {MOST_ITEMS} kaarten. Haal er eerst een uit.")
    last = items.aggregate(last=Max("place"))["last"] or 0
    _changed(collection)
    return items.create(collection=collection, page_id=page_id, place=last + 1, line=line)


@transaction.atomic
def move(item: CollectionItem, *, up: bool) -> None:
    """Change places with the item before or after; the first one stays first."""
    _hold(item.collection)
    order = list(CollectionItem.objects.filter(collection=item.collection))
    at = next((number for number, one in enumerate(order) if one.pk == item.pk), None)
    if at is None:
        return
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return
    order[at], order[to] = order[to], order[at]
    for place, one in enumerate(order, start=1):
        one.place = place
    CollectionItem.objects.bulk_update(order, ["place"])
    _changed(item.collection)


def say(item: CollectionItem, line: str) -> None:
    """Change what the owner says with an item."""
    CollectionItem.objects.filter(pk=item.pk).update(line=line)
    _changed(item.collection)


def take_out(item: CollectionItem) -> None:
    """Take an item out of a collection."""
    item.delete()
    _changed(item.collection)


def describe(collection: Collection, title: str, intro: str) -> None:
    """Change name and explanation."""
    Collection.objects.filter(pk=collection.pk).update(title=title, intro=intro)
    _changed(collection)


def open_link(collection: Collection) -> None:
    """Open a collection for whoever has its link; a new link every time."""
    Collection.objects.filter(pk=collection.pk, key="").update(key=new_key())


def close_link(collection: Collection) -> None:
    """Close it again: the link that was given away never works any more."""
    Collection.objects.filter(pk=collection.pk).update(key="")


@transaction.atomic
def copy(collection: Collection, owner: Any) -> Collection:
    """Make somebody's own copy of what is public of a shared collection. Raises `Full`."""
    own = make(owner, collection.title, collection.intro)
    items = list(collection.items.all())
    public = cards(item.page_id for item in items)
    CollectionItem.objects.bulk_create(
        CollectionItem(collection=own, page_id=item.page_id, place=place, line=item.line)
        for place, item in enumerate(items, start=1)
        if item.page_id in public
    )
    return own


def _hold(collection: Collection) -> None:
    """Let two tabs of the owner change the order after each other."""
    Collection.objects.select_for_update().get(pk=collection.pk)


def _changed(collection: Collection) -> None:
    Collection.objects.filter(pk=collection.pk).update(changed_at=timezone.now())
