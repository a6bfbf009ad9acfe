"""Who took a list of participants out of the system, and when."""

from django.conf import settings
from django.db import models

from academie.exchange.models.session import TrainingSession


class ExportLog(models.Model):
    """One download of a list. The list itself is not kept."""

    session = models.ForeignKey(
        TrainingSession, null=True, on_delete=models.SET_NULL, related_name="exports"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    form = models.CharField("vorm", max_length=10)
    count = models.PositiveIntegerField("aantal mensen")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "uitgevoerde lijst"
        verbose_name_plural = "uitgevoerde lijsten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"lijst {self.pk}"
