"""Links to other sites and how they fared."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

MAX_URL = 2000


class ExternalLink(models.Model):
    """One address on another site, however many items link to it.

    ``failures`` counts days on which it failed, one after the other; any answer sets it back.
    """

    class Outcome(models.TextChoices):
        """What the last look told."""

        UNKNOWN = "", "nog niet bekeken"
        OK = "ok", "werkt"
        GONE = "weg", "de pagina bestaat niet (meer)"
        AWAY = "onbereikbaar", "de site antwoordt niet"
        ERROR = "storing", "de site heeft een storing"
        CLOSED = "dicht", "de site laat ons niet kijken"
        REFUSED = "geweigerd", "dit adres bekijken wij niet"

    BROKEN = (Outcome.GONE, Outcome.AWAY, Outcome.ERROR)
    """Outcomes that count as a failure; who shuts the door on robots may let people in."""

    url = models.CharField("adres", max_length=MAX_URL)
    key = models.CharField("kenmerk", max_length=64, unique=True, editable=False)
    host = models.CharField("site", max_length=255, db_index=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True, default="")
    status = models.PositiveSmallIntegerField("antwoord", null=True, blank=True)
    checked_at = models.DateTimeField("bekeken op", null=True, blank=True)
    check_after = models.DateTimeField("bekijken na", default=timezone.now, db_index=True)
    failures = models.PositiveSmallIntegerField("dagen mislukt", default=0)
    failed_on = models.DateField("laatst mislukt op", null=True, blank=True)
    etag = models.CharField("etag", max_length=200, blank=True)
    last_modified = models.CharField("last-modified", max_length=60, blank=True)

    class Meta:
        verbose_name = "link naar buiten"
        verbose_name_plural = "links naar buiten"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"link {self.pk}"


class LinkUse(models.Model):
    """A live item that has a link; ``told_at`` is when its maker heard that it is dead."""

    link = models.ForeignKey(ExternalLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name="pagina"
    )
    told_at = models.DateTimeField("maker ingelicht op", null=True, blank=True)

    class Meta:
        verbose_name = "gebruik van een link"
        verbose_name_plural = "gebruik van links"
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["link", "page"], name="upkeep_link_use_once"),
        ]

    def __str__(self) -> str:
        return f"link {self.link_id} op pagina {self.page_id}"
