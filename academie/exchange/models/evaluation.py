"""What participants thought of it. Nobody can tell who answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from academie.core.enums import World
from academie.exchange.models.session import TrainingSession


class Answers(models.Model):
    """One filled-in form: five marks from 1 to 5, or after six weeks one. No person, no moment.

    `scores` has the marks in the order of the questions; `side` is the side of the participant.
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="answers")
    late = models.BooleanField("na zes weken", default=False)
    side = models.CharField("kant", max_length=10, choices=World)
    scores = models.JSONField("antwoorden")
    lesson = models.TextField("geleerd", max_length=600, blank=True, default="")

    class Meta:
        verbose_name = "antwoorden op de vragen achteraf"
        verbose_name_plural = "antwoorden op de vragen achteraf"
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=World.values), name="answers_side"),
        ]

    def __str__(self) -> str:
        return f"antwoorden {self.pk}"
