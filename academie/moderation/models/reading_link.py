"""ReadingLink: somebody without an account reads along, on one text, for two weeks."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class ReadingLink(models.Model):
    """A link to one version, and the advice that came back. Advice approves nothing.

    The token in the link is not kept; ``secret`` is what its random part hashes to.
    """

    class Verdict(models.TextChoices):
        """What the reader found."""

        NONE = "", "nog geen antwoord"
        RIGHT = "klopt", "Klopt"
        WRONG = "klopt-niet", "Klopt niet"

    class Recognisable(models.TextChoices):
        """For a story: can somebody be recognised?"""

        NONE = "", "niet gevraagd"
        YES = "ja", "Ja, iemand is te herkennen"
        NO = "nee", "Nee, niemand is te herkennen"

    public = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    secret = models.CharField(max_length=64, unique=True, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reader_role = models.CharField(
        "functie van de lezer",
        max_length=100,
        help_text="Geen naam. Een functie is genoeg, bijvoorbeeld: ambulant begeleider.",
    )
    email = models.EmailField("e-mail", blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.NONE, blank=True)
    remarks = models.TextField("opmerkingen", max_length=4000, blank=True)
    recognisable = models.CharField(
        max_length=4, choices=Recognisable, default=Recognisable.NONE, blank=True
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "meeleeslink"
        verbose_name_plural = "meeleeslinks"
        default_permissions = ()
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"meeleeslink {self.pk} bij pagina {self.page_id}"

    @property
    def works(self) -> bool:
        """Whether the link still opens something."""
        return self.withdrawn_at is None and self.ends_at > timezone.now()
