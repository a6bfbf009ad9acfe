"""What limits are counted with: that somebody tried, without who it was."""

from typing import ClassVar

from django.db import models


class Attempt(models.Model):
    """One thing of which there may not be too many (`core.limits`); gone after a day.

    `who` is a keyed hash with the day in it: it cannot be turned back, and follows nobody.
    """

    kind = models.CharField("soort", max_length=20)
    who = models.CharField("kenmerk", max_length=64)
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "poging"
        verbose_name_plural = "pogingen"
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["kind", "who", "at"], name="attempt_of_late")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
