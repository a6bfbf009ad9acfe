"""The admin's upload forms: our sentences and our help.

The settings ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and ``WAGTAILDOCS_DOCUMENT_FORM_BASE`` name them, so
the single form, the multiple upload and the choosers all use them.
"""

from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from academie.core.uploads import messages
from academie.core.uploads.images import BROKEN, CleanImageFile, clean_image


class CleanImageFormField(WagtailImageField):
    """Gives back the cleaned image, so that size and hash are those of what is stored."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = (
            f"Een foto of tekening: {self.supported_formats_text.lower()}, "
            f"hoogstens {self.max_upload_size_text}. Plaats en tijd in de foto halen wij eraf. "
            "Staat er een kind herkenbaar op? Gebruik de foto dan niet."
        )
        self.error_messages |= {
            "empty": messages.EMPTY,
            "invalid_image": messages.IMAGE_DAMAGED,
            "invalid_image_known_format": messages.WRONG_CONTENT,
            "file_too_large": messages.TOO_BIG,
            "file_too_many_pixels": messages.IMAGE_TOO_MANY_PIXELS,
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Leave what is stored alone when no other file may come in its place."""
        return initial if self.disabled else super().clean(data, initial)

    def to_python(self, data: Any) -> CleanImageFile | None:
        """Check and clean; a broken image is a sentence for the editor, never a server error."""
        if data:
            self._check_extension(data.name)
        try:
            file = super().to_python(data)
        except BROKEN as error:
            raise ValidationError(messages.IMAGE_DAMAGED, code="invalid_image") from error
        return None if file is None else clean_image(file)

    def _check_extension(self, name: str) -> None:
        """Before the content, because a drawing (svg) is not damaged but of a wrong kind."""
        extension = PurePosixPath(name).suffix.lower().removeprefix(".")
        if extension not in self.allowed_image_extensions:
            raise ValidationError(
                messages.WRONG_EXTENSION,
                code="invalid_image_extension",
                params={
                    "extension": extension or "onbekend",
                    "allowed": ", ".join(self.allowed_image_extensions),
                },
            )


class AcademieImageForm(BaseImageForm):
    """The image form with the cleaning field."""

    class Meta(BaseImageForm.Meta):
        """Wagtail reads the widgets from here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = CleanImageFormField(
                label=field.label, required=field.required, widget=field.widget
            )
            _keep_what_was_read(self)
        if "title" in self.fields:
            self.fields["title"].help_text = "Hiermee vindt u de afbeelding later terug."
        if "description" in self.fields:
            self.fields[
                "description"
            ].help_text = "Wat is erop te zien? Eén zin voor lezers die de afbeelding niet zien."


class AcademieDocumentForm(BaseDocumentForm):
    """The document form; the rules themselves are in ``AcademieDocument.clean``."""

    class Meta(BaseDocumentForm.Meta):
        """Wagtail reads the widgets from here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            field.error_messages["empty"] = messages.EMPTY
            field.help_text = (
                f"Kies een van deze soorten: {', '.join(settings.WAGTAILDOCS_EXTENSIONS)}. "
                f"Hoogstens {filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}, "
                "zonder macro's en zonder wachtwoord. Zet er geen namen van kinderen in."
            )
            _keep_what_was_read(self)
        if "title" in self.fields:
            self.fields["title"].help_text = "De lezer ziet deze naam bij de download."


def _keep_what_was_read(form: Any) -> None:
    """Offer no other file for one that a page shows: the model refuses it (``FILE_STAYS``)."""
    # The settings name this module, so it is read before the models that these need.
    from academie.core.media_access.texts import is_part_of_a_text
    from academie.core.models.media import FILE_STAYS

    if form.instance.pk and is_part_of_a_text(form.instance):
        form.fields["file"].disabled = True
        form.fields["file"].help_text = FILE_STAYS
