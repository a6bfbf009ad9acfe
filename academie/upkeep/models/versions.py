"""Versions that readers saw, and who wants no mail about them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

MAX_NOTE = 300


class PublishedVersion(models.Model):
    """One text of an item as readers had it before them.

    ``content`` holds only fields that readers see (versions.shown): no draft, no person. It is
    emptied when the version is hidden. Numbers count texts that differ for a reader.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="pagina",
        on_delete=models.CASCADE,
        related_name="published_versions",
    )
    number = models.PositiveIntegerField("versie")
    at = models.DateTimeField("op de site sinds", default=timezone.now)
    content = models.JSONField("tekst", default=dict, blank=True)
    line = models.TextField("wat veranderde", blank=True)
    note = models.CharField("toelichting van de maker", max_length=MAX_NOTE, blank=True)
    is_small = models.BooleanField("kleine verbetering", default=False)
    news_sent_at = models.DateTimeField("mail geschreven op", null=True, blank=True)
    hidden_at = models.DateTimeField("teruggetrokken op", null=True, blank=True)

    # A version is not a use of the documents in it: Wagtail's count of uses leaves this out.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering: ClassVar = ["page", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "number"], name="upkeep_version_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["at"],
                condition=models.Q(news_sent_at=None),
                name="upkeep_version_news",
            )
        ]

    def __str__(self) -> str:
        return f"versie {self.number} van pagina {self.page_id}"


class VersionNote(models.Model):
    """What an editor wants said about the next publication of a page; used up by it."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name="pagina",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    text = models.CharField("wat verandert er voor de lezer?", max_length=MAX_NOTE, blank=True)
    is_small = models.BooleanField("kleine verbetering: stuur geen mail", default=False)
    at = models.DateTimeField("geschreven op", auto_now=True)

    class Meta:
        verbose_name = "toelichting bij de volgende versie"
        verbose_name_plural = "toelichtingen bij de volgende versie"
        default_permissions = ()

    def __str__(self) -> str:
        return f"toelichting bij pagina {self.page_id}"


class NoNews(models.Model):
    """Somebody wants no mail about new versions: of one item, or (without a page) of any."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="account"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pagina",
    )
    at = models.DateTimeField("gevraagd op", default=timezone.now)

    class Meta:
        verbose_name = "geen mail over nieuwe versies"
        verbose_name_plural = "geen mail over nieuwe versies"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "page"], name="upkeep_no_news_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.user_id}: geen mail"
