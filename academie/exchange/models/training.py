"""A training or exchange."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import RichTextField

from academie.core import panels
from academie.core.blocks import RICH_FEATURES
from academie.core.enums import ContentType
from academie.core.models import BasePage
from academie.core.text import html_to_text, join_words
from academie.exchange.enums import Kind
from academie.exchange.models.session import TrainingSession
from academie.exchange.page_form import TrainingEventForm


class TrainingEventPage(BasePage):
    """A training, visit or exchange; people meet in its sessions."""

    parent_page_types: ClassVar = ["exchange.AgendaIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = TrainingEventForm
    template = "exchange/training_event_page.html"
    search_type = ContentType.TRAINING
    search_also = ("sessions__seating",)
    card_letter = "U"

    kind = models.CharField("vorm", max_length=14, choices=Kind, default=Kind.TRAINING)
    about = RichTextField("waar gaat het over?", features=RICH_FEATURES, blank=True)
    program = RichTextField("programma", features=RICH_FEATURES, blank=True)
    host_text = models.TextField("wie ontvangt u?", blank=True, max_length=500)
    bring = models.TextField("wat neemt u mee?", blank=True, max_length=500)
    preparation = models.TextField(
        "hoe bereidt u zich voor?",
        blank=True,
        max_length=2000,
        help_text="Staat op het voorbereidingsblad dat wie een plaats heeft per mail krijgt.",
    )
    confidentiality = models.TextField(
        "afspraak over geheimhouding",
        blank=True,
        max_length=1000,
        help_text="Wat een bezoeker ziet en hoort en niet doorvertelt. Gast en gastheer beloven "
        "het.",
    )
    return_visit = models.CharField("tegenbezoek", max_length=120, blank=True)
    contact_email = models.EmailField(
        "mail over aanmeldingen gaat naar",
        blank=True,
        help_text="Leeg: naar de eigenaar van deze pagina. Lezers zien dit adres niet.",
    )
    costs_text = models.CharField("kosten", max_length=120, blank=True, default="Geen")

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("kind"),
        FieldPanel("about"),
        InlinePanel(
            "sessions", heading="Wanneer, waar en voor hoeveel mensen", label="moment", min_num=1
        ),
        FieldPanel("program"),
        MultiFieldPanel(
            [
                FieldPanel("host_text"),
                FieldPanel("bring"),
                FieldPanel("return_visit"),
                FieldPanel("costs_text"),
                FieldPanel("contact_email"),
            ],
            heading="Goed om te weten",
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    "Bij een werkbezoek of een meeloopdag zijn deze twee nodig, en ook ‘wie "
                    "ontvangt u?’. Bij andere vormen mag het leeg blijven."
                ),
                FieldPanel("preparation"),
                FieldPanel("confidentiality"),
            ],
            heading="Voor wie op bezoek komt",
        ),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "training of uitwisseling"
        verbose_name_plural = "trainingen en uitwisselingen"

    def completeness_problems(self) -> dict[str, str]:
        """Without a moment nobody can come, and who visits has to know what is expected."""
        from academie.exchange.visits.duties import missing

        problems = super().completeness_problems()
        if not self.sessions.all():
            problems["sessions"] = "Voeg minstens één moment toe."
        return problems | missing(self)

    def ordered_sessions(self) -> list[TrainingSession]:
        """All sessions by start."""
        return sorted(self.sessions.all(), key=lambda session: session.start)

    def next_start(self) -> datetime | None:
        """Start of the first session still to come, otherwise of the last one that was."""
        sessions = self.ordered_sessions()
        now = timezone.now()
        coming = [one.start for one in sessions if one.end >= now and not one.is_cancelled]
        return coming[0] if coming else (sessions[-1].start if sessions else None)

    def search_body(self) -> str:
        """What it is about and where it is."""
        return join_words(
            [
                self.get_kind_display(),
                html_to_text(self.about),
                html_to_text(self.program),
                self.host_text,
                self.bring,
                *(session.location for session in self.ordered_sessions()),
            ]
        )

    def search_card(self) -> Mapping[str, Any]:
        """The form and the moments that take place, so that a result has a date."""
        return {
            "kind": self.kind,
            "kind_label": self.get_kind_display(),
            "sessions": [
                {
                    "start": session.start.isoformat(),
                    "end": session.end.isoformat(),
                    "location": session.location,
                    "online": session.online,
                    "capacity": session.capacity,
                    "kept_education": session.kept_education,
                    "kept_care": session.kept_care,
                    "release_days": session.release_days,
                }
                for session in self.ordered_sessions()
                if not session.is_cancelled
            ],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the moments as a reader sees them now, and how to sign up."""
        from academie.exchange.event_page import event_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | event_context(self, request, kwargs.get("asked"))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; one with a form is nobody else's, because the form has its own number."""
        response: TemplateResponse = super().serve(request, *args, **kwargs)
        if (response.context_data or {}).get("sign_up"):
            response["Cache-Control"] = "private, no-store"
        return response
