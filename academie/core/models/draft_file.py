"""Which files the newest revision of a page shows."""

from django.db import models
from wagtail.models import Page


class DraftFile(models.Model):
    """One image or one document in the newest revision of a page.

    Kept by ``academie.core.media_access.drafts``; goes with the page and with the file.
    """

    # A file is not "used" by this note of its use: Wagtail's count of uses leaves it out.
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(
        Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="+"
    )
    image = models.ForeignKey(
        "core.AcademieImage",
        verbose_name="afbeelding",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    document = models.ForeignKey(
        "core.AcademieDocument",
        verbose_name="document",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = "bestand van een concept"
        verbose_name_plural = "bestanden van concepten"

    def __str__(self) -> str:
        """Name both by number; a title may say more than a log should."""
        return f"page {self.page_id}: image {self.image_id}, document {self.document_id}"
