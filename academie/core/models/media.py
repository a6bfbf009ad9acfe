"""Images and documents: own models from the first migration on, so that rules can live on them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from academie.core.uploads.documents import check_document
from academie.core.uploads.fields import CheckedFileField, CleanImageField
from academie.core.uploads.images import CleanImageFile

FILE_STAYS = (
    "Dit bestand staat op een pagina, en blijft daarom zoals het is: iemand kan het al gelezen en "
    "goedgekeurd hebben. Voeg het nieuwe bestand apart toe en kies het op de pagina. Dan leest een "
    "ander het eerst."
)


def refuse_another_file(medium: models.Model, stored: FieldFile) -> None:
    """Raise ``ValidationError`` when a form puts another file in the place of one on a page.

    A page only names its files, so a file that changes would change a page that somebody approved
    without anybody reading it. Programs, which validate nothing, may still do it.
    """
    # The marker is Django's own: a file that storage has not seen yet.
    if not medium.pk or getattr(stored, "_committed", True):
        return
    # The import waits until the models are loaded: the other way round it asks for these.
    from academie.core.media_access.texts import is_part_of_a_text

    if is_part_of_a_text(medium):
        raise ValidationError({"file": ValidationError(FILE_STAYS, code="file_stays")})


class AcademieImage(AbstractImage):
    """An image without the data a camera hides in it (place, device, time)."""

    file = CleanImageField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"
        permissions = [("choose_image", "Kan een afbeelding kiezen")]

    def clean(self) -> None:
        """Refuse another file in the place of one that a page shows."""
        super().clean()
        refuse_another_file(self, self.file)

    def save(self, *args: object, **kwargs: object) -> None:
        """Forget size and hash that belong to a file as it was before cleaning."""
        if (
            self.file
            and not self.file._committed
            and not isinstance(self.file.file, CleanImageFile)
        ):
            self.file_size = None
            self.file_hash = ""
        super().save(*args, **kwargs)


class AcademieRendition(AbstractRendition):
    """A scaled copy of an image."""

    image = models.ForeignKey(AcademieImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # Readers ask for a copy by the name of its file (academie.core.media_access).
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


class AcademieDocument(AbstractDocument):
    """A file that readers can download."""

    file = CheckedFileField(_("file"), upload_to="documents")
    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documenten"
        permissions = [("choose_document", "Kan een document kiezen")]

    def clean(self) -> None:
        """Check a new file by our rules, which are stricter than Wagtail's list of extensions.

        Refuse another file in the place of one that a page shows.
        """
        refuse_another_file(self, self.file)
        if self.file and not getattr(self.file, "_committed", True):
            try:
                check_document(self.file, self.file.name)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
