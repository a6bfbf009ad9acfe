"""ReviewRoute: an exception to who is asked to read."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Coalesce


class ReviewRoute(models.Model):
    """For a kind of item, a region, or both: these people and groups read, and nobody else asked.

    The most precise row counts: kind and region before kind, kind before region.
    """

    content_type = models.ForeignKey(
        ContentType,
        verbose_name="soort pagina",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Leeg is: elke soort.",
    )
    region = models.ForeignKey(
        "taxonomy.Region",
        verbose_name="regio",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="Leeg is: elke regio. Wat binnen de regio ligt, hoort erbij.",
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="mensen", blank=True, related_name="+"
    )
    groups = models.ManyToManyField(Group, verbose_name="groepen", blank=True, related_name="+")

    class Meta:
        verbose_name = "leesroute"
        verbose_name_plural = "leesroutes"
        ordering: ClassVar = ["content_type__model", "region__label"]
        constraints = (
            # SQL holds two empty values for different ones.
            models.UniqueConstraint(
                Coalesce("content_type_id", 0),
                Coalesce("region_id", 0),
                name="one_route_each",
                violation_error_message="Deze combinatie heeft al een leesroute.",
            ),
        )

    def __str__(self) -> str:
        kind = self.content_type.name if self.content_type else "alle soorten"
        return f"{kind}, {self.region or 'alle regio’s'}"
