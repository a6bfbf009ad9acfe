"""Mails that leave at a moment: one row per person, session and kind."""

from typing import ClassVar

from django.db import models

from academie.exchange.models.sign_up import SignUp


class Reminder(models.Model):
    """A mail that is due at `due_at`. The row is there once, so the mail is too.

    `version` is the session's calendar version for which it was sent: a session that moves reminds
    anew.
    """

    class Kind(models.TextChoices):
        """What the mail is about."""

        SOON = "binnenkort", "Binnenkort"
        LOOK_BACK = "terugkijken", "Terugkijken"
        SIX_WEEKS = "zes weken", "Na zes weken"

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField("soort", max_length=14, choices=Kind)
    due_at = models.DateTimeField("te versturen")
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True)
    version = models.PositiveIntegerField("voor versie", default=0)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sign_up", "kind"], name="reminder_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sent_at", "due_at"], name="reminder_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sign_up_id}"
