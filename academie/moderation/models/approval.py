"""Approval: who read exactly which text, and found it good."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Approval(models.Model):
    """One person's word for one text. The gate lets a text pass that has a good one.

    ``digest`` is of the words that were read: Wagtail's editor may write over a version while it
    keeps the version's number.
    """

    class AsWhat(models.TextChoices):
        """In which quality the reader approved."""

        EDITOR = "redacteur", "als redacteur"
        REGIONAL = "regioredacteur", "als regioredacteur"
        ADMINISTRATOR = "beheerder", "als beheerder"
        ROUTE = "aangewezen", "als aangewezen lezer"
        PEER = "vakgenoot", "als vakgenoot"
        OVERRIDE = "zonder", "zonder tweede lezer"

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="pagina", on_delete=models.CASCADE, related_name="+"
    )
    # Wagtail clears old versions away; that somebody approved stays known.
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name="versie",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    digest = models.CharField("vingerafdruk", max_length=64, editable=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="lezer",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    as_what = models.CharField("in welke rol", max_length=20, choices=AsWhat)
    reason = models.TextField("reden", blank=True)
    at = models.DateTimeField("op", default=timezone.now)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        default_permissions = ()
        indexes = (models.Index(fields=["revision", "digest"], name="approval_of_text"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(as_what="zonder") | ~models.Q(reason=""),
                name="override_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"versie {self.revision_id}: {self.get_as_what_display()}"
