"""Visits between the two worlds: one visit of one guest, and wishes to visit each other."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from academie.core.enums import World
from academie.exchange.enums import ActorKind, VisitState
from academie.exchange.models.session import TrainingSession
from academie.exchange.models.sign_up import SignUp


class Visit(models.Model):
    """One visit: offered by a host, asked by a guest, prepared, done, looked back on by both.

    Without a guest it is the offer of the session. The lessons hold no pupil data and no names; the
    forms say so and look for them.
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="visits")
    sign_up = models.OneToOneField(
        SignUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="visit"
    )
    guest_side = models.CharField("kant van de gast", max_length=10, choices=World, blank=True)
    state = models.CharField("toestand", max_length=16, choices=VisitState)
    sheet_sent_at = models.DateTimeField("voorbereidingsblad verstuurd", null=True, blank=True)
    secrecy_agreed_at = models.DateTimeField("geheimhouding afgesproken", null=True, blank=True)
    guest_lesson = models.TextField("wat de gast leerde", max_length=600, blank=True, default="")
    host_lesson = models.TextField("wat de gastheer leerde", max_length=600, blank=True, default="")
    follow_up = models.TextField("vervolg", max_length=600, blank=True, default="")

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state=VisitState.OFFERED),
                name="visit_one_offer_a_session",
            ),
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="visit_state"),
        ]

    def __str__(self) -> str:
        return f"bezoek {self.pk}"


class VisitChange(models.Model):
    """One step in a visit: from, to, who, when."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="changes")
    old = models.CharField("van", max_length=16, blank=True, default="")
    new = models.CharField("naar", max_length=16, choices=VisitState)
    actor = models.CharField("door", max_length=12, choices=ActorKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField("toelichting", max_length=300, blank=True, default="")
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "stap van een bezoek"
        verbose_name_plural = "stappen van bezoeken"
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.old} -> {self.new}"


class Wish(models.Model):
    """Somebody who wants to visit, and may be visited in return.

    `wants` is the side she wants to see, `kinds` the forms that suit her, `themes` slugs of what it
    should be about (empty is anything). Only a confirmed wish (by mail) is matched.
    """

    public = models.UUIDField("openbaar nummer", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.CharField("e-mailadres", max_length=254)
    email_key = models.CharField("adres om te vergelijken", max_length=254)
    organisation = models.CharField("organisatie", max_length=160)
    side = models.CharField("eigen kant", max_length=10, choices=World)
    wants = models.CharField("wil naar", max_length=10, choices=World)
    region = models.ForeignKey(
        "taxonomy.Region",
        verbose_name="buurt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kinds = models.JSONField("vormen", default=list, blank=True)
    themes = models.JSONField("onderwerpen", default=list, blank=True)
    created_at = models.DateTimeField("gemaakt")
    confirmed_at = models.DateTimeField("bevestigd", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten", null=True, blank=True)
    keep_until = models.DateField("bewaren tot")

    class Meta:
        verbose_name = "bezoekwens"
        verbose_name_plural = "bezoekwensen"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["email_key"],
                condition=Q(closed_at__isnull=True),
                name="wish_one_open_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"bezoekwens {self.pk}"


class Match(models.Model):
    """A pair or a ring of three wishes that a person may confirm. Each visits the next one."""

    class State(models.TextChoices):
        """What a person said of it."""

        PROPOSED = "voorgesteld", "Voorgesteld"
        CONFIRMED = "bevestigd", "Bevestigd"
        REJECTED = "afgewezen", "Afgewezen"

    state = models.CharField("toestand", max_length=12, choices=State, default=State.PROPOSED)
    made_at = models.DateTimeField("gemaakt")
    decided_at = models.DateTimeField("beslist", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"koppeling {self.pk}"


class MatchedWish(models.Model):
    """One wish in a match, at its place in the ring."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="members")
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="matches")
    place = models.PositiveSmallIntegerField("plaats in de ring")

    class Meta:
        verbose_name = "wens in een koppeling"
        verbose_name_plural = "wensen in koppelingen"
        default_permissions = ()
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["match", "place"], name="matched_wish_place"),
            models.UniqueConstraint(fields=["match", "wish"], name="matched_wish_once"),
        ]

    def __str__(self) -> str:
        return f"{self.match_id}.{self.place}"
