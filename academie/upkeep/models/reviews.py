"""What was said about the date before which an item is looked at again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReviewNotice(models.Model):
    """A reminder that was sent: once for each item, kind and date."""

    class Kind(models.TextChoices):
        """Why somebody was written to."""

        BEFORE = "vooraf", "dertig dagen van tevoren"
        DUE = "vandaag", "op de dag zelf"
        LATE = "te-laat", "veertien dagen later, naar de redactie"
        NO_OWNER = "geen-maker", "de maker is weg, naar de redactie"
        TOP = "beheer", "niemand keek ernaar, naar de beheerder"

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    kind = models.CharField("soort", max_length=12, choices=Kind)
    review_by = models.DateField("nakijken vóór")
    on = models.DateField("geschreven op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "kind", "review_by"], name="upkeep_notice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: pagina {self.page_id}"


class Confirmation(models.Model):
    """Somebody said that an item still holds; the words stayed, the date moved."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="door",
    )
    at = models.DateTimeField("gezegd op", default=timezone.now)
    was_due = models.DateField("nakijken vóór, eerst", null=True)
    due = models.DateField("nakijken vóór, nu")

    class Meta:
        verbose_name = "bevestiging"
        verbose_name_plural = "bevestigingen"
        default_permissions = ()
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"pagina {self.page_id} klopt tot {self.due}"
