"""The one gate: what machines may get of an item, and whether they may get it at all.

Every output of this app asks here: live, original, open to everybody up to the root, and not
expired. Nothing else may hand items to machines.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from academie.core.models import BasePage
from academie.core.search_pages import searchable_models
from academie.core.visibility import is_public

Models = Sequence[type[BasePage]]


def models() -> Models:
    """Return the types of pages that are items."""
    return searchable_models()


def items(model: type[BasePage], today: date | None = None) -> "QuerySet[Any]":
    """Return the items of one type that everybody may have now."""
    not_expired = Q(valid_until=None) | Q(valid_until__gte=today or timezone.localdate())
    return model._default_manager.filter(not_expired, is_public(), alias_of=None).order_by("pk")


def find(permanent_id: uuid.UUID, *, also_expired: bool = False) -> BasePage | None:
    """Return the public item with this number, or None; in two queries, whatever its type.

    ``also_expired`` is for leading a reader to the page, which says itself that it is over.
    """
    today = date.min if also_expired else None
    first, *rest = (
        items(model, today)
        .filter(permanent_id=permanent_id)
        .order_by()
        .values_list("pk", Value(place))
        for place, model in enumerate(models())
    )
    found = first.union(*rest, all=True).first()
    if found is None:
        return None
    pk, place = found
    page: BasePage | None = items(models()[place], today).filter(pk=pk).first()
    return page


def pages(pks: Iterable[int], *, among: Models | None = None) -> Iterator[BasePage]:
    """Yield those of these pages that are public, one query a type."""
    wanted = set(pks)
    for model in among or models():
        if wanted:
            yield from items(model).filter(pk__in=wanted)


def public_numbers(among: Models | None = None) -> dict[uuid.UUID, int]:
    """Return permanent number -> page of everything that is public; one query a type."""
    return {
        number: pk
        for model in among or models()
        for number, pk in items(model).values_list("permanent_id", "pk")
    }


def open_pages() -> "QuerySet[Page]":
    """Return all pages that everybody may open, also those that are no items (shelves, home)."""
    return Page.objects.filter(is_public(), alias_of=None).order_by("pk")


def may_be_told(page: BasePage, request: HttpRequest | None) -> bool:
    """Say whether a page that is being shown may carry data for machines.

    For the page itself, which Wagtail's own check on restrictions let through; a preview of a
    draft, an alias and an expired item carry nothing.
    """
    preview = bool(getattr(request, "is_preview", False))
    return page.live and not preview and not page.is_expired and page.alias_of_id is None


def urls(pks: Mapping[int, str] | Iterable[int]) -> dict[int, str]:
    """Return page -> path of those pages that everybody may open, for links inside a text."""
    from academie.outlet.addresses import path_of, root_path

    root = root_path()
    found = open_pages().filter(pk__in=list(pks)).values_list("pk", "url_path")
    return {pk: path_of(url_path, root) for pk, url_path in found if url_path.startswith(root)}
