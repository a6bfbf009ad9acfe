"""What somebody with an account keeps: saved items and collections. It goes with the account."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

MAX_TITLE, MAX_INTRO, MAX_LINE = 100, 600, 300


def new_key() -> str:
    """Return the unguessable part of the address of a shared collection: 128 random bits."""
    return secrets.token_urlsafe(16)


class Saved(models.Model):
    """An item that somebody saved."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="account"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="kaart"
    )
    saved_at = models.DateTimeField("bewaard op", default=timezone.now)

    class Meta:
        verbose_name = "bewaarde kaart"
        verbose_name_plural = "bewaarde kaarten"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "page"], name="shelves_saved_once"),
        ]

    def __str__(self) -> str:
        return f"kaart {self.page_id} van account {self.user_id}"


class Collection(models.Model):
    """Items in an order of somebody's own. ``key`` opens it for others; '' is closed."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="account"
    )
    title = models.CharField("naam", max_length=MAX_TITLE)
    intro = models.TextField("uitleg", max_length=MAX_INTRO, blank=True)
    key = models.CharField("sleutel van de link", max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField("gemaakt", default=timezone.now)
    changed_at = models.DateTimeField("veranderd", default=timezone.now)

    class Meta:
        verbose_name = "verzameling"
        verbose_name_plural = "verzamelingen"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="shelves_one_key"
            ),
        ]

    def __str__(self) -> str:
        return f"verzameling {self.pk}"


class CollectionItem(models.Model):
    """One item in a collection. It stays as an empty place when the page is deleted."""

    collection = models.ForeignKey(
        Collection, on_delete=models.CASCADE, related_name="items", verbose_name="verzameling"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="kaart",
    )
    place = models.PositiveSmallIntegerField("plaats")
    line = models.CharField("wat u erbij zegt", max_length=MAX_LINE, blank=True)

    class Meta:
        verbose_name = "kaart in een verzameling"
        verbose_name_plural = "kaarten in een verzameling"
        default_permissions = ()
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "page"], name="shelves_item_once"),
        ]

    def __str__(self) -> str:
        return f"kaart {self.page_id} in verzameling {self.collection_id}"
