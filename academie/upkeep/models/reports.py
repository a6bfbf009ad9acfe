"""What readers say is not right any more."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

MAX_REMARK, MAX_ANSWER = 1000, 1000


class Report(models.Model):
    """One report of one reader. The address goes after a while, the report stays for the count."""

    class What(models.TextChoices):
        """What is wrong, in the reader's words."""

        OLD = "verouderd", "Het is verouderd"
        LINK = "dode-link", "Een link werkt niet"
        WRONG = "fout", "Er staat een fout in"
        MISSING = "mist", "Ik mis iets"
        OTHER = "anders", "Iets anders"

    class State(models.TextChoices):
        """How far it is."""

        NEW = "nieuw", "nieuw"
        TAKEN = "opgepakt", "opgepakt"
        DONE = "verwerkt", "verwerkt"
        UNFOUNDED = "niet-gegrond", "niet gegrond"

    OPEN = (State.NEW, State.TAKEN)

    public = models.UUIDField("nummer", default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    what = models.CharField("wat is er?", max_length=12, choices=What)
    remark = models.TextField("opmerking", max_length=MAX_REMARK, blank=True)
    email = models.EmailField("adres van de melder", blank=True)
    created_at = models.DateTimeField("gemeld op", default=timezone.now)
    state = models.CharField("stand", max_length=12, choices=State, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie pakt dit op",
    )
    answer = models.TextField("wat deden wij ermee", max_length=MAX_ANSWER, blank=True)
    closed_at = models.DateTimeField("afgerond op", null=True, blank=True)
    escalated_at = models.DateTimeField("doorgegeven op", null=True, blank=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        default_permissions = ("view", "change")
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "created_at"], name="upkeep_report_open"),
        ]

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in self.OPEN
