"""A training or exchange and its sessions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import RichText

from academie.core import panels
from academie.core.blocks import RICH_FEATURES
from academie.core.enums import ContentType
from academie.core.models import BasePage
from academie.core.text import html_to_text, join_words, plain_to_html
from academie.exchange.enums import Kind
from academie.exchange.places import Side, sides


class TrainingEventPage(BasePage):
    """A training, visit or exchange; people meet in its sessions."""

    parent_page_types: ClassVar = ["exchange.AgendaIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "exchange/training_event_page.html"
    search_type = ContentType.TRAINING
    card_letter = "U"

    kind = models.CharField("vorm", max_length=14, choices=Kind, default=Kind.TRAINING)
    about = RichTextField("waar gaat het over?", features=RICH_FEATURES, blank=True)
    program = RichTextField("programma", features=RICH_FEATURES, blank=True)
    host_text = models.TextField("wie ontvangt u?", blank=True, max_length=500)
    bring = models.TextField("wat neemt u mee?", blank=True, max_length=500)
    return_visit = models.CharField("tegenbezoek", max_length=120, blank=True)
    costs_text = models.CharField("kosten", max_length=120, blank=True, default="Geen")

    content_panels: ClassVar[list[Any]] = [
        *panels.HEAD_PANELS,
        FieldPanel("kind"),
        FieldPanel("about"),
        InlinePanel("sessions", heading="Wanneer en waar", label="moment", min_num=1),
        FieldPanel("program"),
        MultiFieldPanel(
            [
                FieldPanel("host_text"),
                FieldPanel("bring"),
                FieldPanel("return_visit"),
                FieldPanel("costs_text"),
            ],
            heading="Goed om te weten",
        ),
        panels.IMAGE_PANEL,
        *panels.FIND_PANELS,
        *panels.TRUST_PANELS,
    ]

    class Meta:
        verbose_name = "training of uitwisseling"
        verbose_name_plural = "trainingen en uitwisselingen"

    def completeness_problems(self) -> dict[str, str]:
        """Without a moment nobody can come."""
        problems = super().completeness_problems()
        if not self.sessions.all():
            problems["sessions"] = "Voeg minstens één moment toe."
        return problems

    def ordered_sessions(self) -> list["TrainingSession"]:
        """All sessions by start."""
        return sorted(self.sessions.all(), key=lambda session: session.start)

    def next_start(self) -> datetime | None:
        """Start of the first session still to come, otherwise of the last one that was."""
        sessions = self.ordered_sessions()
        coming = [session.start for session in sessions if session.end >= timezone.now()]
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
        """The form and the moments, so that a result shows date and places."""
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
            ],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the moments as a reader sees them, and whether places can be had."""
        from academie.exchange.moments import moment_of

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        moments = [moment_of(session, now=now) for session in self.ordered_sessions()]
        coming = [moment for moment in moments if not moment.past]
        return context | {
            "coming": coming,
            "past": [moment for moment in moments if moment.past],
            "places": any(moment.capacity for moment in coming),
            "duration": next((moment.duration for moment in coming or moments), ""),
            "host": RichText(plain_to_html(self.host_text)),
            "bring": RichText(plain_to_html(self.bring)),
            "calendar_url": reverse("event_feed", args=[self.slug]) if self.slug else "",
        }


class TrainingSession(Orderable):
    """One moment: start, end, place, and how many places are kept for whom.

    Times are stored in UTC and shown in Europe/Amsterdam. ``capacity`` 0 means that no places are
    counted. Kept places are for education or care until ``release_days`` before the start.
    """

    page = ParentalKey(TrainingEventPage, related_name="sessions", on_delete=models.CASCADE)
    start = models.DateTimeField("begint")
    end = models.DateTimeField("eindigt")
    location = models.CharField("plaats", max_length=160, blank=True)
    online = models.BooleanField("online", default=False)
    capacity = models.PositiveSmallIntegerField(
        "plaatsen",
        default=0,
        validators=[MaxValueValidator(5000)],
        help_text="0 = u hoeft zich niet aan te melden.",
    )
    kept_education = models.PositiveSmallIntegerField("bewaard voor onderwijs", default=0)
    kept_care = models.PositiveSmallIntegerField("bewaard voor zorg", default=0)
    release_days = models.PositiveSmallIntegerField(
        "vrij voor iedereen vanaf (dagen vooraf)", default=10
    )

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("location"), FieldPanel("online")]),
        FieldRowPanel(
            [
                FieldPanel("capacity"),
                FieldPanel("kept_education"),
                FieldPanel("kept_care"),
                FieldPanel("release_days"),
            ]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "moment"
        verbose_name_plural = "momenten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="session_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=F("kept_education") + F("kept_care")),
                name="session_keeps_within_capacity",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.start):%d-%m-%Y %H:%M}"

    def clean(self) -> None:
        """Say at the right field what does not fit."""
        super().clean()
        errors: dict[str, str] = {}
        if self.start and self.end and self.end <= self.start:
            errors["end"] = "Kies een eindtijd die na de begintijd ligt."
        kept = (self.kept_education or 0) + (self.kept_care or 0)
        if kept > (self.capacity or 0):
            errors["capacity"] = (
                f"U bewaart {kept} plaatsen, maar er zijn er {self.capacity or 0}. "
                "Verhoog het aantal plaatsen of bewaar er minder."
            )
        if not self.online and not self.location.strip():
            errors["location"] = "Vul de plaats in, of vink 'online' aan."
        if errors:
            raise ValidationError(errors)

    @property
    def is_past(self) -> bool:
        """Whether the session has ended."""
        return self.end < timezone.now()

    @property
    def spans_days(self) -> bool:
        """Whether it ends on another day than it starts, in local time."""
        return timezone.localtime(self.start).date() != timezone.localtime(self.end).date()

    def sides(self) -> list[Side]:
        """Places per side, for the seats on the page."""
        return sides(
            capacity=self.capacity, kept_education=self.kept_education, kept_care=self.kept_care
        )
