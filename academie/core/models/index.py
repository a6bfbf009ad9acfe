"""Index pages: a shelf that holds one kind of item."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from academie.core import panels
from academie.core.models.gated import GatedPage
from academie.core.models.shelf import ShelfRouting


class IndexPage(ShelfRouting, GatedPage, Page):
    """Abstract shelf: its own words on top, below it the search results of its type.

    It has no words that a searcher looks for, so it stays out of the index.
    """

    search_type: ClassVar[str | None] = None
    search_excluded: ClassVar[bool] = True
    listed_type: ClassVar[str]
    """The value of the search facet ``type`` that this shelf shows."""

    promote_panels: ClassVar[list[Any]] = panels.PROMOTE_PANELS
    intro = models.TextField("inleiding", blank=True, max_length=400)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    max_count = 1

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the results of the same search as /zoeken/, limited to this shelf's type."""
        # The import waits until all apps are loaded: the search's views need settings and urls.
        from search.listing import listing_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | listing_context(request, fixed={"type": self.listed_type})
