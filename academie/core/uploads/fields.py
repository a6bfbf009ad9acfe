"""Model fields that let no file reach the storage unchecked, whatever path it took."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from academie.core.uploads.documents import check_document
from academie.core.uploads.images import BROKEN, clean_image
from academie.core.uploads.messages import IMAGE_DAMAGED


class CleanImageFieldFile(WagtailImageFieldFile):
    """Stores the picture only; raises ``ValidationError`` for a broken image."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Called by Django as soon as a file is assigned, so before ``save``."""
        try:
            size: tuple[int, int] = super().get_image_dimensions()
        except BROKEN as error:
            if self._committed:
                raise
            raise ValidationError(IMAGE_DAMAGED, code="invalid_image") from error
        return size

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Called by Django for an assigned file and by Wagtail's multiple upload directly."""
        super().save(name, clean_image(content), save)


class CleanImageField(WagtailImageField):
    """Wagtail's image field over ``CleanImageFieldFile``; the database sees no difference."""

    attr_class = CleanImageFieldFile

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Stay out of the migrations: only Python's behaviour differs."""
        name, _, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class CheckedFieldFile(FieldFile):
    """Refuses a document that breaks a rule; raises ``ValidationError``."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Called by Django for an assigned file and by Wagtail's multiple upload directly."""
        check_document(content, name)
        super().save(name, content, save)


class CheckedFileField(models.FileField):
    """Django's file field over ``CheckedFieldFile``; the database sees no difference."""

    attr_class = CheckedFieldFile

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Stay out of the migrations: only Python's behaviour differs."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
