"""The outbox: one row for each mail to one person."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

MAX_KIND, MAX_KEY = 40, 150


class OutgoingMail(models.Model):
    """A mail from the moment it is owed until nothing personal is left of it.

    `kind` and `key` say what it is about; the same pair is one mail. Text, headers and attachments
    go as soon as it was sent, because they may hold personal links; the address goes some weeks
    later (`academie.mail.retention`). Then only the fact remains that a mail went out.
    """

    class State(models.TextChoices):
        """Where a mail is. `BUSY` is held by one worker until its lease ends."""

        WAITING = "wacht", "wacht"
        BUSY = "bezig", "bezig"
        SENT = "verzonden", "verzonden"
        GIVEN_UP = "opgegeven", "opgegeven"

    kind = models.CharField("soort", max_length=MAX_KIND)
    key = models.CharField("kenmerk", max_length=MAX_KEY)
    message_id = models.CharField("Message-ID", max_length=150, unique=True)
    to = models.CharField("aan", max_length=254, blank=True)
    subject = models.CharField("onderwerp", max_length=200, blank=True)
    text = models.TextField("tekst", blank=True)
    html = models.TextField("opgemaakte tekst", blank=True)
    headers = models.JSONField("kopregels", default=dict, blank=True)

    state = models.CharField(
        "toestand", max_length=10, choices=State.choices, default=State.WAITING
    )
    attempts = models.PositiveIntegerField("pogingen", default=0)
    next_try = models.DateTimeField("volgende poging", default=timezone.now)
    lease_owner = models.CharField("verzender", max_length=40, blank=True, default="")
    lease_until = models.DateTimeField("verzender tot", null=True, blank=True)
    error = models.CharField("melding", max_length=200, blank=True, default="")

    created_at = models.DateTimeField("gemaakt", default=timezone.now)
    until = models.DateTimeField("zinvol tot", null=True, blank=True)
    closed_at = models.DateTimeField("afgerond", null=True, blank=True)

    class Meta:
        verbose_name = "uitgaande mail"
        verbose_name_plural = "uitgaande mail"
        default_permissions = ("view", "change")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="mail_one_per_kind_and_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "next_try"], name="mail_due"),
            models.Index(fields=["to", "created_at"], name="mail_per_address"),
            models.Index(fields=["kind", "created_at"], name="mail_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class MailAttachment(models.Model):
    """A file that goes along with a mail, and goes away with its text."""

    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.CASCADE, related_name="attachments", verbose_name="mail"
    )
    name = models.CharField("bestandsnaam", max_length=100)
    content_type = models.CharField("soort", max_length=150)
    content = models.BinaryField("inhoud")

    class Meta:
        verbose_name = "bijlage bij mail"
        verbose_name_plural = "bijlagen bij mail"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.mail_id}.{self.pk}"
