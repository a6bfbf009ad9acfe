"""Free tags on pages."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, Tag


class TaggedPage(ItemBase):
    """One tag on one page; shared by every page type so that a tag means the same everywhere."""

    tag = models.ForeignKey(Tag, related_name="tagged_pages", on_delete=models.CASCADE)
    content_object = ParentalKey(
        "wagtailcore.Page", related_name="tagged_items", on_delete=models.CASCADE
    )

    class Meta:
        verbose_name = "label op een pagina"
        verbose_name_plural = "labels op pagina's"
