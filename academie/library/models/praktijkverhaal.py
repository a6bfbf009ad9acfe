"""Praktijkverhaal: one experience, told by more voices."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from academie.core import panels
from academie.core.blocks import RICH_FEATURES
from academie.core.enums import ContentType
from academie.core.forms import BasePageForm
from academie.core.models import BasePage, IndexPage
from academie.core.stream_words import stream_words
from academie.core.text import html_to_text, join_words
from academie.library.blocks import LessonBlock, MomentBlock, Voice
from academie.library.second_reading import SecondReadingPanel

WORDS_A_MINUTE = 200
"""Reading speed used for the card; a calm pace for plain text."""


class PraktijkverhaalIndexPage(IndexPage):
    """The shelf of all praktijkverhalen."""

    listed_type = ContentType.PRAKTIJKVERHAAL
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["library.Praktijkverhaal"]
    template = "library/praktijkverhaal_index_page.html"

    class Meta:
        verbose_name = "overzicht van praktijkverhalen"


class PraktijkverhaalForm(BasePageForm):
    """The second reader comes after the maker, so the maker is not asked for her tick."""

    def _tell(self, field: str, message: str) -> None:
        if field != "not_traceable":
            super()._tell(field, message)


class Praktijkverhaal(BasePage):
    """A story that cannot be published without consent and a second reader."""

    parent_page_types: ClassVar = ["library.PraktijkverhaalIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/praktijkverhaal.html"
    base_form_class = PraktijkverhaalForm
    search_type = ContentType.PRAKTIJKVERHAAL
    card_letter = "V"
    # Consent was asked for this story; a copy becomes another story.
    exclude_fields_in_copy: ClassVar[list[str]] = [
        *BasePage.exclude_fields_in_copy,
        "consent_given",
        "not_traceable",
        "second_reader",
        "second_read_at",
        "vouched_note",
    ]

    situation = RichTextField("de situatie", features=RICH_FEATURES, blank=True)
    moments = StreamField([("moment", MomentBlock())], verbose_name="momenten", blank=True)
    approach = RichTextField("wat we deden", features=RICH_FEATURES, blank=True)
    outcome = RichTextField("wat het opleverde", features=RICH_FEATURES, blank=True)
    lessons = StreamField([("lesson", LessonBlock())], verbose_name="lessen", blank=True)
    aftermath = RichTextField("hoe het verder ging", features=RICH_FEATURES, blank=True)
    reading_minutes = models.PositiveSmallIntegerField(
        "minuten lezen", null=True, blank=True, validators=[MaxValueValidator(60)]
    )

    consent_given = models.BooleanField(
        "iedereen over wie dit gaat, gaf toestemming",
        default=False,
        help_text="Bij een kind: de ouders, en vanaf 16 jaar de jongere zelf.",
    )
    consent_note = models.CharField("zo staat het onder het verhaal", max_length=250, blank=True)
    not_traceable = models.BooleanField(
        "ik las dit als tweede lezer: niemand is te herkennen",
        default=False,
        help_text="Alleen iemand anders dan de maker kan dit aanvinken. Wij bewaren wie.",
    )
    # Written by who approves the story (academie.moderation.story). Not in the editor: whoever
    # saves a version there is a maker of it, and can no longer be its second reader.
    second_reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="tweede lezer",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    second_read_at = models.DateTimeField("nagelezen op", null=True, blank=True, editable=False)
    vouched_note = models.CharField(
        "bij de bron geregeld", max_length=250, blank=True, editable=False
    )

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("situation"),
        FieldPanel("moments"),
        FieldPanel("approach"),
        FieldPanel("outcome"),
        FieldPanel("lessons"),
        FieldPanel("aftermath"),
        FieldPanel("reading_minutes"),
        MultiFieldPanel(
            [
                HelpPanel(
                    content="Schrijf nooit een naam, geboortedatum of school met klas. "
                    "Zonder toestemming kunt u het verhaal niet insturen. Wie het daarna nakijkt, "
                    "zegt of iemand te herkennen is. Verandert u de tekst, dan leest weer iemand."
                ),
                FieldPanel("consent_given"),
                FieldPanel("consent_note"),
                SecondReadingPanel("second_reader", heading="Laatst nagelezen door"),
                SecondReadingPanel("second_read_at", heading="Laatst nagelezen op"),
            ],
            heading="Toestemming en herkenbaarheid",
        ),
        InlinePanel("reading_links", heading="Eerst en daarna", label="pagina"),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "praktijkverhaal"
        verbose_name_plural = "praktijkverhalen"

    def publish_problems(self) -> dict[str, str]:
        """Consent and a second reader come first, also for an adopted story."""
        problems = super().publish_problems()
        if self.vouched_note:
            return problems
        if not self.consent_given:
            problems["consent_given"] = (
                "Vraag eerst toestemming aan iedereen over wie dit gaat. Vink het daarna aan."
            )
        if not (self.not_traceable and self.second_reader_id):
            problems["not_traceable"] = (
                "Laat een tweede lezer nakijken of iemand te herkennen is: bewaar het verhaal "
                "als concept en stuur het in."
            )
        elif self.second_reader_id == self.owner_id:
            problems["not_traceable"] = "De tweede lezer mag niet de maker zijn."
        return problems

    def completeness_problems(self) -> dict[str, str]:
        """A story has a situation and something learned."""
        problems = super().completeness_problems()
        if not self.situation.strip() and not len(self.moments):
            problems["situation"] = "Beschrijf de situatie of voeg een moment toe."
        if not len(self.lessons):
            problems["lessons"] = "Schrijf minstens één les op."
        return problems

    def search_body(self) -> str:
        """All that is told."""
        return join_words(
            [
                html_to_text(self.situation),
                *stream_words(self.moments),
                html_to_text(self.approach),
                html_to_text(self.outcome),
                *stream_words(self.lessons),
                html_to_text(self.aftermath),
            ]
        )

    def search_minutes(self) -> int | None:
        """Reading time: what the editor says, otherwise counted from the words."""
        if self.reading_minutes:
            return self.reading_minutes
        words = len(self.search_body().split())
        return max(1, round(words / WORDS_A_MINUTE)) if words else None

    def voices(self) -> list[str]:
        """Labels of the voices in order of appearance, each once."""
        found = [part["voice"] for moment in self.moments for part in moment.value["parts"]]
        return [Voice(voice).label for voice in dict.fromkeys(found)]

    def search_card(self) -> Mapping[str, Any]:
        """The voices of the story."""
        return {"voices": self.voices()}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the moments as a score."""
        from academie.library.score import score_for

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"score": score_for(self.moments)}
