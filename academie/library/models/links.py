"""'Eerst' and 'daarna': what to read before and after an item."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable


class ReadingLink(Orderable):
    """A link from one page to another, with its place in the reading order."""

    class Place(models.TextChoices):
        """Whether the other item comes before or after this one."""

        FIRST = "eerst", "Eerst"
        NEXT = "daarna", "Daarna"

    page = ParentalKey("wagtailcore.Page", related_name="reading_links", on_delete=models.CASCADE)
    place = models.CharField("wanneer", max_length=6, choices=Place)
    target = models.ForeignKey(
        "wagtailcore.Page", verbose_name="pagina", related_name="+", on_delete=models.CASCADE
    )

    panels: ClassVar = ["place", PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = "eerst of daarna"
