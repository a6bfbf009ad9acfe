"""Files that nothing uses."""

from django.db import models
from django.utils import timezone


class UnusedFile(models.Model):
    """An image or a document, and since when it is known that nothing uses it."""

    # A file is not "used" by the note that it is not.
    wagtail_reference_index_ignore = True

    image = models.OneToOneField(
        "core.AcademieImage",
        verbose_name="afbeelding",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    document = models.OneToOneField(
        "core.AcademieDocument",
        verbose_name="document",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    since = models.DateTimeField("sinds", default=timezone.now)

    class Meta:
        verbose_name = "ongebruikt bestand"
        verbose_name_plural = "ongebruikte bestanden"
        default_permissions = ()

    def __str__(self) -> str:
        """Name both by number; a title may say more than a log should."""
        return f"image {self.image_id}, document {self.document_id}"
