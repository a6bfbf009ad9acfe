"""The text of an attached file, as the search uses it."""

from django.db import models

from academie.core.document_text import outcome


class DocumentText(models.Model):
    """What was read from one document, or why nothing was.

    ``file_name`` and ``file_hash`` say from which file: a document whose file is another one by
    now counts as not read. The text goes with the document; nothing here outlives it.
    """

    class State(models.TextChoices):
        """How far it is; the words are for editors."""

        WAITING = outcome.WAITING, "wacht op lezen"
        READY = outcome.READY, "doorzoekbaar"
        EMPTY = outcome.EMPTY, "geen tekst gevonden"
        TOO_BIG = outcome.TOO_BIG, "te groot"
        UNREADABLE = outcome.UNREADABLE, "niet te lezen"
        REFUSED = outcome.REFUSED, "geweigerd"

    # A document is not "used" by its own text: Wagtail's count of uses leaves this out.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(
        "core.AcademieDocument",
        verbose_name="document",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="document_text",
    )
    state = models.CharField(
        "stand", max_length=10, choices=State, default=State.WAITING, db_index=True
    )
    reason = models.CharField("reden", max_length=20, blank=True)
    text = models.TextField("tekst", blank=True)
    file_name = models.CharField("bestand", max_length=255, blank=True)
    file_hash = models.CharField("controlegetal", max_length=40, blank=True)
    version = models.PositiveSmallIntegerField("versie van de lezer", default=0)
    extracted_at = models.DateTimeField("gelezen op", null=True, blank=True)

    class Meta:
        verbose_name = "tekst van een document"
        verbose_name_plural = "teksten van documenten"

    def __str__(self) -> str:
        """Name the document by number; its title may say more than a log should."""
        return f"document {self.document_id}: {self.get_state_display()}"

    @property
    def explanation(self) -> str:
        """What this means for readers and what an editor can do, in one or two sentences."""
        # The import waits: the reasons are words for the admin and no part of the model.
        from academie.core.document_text.reasons import explain

        return explain(self.state, self.reason)
