"""What hangs on a page: its images and documents, with the texts that come with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db.models import ForeignKey, Model
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from academie.core.document_text.attached import documents_on, own_child_relations
from academie.core.models import DocumentText
from academie.core.page_texts import capitalised

FILE_NAME, TITLE, CONTENTS, DESCRIPTION = "bestandsnaam", "titel", "inhoud", "beschrijving"

_REMEDIES = {
    FILE_NAME: "Geef het bestand een andere naam en upload het opnieuw.",
    TITLE: "Verander de titel bij Documenten of Afbeeldingen.",
    CONTENTS: "Haal het uit het bestand en upload dat opnieuw.",
    DESCRIPTION: "Verander de beschrijving bij Afbeeldingen.",
}


@dataclass(frozen=True, slots=True)
class Attached:
    """One file on a page. ``contents`` is the text that was read from it, as far as it was."""

    field: str
    label: str
    file: Any
    contents: str = ""
    block: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file as it was uploaded, more or less."""
        return PurePosixPath(self.file.file.name or "").name

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (where, words) of every text that comes with the file."""
        name = PurePosixPath(self.file_name)
        yield FILE_NAME, name.stem.replace("_", " ").replace("-", " ")
        if self.file.title != name.name:
            yield TITLE, self.file.title
        yield DESCRIPTION, getattr(self.file, "description", "") or ""
        yield CONTENTS, self.contents

    @staticmethod
    def remedy(where: str) -> str:
        """Return what a writer does about a text that cannot stay."""
        return _REMEDIES[where]


def attached_to(page: Any) -> list[Attached]:
    """Return images and documents of a page, in at most three queries; a lost file is left out."""
    return [*_images(page), *_documents(page)]


def documents_of(page: Any) -> list[Attached]:
    """Return the documents of a page, in at most two queries."""
    return list(_documents(page))


def _documents(page: Any) -> Iterator[Attached]:
    names = documents_on(page, own_child_relations(type(page)))
    if not names:
        return
    documents = get_document_model()._default_manager.in_bulk(list(names))
    known = DocumentText.objects.filter(document__in=documents)
    texts = dict(known.values_list("document_id", "text"))
    for number, name in names.items():
        if document := documents.get(number):
            label = f"Bestand ‘{name.strip() or document.title}’"
            yield Attached(_field_of(page, number), label, document, texts.get(number, ""))


def _field_of(page: Any, document: int) -> str:
    """Return the child relation that a document stands in; '' when it is linked in a text."""
    for relation in own_child_relations(type(page)):
        for row in getattr(page, relation).all():
            if getattr(row, "document_id", None) == document:
                return relation
    return ""


def _images(page: Any) -> Iterator[Attached]:
    places = dict(_image_places(page))
    if not places:
        return
    images = get_image_model()._default_manager.in_bulk(list(places))
    for number, (field, label, block) in places.items():
        if image := images.get(number):
            yield Attached(field, label, image, block=block)


def _image_places(page: Model) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the number of each image with its field, label and block."""
    for field in page._meta.concrete_fields:
        label = capitalised(field.verbose_name)
        if isinstance(field, ForeignKey) and field.related_model is get_image_model():
            number = getattr(page, field.attname)
            if number:
                yield number, (field.name, label, "")
        elif isinstance(field, StreamField):
            for raw, block in _chosen(field.stream_block, getattr(page, field.name).raw_data, ""):
                yield raw, (field.name, f"{label}, afbeelding", block)


def _chosen(block: Block, raw: Any, own_id: str) -> Iterator[tuple[int, str]]:
    if isinstance(block, ImageChooserBlock):
        if str(raw or "").isdecimal():
            yield int(raw), own_id
    elif isinstance(block, StructBlock) and isinstance(raw, Mapping):
        for key, child in block.child_blocks.items():
            yield from _chosen(child, raw.get(key), own_id)
    elif isinstance(block, StreamBlock) and isinstance(raw, list):
        for item in raw:
            if isinstance(item, Mapping) and item.get("type") in block.child_blocks:
                child = block.child_blocks[item["type"]]
                yield from _chosen(child, item.get("value"), str(item.get("id") or ""))
    elif isinstance(block, ListBlock) and isinstance(raw, list):
        for item in raw:
            wrapped = isinstance(item, Mapping) and item.get("type") == "item"
            yield from _chosen(block.child_block, item.get("value") if wrapped else item, own_id)
