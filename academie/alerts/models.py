"""Who follows what by mail, and what was found for them."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone

MAX_QUERY = 2_000
"""Letters of a saved search; nobody chooses so many filters by hand."""


class Follower(models.Model):
    """One mail address that follows one or more searches. Gone when the last of them goes.

    `public` is what the links in mails are made of (`academie.alerts.tokens`). It opens nothing by
    itself: a link carries a signature that the database does not hold.
    """

    email = models.EmailField("e-mail", unique=True)
    public = models.UUIDField(default=uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("gemaakt", default=timezone.now)

    class Meta:
        verbose_name = "volger"
        verbose_name_plural = "volgers"
        default_permissions = ()

    def __str__(self) -> str:
        return f"volger {self.pk}"


class SavedSearch(models.Model):
    """A search that somebody follows: the words and filters, and how often mail may come.

    `query` is the one address of the search, without order and page (`academie.alerts.followed`).
    Without `confirmed_at` nothing is sent. `ends_at` is when it goes, unless renewed.
    """

    class Frequency(models.TextChoices):
        """How often new cards may be mailed."""

        DAY = "dag", "Elke dag"
        WEEK = "week", "Elke week, op maandag"

    follower = models.ForeignKey(
        Follower, on_delete=models.CASCADE, related_name="searches", verbose_name="volger"
    )
    public = models.UUIDField(default=uuid4, unique=True, editable=False)
    query = models.CharField("zoekvraag", max_length=MAX_QUERY, blank=True)
    frequency = models.CharField(
        "hoe vaak", max_length=4, choices=Frequency.choices, default=Frequency.WEEK
    )
    created_at = models.DateTimeField("gemaakt", default=timezone.now)
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    last_digest_at = models.DateTimeField("laatste overzicht", null=True, blank=True)
    ends_at = models.DateTimeField("loopt af")

    class Meta:
        verbose_name = "gevolgde zoekvraag"
        verbose_name_plural = "gevolgde zoekvragen"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["follower", "query"], name="alerts_follow_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="alerts_ending")]

    def __str__(self) -> str:
        return f"zoekvraag {self.pk}"


class AlertMatch(models.Model):
    """A new card that answers a saved search, waiting for the next mail or sent with one."""

    search = models.ForeignKey(
        SavedSearch, on_delete=models.CASCADE, related_name="matches", verbose_name="zoekvraag"
    )
    doc_key = models.CharField("kaart", max_length=150)
    matched_at = models.DateTimeField("gevonden", default=timezone.now)
    sent_at = models.DateTimeField("gemaild", null=True, blank=True)

    class Meta:
        verbose_name = "nieuwe kaart voor een volger"
        verbose_name_plural = "nieuwe kaarten voor volgers"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "doc_key"], name="alerts_match_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["sent_at"], name="alerts_unsent")]

    def __str__(self) -> str:
        return f"{self.doc_key} voor zoekvraag {self.search_id}"


class SeenCard(models.Model):
    """A card that could be found once. Whatever happens to it later, it is never new again."""

    doc_key = models.CharField("kaart", max_length=150, primary_key=True)

    class Meta:
        verbose_name = "kaart die er al was"
        verbose_name_plural = "kaarten die er al waren"
        default_permissions = ()

    def __str__(self) -> str:
        return self.doc_key


class MatchProgress(models.Model):
    """One row: the version of the last change that was looked at (`search.sync.counter`)."""

    seq = models.BigIntegerField("versie")

    class Meta:
        verbose_name = "stand van het vergelijken"
        verbose_name_plural = "stand van het vergelijken"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)
