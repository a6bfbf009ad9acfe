"""What users say of an item: one tap, or how they used it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

MAX_TEXT = 600
MAX_REASON = 500


class Group(models.TextChoices):
    """With whom somebody used an item. A list: nothing can be written about a child."""

    ONE = "een-leerling", "Eén leerling"
    SMALL = "groepje", "Een groepje leerlingen"
    CLASS = "hele-klas", "Een hele klas"
    PARENTS = "ouders", "Ouders of een gezin"
    TEAM = "team", "Mijn team of collega's"
    TOGETHER = "samen", "School en zorg samen"


class Outcome(models.TextChoices):
    """Whether it worked, as the user sees it."""

    WORKED = "werkte", "Het werkte"
    PARTLY = "beetje", "Het werkte een beetje"
    NOT = "niet", "Het werkte niet"


class State(models.TextChoices):
    """What became of a text."""

    WAITING = "wacht", "Wacht op een redacteur"
    SHOWN = "getoond", "Staat bij de kaart"
    REFUSED = "geweigerd", "Niet geplaatst"


class Read(models.Model):
    """A text that appears after an editor's yes. Nobody says yes to her own."""

    text = models.TextField("tekst", max_length=MAX_TEXT, blank=True)
    state = models.CharField("stand", max_length=10, choices=State, default=State.WAITING)
    reason = models.TextField("reden", max_length=MAX_REASON, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nagekeken door",
    )
    reviewed_at = models.DateTimeField("nagekeken op", null=True, blank=True)
    created_at = models.DateTimeField("geschreven op", default=timezone.now)

    class Meta:
        abstract = True
        default_permissions = ()


class Experience(Read):
    """How somebody used an item. ``user`` is forgotten at ``cut_on``; what she says stays.

    Role and sector are slugs of the vocabularies. Counted unless refused, and shown under role and
    sector only.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="kaart"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="account",
    )
    role = models.CharField("rol", max_length=60)
    sector = models.CharField("sector", max_length=60)
    group = models.CharField("gebruikt met", max_length=20, choices=Group)
    outcome = models.CharField("werkte het?", max_length=10, choices=Outcome)
    told_at = models.DateTimeField("verteld op", default=timezone.now)
    cut_on = models.DateField("account vergeten op")

    class Meta(Read.Meta):
        verbose_name = "ervaring"
        verbose_name_plural = "ervaringen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "user"], name="feedback_one_each"),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="feedback_waiting")]

    def __str__(self) -> str:
        return f"ervaring {self.pk}"


class Reply(Read):
    """What the author of the item answers; read by an editor as well. Signed as 'de maker'."""

    experience = models.OneToOneField(
        Experience, on_delete=models.CASCADE, related_name="reply", verbose_name="ervaring"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="account",
    )

    class Meta(Read.Meta):
        verbose_name = "antwoord van de maker"
        verbose_name_plural = "antwoorden van makers"

    def __str__(self) -> str:
        return f"antwoord {self.pk}"


class Summary(models.Model):
    """All that the page of an item shows of this, in one row: the page asks nothing else.

    Written in the transaction that changes something (`academie.feedback.summaries`).
    ``version_from`` is when the item last changed so much that older experiences are about an
    earlier version.
    """

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
        verbose_name="kaart",
    )
    version_from = models.DateTimeField("versie sinds", null=True, blank=True)
    useful = models.PositiveIntegerField("bruikbaar", default=0)
    not_useful = models.PositiveIntegerField("niet bruikbaar", default=0)
    content: models.JSONField[Any, Any] = models.JSONField("wat de pagina toont", default=dict)

    class Meta:
        verbose_name = "samenvatting bij een kaart"
        verbose_name_plural = "samenvattingen bij kaarten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"samenvatting van kaart {self.page_id}"


class Tap(models.Model):
    """That a browser answered 'bruikbaar?' for an item today; gone tomorrow.

    Both marks are hashes with the secret of the day (`academie.figures.clients`).
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="kaart"
    )
    day = models.DateField("dag")
    browser = models.CharField("merk van de browser", max_length=32)
    connection = models.CharField("merk van de aansluiting", max_length=32)
    useful = models.BooleanField("bruikbaar")
    missed = models.CharField("miste", max_length=16, blank=True)

    class Meta:
        verbose_name = "antwoord van vandaag"
        verbose_name_plural = "antwoorden van vandaag"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "day", "browser"], name="feedback_tap_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="feedback_tap_day")]

    def __str__(self) -> str:
        return f"antwoord {self.pk}"
