"""Keeps which files the newest revision of a page shows: who may see the draft may see them."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, QuerySet
from django.db.models.signals import post_save
from wagtail.models import Page, ReferenceIndex, Revision

from academie.core.models import AcademieDocument, AcademieImage, DraftFile

FIELDS: dict[type[Model], str] = {AcademieImage: "image", AcademieDocument: "document"}


def drafts_with(model: type[Model], number: int) -> QuerySet[Any]:
    """Return the numbers of the pages whose newest revision shows this file."""
    return DraftFile.objects.filter(**{FIELDS[model]: number}).order_by().values("page")


def files_on_drafts(pages: QuerySet[Page], model: type[Model]) -> QuerySet[Any]:
    """Return the numbers of the files of this kind on the newest revisions of these pages."""
    name = f"{FIELDS[model]}_id"
    kept = DraftFile.objects.filter(page__in=pages.values("pk"), **{f"{name}__isnull": False})
    return kept.order_by().values(file_number=F(name))


def note_revision(instance: Revision, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Replace what was kept for a page by what its new revision shows."""
    page_type = ContentType.objects.get_for_model(Page, for_concrete_model=False)
    if raw or not created or instance.base_content_type_id != page_type.pk:
        return
    page = int(instance.object_id)
    DraftFile.objects.filter(page=page).delete()
    rows = [
        DraftFile(page_id=page, **{f"{name}_id": pk}) for name, pk in sorted(files_in(instance))
    ]
    DraftFile.objects.bulk_create(rows)


def files_in(revision: Revision) -> Iterator[tuple[str, int]]:
    """Yield the files that a version shows: name of the field of ``DraftFile`` and number."""
    types = ContentType.objects
    names = {types.get_for_model(model).pk: (model, name) for model, name in FIELDS.items()}
    found: dict[type[Model], set[int]] = {}
    for content_type, number, *_ in ReferenceIndex._extract_references_from_object(
        revision.as_object()
    ):
        if content_type in names:
            found.setdefault(names[content_type][0], set()).add(int(number))
    for model, numbers in found.items():
        # A file may be gone by the time that an old text is saved again.
        for pk in model._default_manager.filter(pk__in=numbers).values_list("pk", flat=True):
            yield FIELDS[model], pk


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(note_revision, sender=Revision, dispatch_uid="media-access-revision")
