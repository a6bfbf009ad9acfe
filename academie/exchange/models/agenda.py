"""The agenda: upcoming sessions first, and a month view; the feed is in academie.exchange.urls."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from academie.core import panels
from academie.core.models.shelf import ShelfRouting


class AgendaIndexPage(RoutablePageMixin, ShelfRouting, Page):
    """The shelf of all trainings and exchanges."""

    search_type: ClassVar[str | None] = None
    search_excluded: ClassVar[bool] = True
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["exchange.TrainingEventPage"]
    template = "exchange/agenda_index_page.html"
    promote_panels: ClassVar[list[Any]] = panels.PROMOTE_PANELS
    max_count = 1

    intro = models.TextField("inleiding", blank=True, max_length=400)
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = "agenda"

    @path("")
    def upcoming(self, request: HttpRequest) -> HttpResponse:
        """Sessions from now on, soonest first."""
        from academie.exchange import views

        return views.agenda_upcoming(request, self)

    @path("maand/<int:year>-<int:month>/", name="month")
    def month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """All sessions of one month, day by day."""
        from academie.exchange import views

        return views.agenda_month(request, self, year, month)
