"""Which pages are found at all: the one definition that the index and the second gate share."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from academie.core.models import BasePage
from academie.core.visibility import is_public


@cache
def searchable_models() -> tuple[type[BasePage], ...]:
    """Return the page types that say how they are found (checked by academie.core.checks)."""
    return tuple(
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and model.search_type and not model.search_excluded
    )


def searchable_pages() -> QuerySet[Page]:
    """Return all pages of those types, whatever their state."""
    types = ContentType.objects.get_for_models(*searchable_models()).values()
    return Page.objects.filter(content_type__in=[one.pk for one in types])


def indexable_pages() -> QuerySet[Page]:
    """Return the pages that anybody may find now: live, original, and open up to the root.

    An alias shows another page's words, so finding both would say everything twice.
    """
    return searchable_pages().filter(is_public(), alias_of=None).order_by()
