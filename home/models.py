"""The front door and plain pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from academie.core import panels
from academie.core.blocks import ProseBlock
from academie.core.enums import ContentType
from academie.core.models import BasePage
from academie.core.models.gated import GatedPage
from academie.core.stream_words import stream_words
from academie.core.text import join_words
from home.blocks import PlanBlock, TryBlock


class HomePage(GatedPage, Page):
    """Search first, then the doors, the agenda, one story and the progress."""

    search_type: ClassVar[str | None] = None
    search_excluded: ClassVar[bool] = True
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    template = "home/home_page.html"
    promote_panels: ClassVar[list[Any]] = panels.PROMOTE_PANELS
    max_count = 1

    question = models.CharField(
        "vraag bovenaan", max_length=60, default="Wat hebt u morgen nodig in de klas?"
    )
    intro = models.TextField("inleiding", blank=True, max_length=400)
    tries = StreamField([("try", TryBlock())], verbose_name="vaak gezocht", blank=True)
    story = models.ForeignKey(
        "library.Praktijkverhaal",
        verbose_name="verhaal in vier stemmen",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    plans_heading = models.CharField("kop", max_length=60, default="Hoe ver zijn de plannen?")
    plans_intro = models.TextField("uitleg", blank=True, max_length=300)
    plans = StreamField([("plan", PlanBlock())], verbose_name="plannen", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("question"), FieldPanel("intro"), FieldPanel("tries")], heading="Bovenaan"
        ),
        PageChooserPanel("story"),
        MultiFieldPanel(
            [FieldPanel("plans_heading"), FieldPanel("plans_intro"), FieldPanel("plans")],
            heading="Voortgang",
        ),
    ]

    class Meta:
        verbose_name = "voorpagina"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add counts, the ten-minute list, the doors, the agenda and the story."""
        from home.selectors import front_page

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | front_page(self, request)


class ContentPage(BasePage):
    """A plain page: about the academie, accessibility, privacy."""

    class Nav(models.TextChoices):
        """Where in the footer the page is linked."""

        NONE = "", "Nergens"
        JOIN = "meedoen", "Onder 'Meedoen'"
        ABOUT = "over", "Onder 'Over deze site'"

    parent_page_types: ClassVar = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar = ["home.ContentPage"]
    template = "home/content_page.html"
    search_type = ContentType.PAGINA
    card_letter = "P"

    nav = models.CharField("in de voet van de site", max_length=10, choices=Nav, blank=True)
    body = StreamField(ProseBlock(), verbose_name="tekst", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("body"),
        FieldPanel("nav"),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "pagina"
        verbose_name_plural = "pagina's"

    def search_body(self) -> str:
        """The text."""
        return join_words(stream_words(self.body))
