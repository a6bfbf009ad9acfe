"""What the writing flow keeps beside a page. The text itself is the page and its revisions."""

from django.db import models
from wagtail.models import Page


class Draft(models.Model):
    """A page that somebody writes here. It goes with the page.

    ``rest`` holds what was typed and cannot be in the page yet (a moment without an end), per
    field; it counts only while ``rest_of`` is the stamp of the newest revision, so that an edit
    elsewhere is never covered by it.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name="pagina", primary_key=True
    )
    rest = models.JSONField("wat nog niet past", default=dict)
    rest_of = models.CharField("bij versie", max_length=60, blank=True)
    really_different = models.BooleanField("is echt anders", default=False)
    warned_at = models.DateTimeField("gewaarschuwd op", null=True, blank=True)

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"concept van pagina {self.page_id}"
