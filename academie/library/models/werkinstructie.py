"""Werkinstructie: who does what, within which term, and what if it stagnates."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from academie.core import panels
from academie.core.enums import ContentType
from academie.core.models import BasePage, IndexPage
from academie.core.stream_words import stream_words
from academie.core.text import join_words
from academie.library.blocks import RungBlock, VariantBlock, WorkStepBlock


class WerkinstructieIndexPage(IndexPage):
    """The shelf of all werkinstructies."""

    listed_type = ContentType.WERKINSTRUCTIE
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["library.Werkinstructie"]
    template = "library/werkinstructie_index_page.html"

    class Meta:
        verbose_name = "overzicht van werkinstructies"


class Werkinstructie(BasePage):
    """A procedure of typed steps, one text for every role, with sector variants and rungs."""

    parent_page_types: ClassVar = ["library.WerkinstructieIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/werkinstructie.html"
    search_type = ContentType.WERKINSTRUCTIE
    card_letter = "W"

    variants = StreamField(
        [("variant", VariantBlock())],
        verbose_name="varianten per sector",
        blank=True,
        help_text="De eerste is wat de lezer ziet als hij niets kiest.",
    )
    steps = StreamField([("step", WorkStepBlock())], verbose_name="stappen", blank=True)
    rungs = StreamField(
        [("rung", RungBlock())],
        verbose_name="als het vastloopt: de treden",
        blank=True,
        help_text="Van de eerste die u belt tot de laatste.",
    )

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("variants"),
        FieldPanel("steps"),
        FieldPanel("rungs"),
        InlinePanel("reading_links", heading="Eerst en daarna", label="pagina"),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "werkinstructie"
        verbose_name_plural = "werkinstructies"

    def publish_problems(self) -> dict[str, str]:
        """A step may only point at a rung and a variant that exist."""
        problems = super().publish_problems()
        keys = {block.value["key"] for block in self.variants}
        for number, block in enumerate(self.steps, start=1):
            rung = block.value.get("rung")
            if rung and rung > len(self.rungs):
                problems["rungs"] = (
                    f"Stap {number} verwijst naar trede {rung}, maar die is er niet."
                )
            unknown = {variant["key"] for variant in block.value["variants"]} - keys
            if unknown:
                names = ", ".join(sorted(unknown))
                problems["variants"] = f"Stap {number} heeft een variant die niet bestaat: {names}."
        return problems

    def completeness_problems(self) -> dict[str, str]:
        """A step without a role or a term helps nobody."""
        problems = super().completeness_problems()
        if not len(self.steps):
            problems["steps"] = "Voeg minstens één stap toe."
            return problems
        lacking = [
            str(number)
            for number, block in enumerate(self.steps, start=1)
            if not block.value.get("role") or block.value.get("term_days") is None
        ]
        if lacking:
            problems["steps"] = (
                f"Vul bij stap {', '.join(lacking)} in wie dit doet en binnen hoeveel werkdagen."
            )
        return problems

    def total_days(self) -> int:
        """Sum of the terms in working days; steps follow each other."""
        return sum(block.value["term_days"] or 0 for block in self.steps)

    def search_body(self) -> str:
        """Steps, variants and rungs."""
        return join_words(
            [
                *stream_words(self.steps),
                *stream_words(self.variants),
                *stream_words(self.rungs),
            ]
        )

    def search_card(self) -> Mapping[str, Any]:
        """How long it takes and in how many steps."""
        return {"days": self.total_days(), "steps": len(self.steps)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps as the chosen role and variant see them."""
        from academie.library.procedure import procedure_for

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["procedure"] = procedure_for(
            self, role=request.GET.get("rol", ""), variant=request.GET.get("variant", "")
        )
        return context
