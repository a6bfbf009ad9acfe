"""Terms and tags of a batch of pages: a few queries, however many pages."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from taggit.models import Tag

from academie.core.import_targets import ImportRecord
from academie.core.models import BasePage, TaggedPage

Marked = Sequence[tuple[Any, ImportRecord]]


class Marks:
    """Writes what the records say; a field that a record leaves empty stays as it was."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[int, Model]] = {}
        self._tags: dict[str, Tag] = {}

    def put(self, page: BasePage, record: ImportRecord) -> None:
        """Put the terms and tags on the page in memory: that is what its revision holds."""
        for field, numbers in record.terms.items():
            if numbers:
                held = self._held(type(page), field)
                getattr(page, field).set([held[number] for number in numbers])
        if record.tags:
            tags = [self._tags[name.casefold()] for name in record.tags]
            page.tagged_items.set([TaggedPage(tag=tag) for tag in tags])

    def learn_tags(self, records: Iterable[ImportRecord]) -> None:
        """Make the tags that are not there yet; the same word in other capitals is the same tag."""
        names = [name for record in records for name in record.tags]
        if names and not self._tags:
            self._tags = {tag.name.casefold(): tag for tag in Tag.objects.all()}
        for name in names:
            if name.casefold() not in self._tags:
                self._tags[name.casefold()] = Tag.objects.create(name=name)

    def write(self, pages: Marked) -> None:
        """Store terms and tags of saved pages; what is right already is left alone."""
        for model in {type(page) for page, _ in pages}:
            for name in {name for _, record in pages for name in record.terms}:
                relation = model._meta.get_field(name)
                wanted = {
                    (page.pk, number)
                    for page, record in pages
                    if type(page) is model
                    for number in record.terms[name]
                }
                _bring(
                    relation.remote_field.through,
                    f"{relation.m2m_field_name()}_id",
                    f"{relation.m2m_reverse_field_name()}_id",
                    wanted,
                )
        tags = {
            (page.pk, self._tags[name.casefold()].pk)
            for page, record in pages
            for name in record.tags
        }
        _bring(TaggedPage, "content_object_id", "tag_id", tags)

    def _held(self, model: type[BasePage], field: str) -> dict[int, Model]:
        if field not in self._terms:
            terms = model._meta.get_field(field).related_model
            self._terms[field] = {term.pk: term for term in terms._default_manager.all()}
        return self._terms[field]


def _bring(table: Any, page_field: str, mark_field: str, wanted: set[tuple[int, int]]) -> None:
    """Make the rows of the pages in ``wanted`` equal to it, in at most three queries."""
    if not wanted:
        return
    rows = table._default_manager.filter(**{f"{page_field}__in": {page for page, _ in wanted}})
    held = {(page, mark): pk for pk, page, mark in rows.values_list("pk", page_field, mark_field)}
    surplus = [pk for pair, pk in held.items() if pair not in wanted]
    if surplus:
        table._default_manager.filter(pk__in=surplus).delete()
    table._default_manager.bulk_create(
        table(**{page_field: page, mark_field: mark}) for page, mark in sorted(wanted - set(held))
    )
