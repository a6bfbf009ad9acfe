"""Which of some files anything still uses. Where that is in doubt, the file counts as used."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import JSONField, Model, TextField
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, Revision

from academie.core.models import AcademieDocument, AcademieRendition, DocumentText
from academie.upkeep.models import UnusedFile

PARTS = (AcademieRendition, DocumentText, UnusedFile)
"""What belongs to a file and goes with it."""

_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)", re.ASCII)
_ADDRESS = re.compile(r"/documenten/(\d+)/", re.ASCII)

Numbers = set[int]
Rule = Callable[[type[Model], Numbers], Iterable[int]]


def used(model: type[Model], numbers: Numbers) -> Numbers:
    """Return those of these files (numbers of one kind) that something refers to.

    A row that points at the file, a text of today, any revision of anything that still exists, or
    something that was typed and does not fit into a page yet.
    """
    left = set(numbers)
    rules: tuple[Rule, ...] = (_pointed_at, _noted, _typed, _in_revisions)
    for rule in rules:
        if left:
            left -= set(rule(model, left))
    return numbers - left


def _pointed_at(model: type[Model], numbers: Numbers) -> Iterator[int]:
    """Hidden relations too: most of what points at a file wants no name on it."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete or relation.related_model in PARTS:
            continue
        name, rows = relation.field.name, relation.related_model._default_manager
        yield from rows.filter(**{f"{name}__in": numbers}).values_list(name, flat=True)


def _noted(model: type[Model], numbers: Numbers) -> Iterator[int]:
    """Wagtail's notes: of fields, streams and rich text, of pages and of anything else."""
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(number) for number in numbers],
    )
    yield from map(int, found.values_list("to_object_id", flat=True))


def _typed(model: type[Model], numbers: Numbers) -> Iterator[int]:
    """What was typed is kept as text beside a page; a number in it may be that of a file."""
    wanted = {str(number) for number in numbers}
    for holder in apps.get_models():
        if getattr(holder, "wagtail_reference_index_ignore", False):
            continue
        for field in holder._meta.concrete_fields:
            if isinstance(field, JSONField):
                rows = holder._default_manager.order_by().values_list(field.name, flat=True)
                for value in rows.iterator():
                    yield from map(int, wanted.intersection(_texts(value)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def _in_revisions(model: type[Model], numbers: Numbers) -> Iterator[int]:
    """Earlier texts and drafts. Only one in which the digits occur at all is read as a text."""
    wanted = {str(number) for number in numbers}
    kind = ContentType.objects.get_for_model(model).pk
    rows = Revision.objects.order_by("pk").annotate(raw=Cast("content", TextField()))
    for pk, raw in rows.values_list("pk", "raw").iterator():
        digits = wanted.intersection(_NUMBER.findall(raw))
        if not digits:
            continue
        if model is AcademieDocument:
            yield from map(int, digits.intersection(_ADDRESS.findall(raw)))
        yield from map(int, digits & _referred(pk, kind, digits))


def _referred(pk: int, kind: int, digits: set[str]) -> set[str]:
    """Return the files that a revision refers to; all of these when it cannot be read any more."""
    revision = Revision.objects.get(pk=pk)
    try:
        found = list(ReferenceIndex._extract_references_from_object(revision.as_object()))
    except Exception:  # noqa: BLE001 - of another make than the code: then the file stays
        return digits
    return {str(number) for content_type, number, *_ in found if content_type == kind}
