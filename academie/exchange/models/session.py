"""One moment of a training or exchange."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Orderable

from academie.exchange.session_checks import session_problems


class TrainingSession(Orderable):
    """One moment: start, end, place, and how many places are kept for whom.

    Times are stored in UTC and shown in Europe/Amsterdam. ``capacity`` 0 means that no places are
    counted. Kept places are for education or care until ``release_days`` before the start.
    """

    page = ParentalKey(
        "exchange.TrainingEventPage", related_name="sessions", on_delete=models.CASCADE
    )
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

    approval = models.BooleanField(
        "de gastheer kijkt eerst of het past",
        default=False,
        help_text="Een aanmelding is dan een aanvraag, tot de gastheer haar goedkeurt.",
    )
    minimum = models.PositiveSmallIntegerField(
        "gaat door vanaf (mensen)",
        default=0,
        help_text="0 = het gaat altijd door.",
    )
    decide_days = models.PositiveSmallIntegerField(
        "beslissen of het doorgaat (dagen vooraf)", default=7
    )

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
        FieldRowPanel([FieldPanel("location"), FieldPanel("online")]),
        MultiFieldPanel(
            [
                HelpPanel(
                    "U kunt plaatsen bewaren voor onderwijs en voor zorg. De rest is voor "
                    "iedereen. Wie geen plaats meer vindt, komt op de wachtlijst. Komt er een "
                    "plaats vrij, dan krijgt wie het langst wacht die vanzelf."
                ),
                FieldRowPanel(
                    [
                        FieldPanel("capacity"),
                        FieldPanel("kept_education"),
                        FieldPanel("kept_care"),
                        FieldPanel("release_days"),
                    ]
                ),
            ],
            heading="Plaatsen",
        ),
        MultiFieldPanel(
            [
                FieldPanel("approval"),
                FieldRowPanel([FieldPanel("minimum"), FieldPanel("decide_days")]),
            ],
            heading="Gaat het door?",
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
            models.CheckConstraint(
                condition=Q(minimum__lte=F("capacity")), name="session_minimum_within_capacity"
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
        if (self.minimum or 0) > (self.capacity or 0):
            errors["minimum"] = (
                f"Er zijn {self.capacity or 0} plaatsen. Kies een minimum dat daarbinnen past."
            )
        if not self.online and not self.location.strip():
            errors["location"] = "Vul de plaats in, of vink 'online' aan."
        errors = session_problems(self) | errors
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in one transaction with what it does to places (capacity.signal_handlers)."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    @property
    def is_past(self) -> bool:
        """Whether the session has ended."""
        return self.end < timezone.now()

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place (or would not have)."""
        seating = getattr(self, "seating", None)
        return seating is not None and seating.cancelled_at is not None
