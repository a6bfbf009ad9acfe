"""From the permanent number of an item to its page, whichever type it has."""

from uuid import UUID

from wagtail.models import Page, get_page_models

from academie.core.models import BasePage
from academie.core.visibility import public_pages


def item_models() -> list[type[BasePage]]:
    """Return every type of page that has a permanent number."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


def page_with(permanent_id: UUID) -> Page | None:
    """Return the page with this number, whatever its state; None when there is none."""
    pk = _pk(permanent_id)
    return None if pk is None else Page.objects.filter(pk=pk).first()


def public_page_with(permanent_id: UUID) -> Page | None:
    """Return the page with this number if every reader may open it now, otherwise None."""
    pk = _pk(permanent_id)
    if pk is None:
        return None
    return public_pages().filter(pk=pk).first()


def permanent_ids(page_ids: list[int]) -> dict[int, UUID]:
    """Return the permanent numbers of pages, by primary key; one query."""
    first, *rest = (
        model._default_manager.filter(pk__in=page_ids).order_by().values_list("pk", "permanent_id")
        for model in item_models()
    )
    return dict(first.union(*rest, all=True)) if page_ids else {}


def _pk(permanent_id: UUID) -> int | None:
    first, *rest = (
        model._default_manager.filter(permanent_id=permanent_id).order_by().values_list("pk")
        for model in item_models()
    )
    found = next(iter(first.union(*rest, all=True)), None)
    return found[0] if found else None
