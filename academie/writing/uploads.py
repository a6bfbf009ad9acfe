"""Files that are sent along with a screen: the rules of every upload, one sentence when refused."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from wagtail.models import Collection

from academie.core.models import AcademieDocument, AcademieImage
from academie.core.uploads.forms import CleanImageFormField
from academie.writing.plan.files import File
from academie.writing.plan.groups import Group
from academie.writing.plan.steps import Part, Step
from academie.writing.screens import Screen

NOT_YOURS = "Kies dit bestand opnieuw: wij kennen het niet van deze kaart."
LONGEST_NAME = 100


def take_in(
    step: Step, typed: Screen, files: MultiValueDict, user: Any, page: Any
) -> dict[str, str]:
    """Store the files of a post and put their numbers into ``typed``.

    Returns name of the input -> sentence for what was refused; the rest of the screen is kept.
    Also refuses a number of a file that neither this page nor its writer brought in.
    """
    known = _files_of(step, page)
    found: dict[str, str] = {}
    for part in step.parts:
        found |= _of_part(part, typed, part.name, files, user, known)
    return found


def _of_part(
    part: Part, row: dict[str, Any], name: str, files: Any, user: Any, known: set[tuple[bool, str]]
) -> dict[str, str]:
    if isinstance(part, Group):
        found: dict[str, str] = {}
        for n, inner in enumerate(row[part.name]):
            for field in part.fields:
                inner_name = f"{name}-{n}-{field.name}"
                found |= _of_part(field, inner, inner_name, files, user, known)
                if isinstance(field, File) and inner[field.name]:
                    _name_it(inner, files.get(f"{inner_name}-bestand"))
        return found
    if not isinstance(part, File):
        return {}
    return _of_file(part, row, name, files.get(f"{name}-bestand"), user, known)


def _of_file(
    part: File, row: dict[str, Any], name: str, sent: Any, user: Any, known: set[tuple[bool, str]]
) -> dict[str, str]:
    if sent is not None:
        try:
            row[part.name] = str((_image if part.picture else _document)(sent, user).pk)
        except ValidationError as error:
            return {name: error.messages[0]}
        return {}
    typed = row[part.name]
    if typed and (part.picture, typed) not in known and not _brought_in(part, typed, user):
        row[part.name] = ""
        return {name: NOT_YOURS}
    return {}


def _name_it(row: dict[str, Any], sent: UploadedFile | None) -> None:
    """A file without a name for the reader gets its own."""
    if sent is not None and "title" in row and not row["title"]:
        row["title"] = _title(sent)


def _document(sent: UploadedFile, user: Any) -> AcademieDocument:
    document = AcademieDocument(
        title=_title(sent), file=sent, uploaded_by_user=user, collection=_collection()
    )
    document.full_clean()
    document._set_document_file_metadata()
    document.save()
    return document


def _image(sent: UploadedFile, user: Any) -> AcademieImage:
    clean = CleanImageFormField(required=True).clean(sent)
    image = AcademieImage(
        title=_title(sent), file=clean, uploaded_by_user=user, collection=_collection()
    )
    image._set_image_file_metadata()
    image.full_clean()
    image.save()
    return image


def _collection() -> Collection:
    return Collection.get_first_root_node()


def _title(sent: UploadedFile) -> str:
    stem = PurePosixPath(sent.name or "").stem.replace("_", " ").replace("-", " ")
    return stem[:LONGEST_NAME].strip() or "bestand"


def _brought_in(part: File, number: str, user: Any) -> bool:
    model = AcademieImage if part.picture else AcademieDocument
    return bool(model.objects.filter(pk=number, uploaded_by_user=user).exists())


def _files_of(step: Step, page: Any) -> set[tuple[bool, str]]:
    """Return (is a picture, number) of the files that the page holds on this screen."""
    from academie.writing.screens import screen_of

    found: set[tuple[bool, str]] = set()
    shown = screen_of(step, page, {})
    for part in step.parts:
        rows = shown[part.name] if isinstance(part, Group) else [shown]
        fields = part.fields if isinstance(part, Group) else (part,)
        for field in fields:
            if isinstance(field, File):
                found |= {(field.picture, row[field.name]) for row in rows}
    return found
