"""Which documents hang on a page, read from the page itself without a query."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField

_DOCUMENT_LINK = re.compile(r"<a\b[^>]*\blinktype=\"document\"[^>]*>")
_NUMBER = re.compile(r"\bid=\"(\d+)\"")


def documents_on(page: Any, child_relations: Iterable[str]) -> dict[int, str]:
    """Return document -> the name the page gives it ('' when it gives none), in reading order.

    Looks at the page's own fields, its streams as they are stored, the links in its texts, and the
    rows of these child relations, which should be prefetched.
    """
    found: dict[int, str] = {}
    for child_relation in child_relations:
        for row in getattr(page, child_relation).all():
            for number in _in_fields(row):
                found.setdefault(number, str(getattr(row, "title", "")))
    for number in _in_fields(page):
        found.setdefault(number, "")
    return found


def own_child_relations(model: type[Model]) -> list[str]:
    """Return the child relations that a page type declares itself (sessions, downloads)."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if relation.field.remote_field.model is model
    ]


def _in_fields(row: Model) -> Iterator[int]:
    for field in row._meta.get_fields():
        if isinstance(field, ForeignKey):
            if field.related_model is get_document_model():
                yield from _numbers(getattr(row, field.attname))
        elif isinstance(field, RichTextField):
            yield from _in_html(getattr(row, field.attname))
        elif isinstance(field, StreamField):
            yield from _in_items(field.stream_block, getattr(row, field.name).raw_data)


def _in_block(block: Block, raw: Any) -> Iterator[int]:
    """Yield the documents in the stored form of a block."""
    if isinstance(block, DocumentChooserBlock):
        yield from _numbers(raw)
    elif isinstance(block, RichTextBlock):
        yield from _in_html(raw)
    elif isinstance(block, StructBlock) and isinstance(raw, Mapping):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, raw.get(name))
    elif isinstance(block, ListBlock) and isinstance(raw, list):
        for item in raw:
            # Old items are stored bare, new ones with an id.
            wrapped = isinstance(item, Mapping) and item.get("type") == "item"
            yield from _in_block(block.child_block, item.get("value") if wrapped else item)
    elif isinstance(block, StreamBlock) and isinstance(raw, list):
        yield from _in_items(block, raw)


def _in_items(block: StreamBlock, items: Iterable[Any]) -> Iterator[int]:
    for item in items:
        if isinstance(item, Mapping) and item.get("type") in block.child_blocks:
            yield from _in_block(block.child_blocks[item["type"]], item.get("value"))


def _in_html(html: Any) -> Iterator[int]:
    if not isinstance(html, str):
        return
    for link in _DOCUMENT_LINK.findall(html):
        if number := _NUMBER.search(link):
            yield int(number[1])


def _numbers(raw: Any) -> Iterator[int]:
    if isinstance(raw, int):
        yield raw
    elif isinstance(raw, str) and raw.isdecimal():
        yield int(raw)
