"""A person's sign-up for one session, and everything that happened to it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from academie.core.enums import World
from academie.exchange.enums import ACTIVE, ActorKind, Reason, SignUpState
from academie.exchange.models.session import TrainingSession


class SignUp(models.Model):
    """One person who wants to come to one session. All personal data of the exchange is here.

    `number` is the order of arrival in the session and never changes. `email_key` is the address as
    we compare it. `seat` is set when, and only when, the person has a place: two people on one seat
    is impossible in the database too. `role` is a slug of the role vocabulary, or what was typed.
    `keep_until` is the day after which the row is deleted.
    """

    public = models.UUIDField("openbaar nummer", default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(
        TrainingSession, on_delete=models.CASCADE, related_name="sign_ups", verbose_name="moment"
    )
    number = models.PositiveIntegerField("volgnummer")
    name = models.CharField("naam", max_length=120)
    email = models.CharField("e-mailadres", max_length=254)
    email_key = models.CharField("adres om te vergelijken", max_length=254)
    role = models.CharField("rol", max_length=80, blank=True, default="")
    organisation = models.CharField("organisatie", max_length=160)
    side = models.CharField("kant", max_length=10, choices=World)
    state = models.CharField("toestand", max_length=14, choices=SignUpState)
    seat = models.PositiveIntegerField("stoel", null=True, blank=True)
    approved_at = models.DateTimeField("goedgekeurd", null=True, blank=True)
    key = models.CharField("sleutel van het formulier", max_length=64, blank=True, default="")
    from_other = models.ForeignKey(
        "self",
        verbose_name="gekregen van",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("aangemeld")
    changed_at = models.DateTimeField("laatst veranderd")
    keep_until = models.DateField("bewaren tot")
    present = models.BooleanField("aanwezig", null=True, blank=True)
    present_at = models.DateTimeField("aanwezigheid genoteerd", null=True, blank=True)
    evaluated_at = models.DateField("teruggekeken", null=True, blank=True)
    evaluated_late_at = models.DateField("na zes weken teruggekeken", null=True, blank=True)

    former_email: str = ""
    """In memory only, while the address changes: who got the mail until now is told so."""

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        default_permissions = ()
        permissions: ClassVar = [
            ("organise_all", "Mag aanmeldingen van alle momenten beheren"),
            ("organise_region", "Mag aanmeldingen van momenten in de eigen regio beheren"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "number"], name="sign_up_one_number"),
            models.UniqueConstraint(
                fields=["session", "email_key"],
                condition=Q(state__in=ACTIVE),
                name="sign_up_one_active_a_person",
            ),
            models.UniqueConstraint(
                fields=["session", "seat"],
                condition=Q(seat__isnull=False),
                name="sign_up_one_person_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(state=SignUpState.CONFIRMED, seat__isnull=False)
                | (~Q(state=SignUpState.CONFIRMED) & Q(seat__isnull=True)),
                name="sign_up_place_has_a_seat",
            ),
            models.UniqueConstraint(
                fields=["key", "email_key"], condition=~Q(key=""), name="sign_up_one_a_form"
            ),
            models.CheckConstraint(condition=Q(side__in=World.values), name="sign_up_side"),
            models.CheckConstraint(condition=Q(state__in=SignUpState.values), name="sign_up_state"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["session", "state", "number"], name="sign_up_queue"),
            models.Index(fields=["email_key", "created_at"], name="sign_up_person"),
            models.Index(fields=["keep_until"], name="sign_up_keep"),
        ]

    def __str__(self) -> str:
        return f"aanmelding {self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether the person may still come."""
        return self.state in ACTIVE


class SignUpChange(models.Model):
    """One step in the life of a sign-up: from, to, why, who, when. No names, only numbers."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="changes")
    old = models.CharField("van", max_length=14, blank=True, default="")
    new = models.CharField("naar", max_length=14, choices=SignUpState)
    reason = models.CharField("reden", max_length=20, choices=Reason)
    note = models.CharField("toelichting", max_length=300, blank=True, default="")
    actor = models.CharField("door", max_length=12, choices=ActorKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="account",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("wanneer")

    class Meta:
        verbose_name = "verandering van een aanmelding"
        verbose_name_plural = "veranderingen van aanmeldingen"
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.sign_up_id}: {self.old} -> {self.new}"
