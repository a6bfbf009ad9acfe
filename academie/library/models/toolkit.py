"""Toolkit: something to do, starting on Monday morning."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from academie.core import panels
from academie.core.blocks import RICH_FEATURES
from academie.core.enums import ContentType
from academie.core.models import BasePage, IndexPage
from academie.core.stream_words import stream_words
from academie.core.text import html_to_text, join_words
from academie.library.blocks import ActionBlock, StepBlock


class ToolkitIndexPage(IndexPage):
    """The shelf of all toolkits."""

    listed_type = ContentType.TOOLKIT
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["library.Toolkit"]
    template = "library/toolkit_index_page.html"

    class Meta:
        verbose_name = "overzicht van toolkits"


class Toolkit(BasePage):
    """A toolkit: what it is for, the maandagochtend card, steps and downloads."""

    parent_page_types: ClassVar = ["library.ToolkitIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/toolkit.html"
    search_type = ContentType.TOOLKIT
    card_letter = "T"

    purpose = RichTextField("waar is dit voor?", features=RICH_FEATURES, blank=True)
    moment = models.CharField(
        "wanneer doet u dit?", max_length=80, blank=True, help_text="Bijvoorbeeld: na de bel."
    )
    actions = StreamField([("action", ActionBlock())], verbose_name="wat u doet", blank=True)
    minutes = models.PositiveSmallIntegerField(
        "minuten",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    prep_minutes = models.PositiveSmallIntegerField(
        "minuten voorbereiden", null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    group_size = models.CharField("groep", max_length=60, blank=True)
    materials = models.CharField("nodig", max_length=250, blank=True)
    escalate_when = models.TextField(
        "opschalen als …",
        blank=True,
        max_length=500,
        help_text="Maak de zin af: wanneer doet de lezer dit niet meer alleen?",
    )
    escalate_to = models.ForeignKey(
        "library.Werkinstructie",
        verbose_name="zo loopt het dan verder",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    steps = StreamField([("step", StepBlock())], verbose_name="stap voor stap", blank=True)

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("purpose"),
        MultiFieldPanel(
            [
                FieldPanel("moment"),
                FieldPanel("actions"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("prep_minutes")]),
                FieldPanel("group_size"),
                FieldPanel("materials"),
                FieldPanel("escalate_when"),
                FieldPanel("escalate_to"),
            ],
            heading="Maandagochtend: de kaart die op één A4 past",
        ),
        FieldPanel("steps"),
        InlinePanel("downloads", heading="Downloads", label="bestand"),
        InlinePanel("reading_links", heading="Eerst en daarna", label="pagina"),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "toolkit"
        verbose_name_plural = "toolkits"

    def completeness_problems(self) -> dict[str, str]:
        """The maandagochtend card is what a teacher comes for: none of its parts may be missing."""
        problems = super().completeness_problems()
        if not self.escalate_when.strip():
            problems["escalate_when"] = (
                "Maak de zin 'Opschalen als …' af. Zo weet de lezer wanneer hulp nodig is."
            )
        if not len(self.actions):
            problems["actions"] = "Zet minstens één actie op de maandagochtendkaart."
        if not self.minutes:
            problems["minutes"] = "Vul in hoeveel minuten het kost."
        if not self.group_size.strip():
            problems["group_size"] = "Vul in voor welke groep het is, bijvoorbeeld: hele klas."
        return problems

    def search_body(self) -> str:
        """Purpose, card, steps and the names of the downloads."""
        return join_words(
            [
                html_to_text(self.purpose),
                *stream_words(self.actions),
                self.materials,
                *stream_words(self.steps),
                self.escalate_when,
                *(download.title for download in self.downloads.all()),
            ]
        )

    def search_minutes(self) -> int | None:
        """Minutes on the card."""
        return self.minutes

    def search_card(self) -> Mapping[str, Any]:
        """The group it is for."""
        return {"group_size": self.group_size}

    def linked_page_ids(self) -> list[int]:
        """Where the card sends who needs more help."""
        return [self.escalate_to_id] if self.escalate_to_id else []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the downloads, the page to go on to, and how the card is set on paper."""
        from academie.library.downloads import downloads_of
        from academie.library.print_fit import toolkit_fit

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "downloads": downloads_of(self),
            "escalation": context["detail"].link(self.escalate_to_id),
            "fit": toolkit_fit(self),
        }


class ToolkitDownload(Orderable):
    """A document that belongs to a toolkit."""

    page = ParentalKey(Toolkit, related_name="downloads", on_delete=models.CASCADE)
    title = models.CharField("naam", max_length=120)
    document = models.ForeignKey(
        "core.AcademieDocument", verbose_name="document", on_delete=models.PROTECT, related_name="+"
    )

    panels: ClassVar = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = "download"
