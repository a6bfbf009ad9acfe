"""A collection as its owner and others see it, in the order 'eerst, daarna'."""

from collections.abc import Sequence
from dataclasses import dataclass

from academie.shelves.cards import Card, cards
from academie.shelves.models import Collection, CollectionItem


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a collection; ``card`` is None when not everybody may open it (any more)."""

    pk: int
    number: int
    card: Card | None
    line: str
    first: bool
    last: bool


def for_owner(collection: Collection) -> list[Line]:
    """Return every item, also what is not available: the owner has to know that it is gone."""
    items = list(collection.items.all())
    return _lines(items, cards(item.page_id for item in items))


def for_others(collection: Collection) -> list[Line]:
    """Return what everybody may open, numbered without gaps."""
    items = list(collection.items.all())
    public = cards(item.page_id for item in items)
    return _lines([item for item in items if item.page_id in public], public)


def _lines(items: Sequence[CollectionItem], public: dict[int, Card]) -> list[Line]:
    return [
        Line(
            pk=item.pk,
            number=number,
            card=public.get(item.page_id) if item.page_id else None,
            line=item.line,
            first=number == 1,
            last=number == len(items),
        )
        for number, item in enumerate(items, start=1)
    ]
