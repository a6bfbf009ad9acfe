"""Every piece of text that an editor wrote on a page, with the name of the field it stands in.

Read from the page in memory without a query, in the order of the form: its own fields, its streams
as they are stored, and the rows of its child relations (downloads, sessions).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import CharField, Field, Model, TextField
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import CharBlock, ChooserBlock, TextBlock
from wagtail.fields import RichTextField, StreamField

from academie.core.blocks import HeadingBlock
from academie.core.document_text.attached import own_child_relations
from academie.core.text import html_to_text

NOT_WRITTEN = frozenset(
    {"path", "url_path", "draft_title", "slug", "content_type", "permanent_id", "external_id"}
    | {"license", "nav", "kind"}
)
"""Text fields of a page that no editor writes, or that are a copy of another one."""

PROSE, HEADING, ALT, LINE = "prose", "heading", "alt", "line"
"""What a piece is: running text, a heading, a description of an image, or a loose line."""

_HEAD = {"title": HEADING, "seo_title": HEADING, "alt_text": ALT}
_RUNNING = {"intro", "text", "note", "escalate_when"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One text. ``html`` is its rich text, or '' when it is plain; ``block`` the id of its block.

    ``label`` says where it stands, in Dutch: 'Stappen, 3, Uitleg'.
    """

    field: str
    label: str
    text: str
    role: str = LINE
    html: str = ""
    block: str = ""


def page_texts(page: Model, child_relations: Iterable[str] | None = None) -> list[Piece]:
    """Return the non-empty texts of a page and of its rows, in the order of the form."""
    pieces = list(row_texts(page))
    names = own_child_relations(type(page)) if child_relations is None else child_relations
    for name in names:
        for number, row in enumerate(getattr(page, name).all(), start=1):
            heading = f"{capitalised(row._meta.verbose_name)} {number}"
            pieces += [
                Piece(name, f"{heading}, {piece.label.lower()}", piece.text, piece.role, piece.html)
                for piece in row_texts(row)
            ]
    return pieces


def row_texts(row: Model) -> Iterator[Piece]:
    """Yield the texts in the fields of one object."""
    for field, kind in _text_fields(type(row)):
        label = capitalised(field.verbose_name)
        if kind == "stream":
            raw = getattr(row, field.name).raw_data
            yield from _in_items(field.name, label, field.stream_block, raw)  # type: ignore[attr-defined]
            continue
        value = getattr(row, field.attname)
        if not isinstance(value, str) or not value.strip():
            continue
        if kind == "rich":
            yield Piece(field.name, label, html_to_text(value), PROSE, value)
        else:
            yield Piece(field.name, label, value, _role(field.name, isinstance(field, TextField)))


def field_label(model: type[Model], name: str) -> str:
    """Return what a field is called in the form, with a capital."""
    field: Any = model._meta.get_field(name)
    return capitalised(field.verbose_name)


def capitalised(words: Any) -> str:
    """Return words with a capital first; the rest stays (TOS stays TOS)."""
    text = str(words)
    return text[:1].upper() + text[1:]


@cache
def _text_fields(model: type[Model]) -> "tuple[tuple[Field[Any, Any], str], ...]":
    """Return the fields of a model that hold what somebody wrote, and how: once per model."""
    found: list[tuple[Field[Any, Any], str]] = []
    for field in model._meta.concrete_fields:
        if isinstance(field, RichTextField):
            found.append((field, "rich"))
        elif isinstance(field, StreamField):
            found.append((field, "stream"))
        elif (
            isinstance(field, CharField | TextField)
            and field.editable
            and not field.choices
            and field.name not in NOT_WRITTEN
        ):
            found.append((field, "plain"))
    # Title and intro come first in every form; the others in the order of the model.
    return tuple(sorted(found, key=lambda one: {"title": 0, "intro": 1}.get(one[0].name, 2)))


def _role(name: str, long: bool) -> str:
    if name in _HEAD:
        return _HEAD[name]
    return PROSE if long or name in _RUNNING else LINE


def _in_items(field: str, label: str, block: StreamBlock, items: Iterable[Any]) -> Iterator[Piece]:
    for number, item in enumerate(items, start=1):
        if isinstance(item, Mapping) and item.get("type") in block.child_blocks:
            child = block.child_blocks[item["type"]]
            yield from _in_block(
                field, f"{label}, {number}", child, item.get("value"), str(item.get("id") or "")
            )


def _in_block(
    field: str, label: str, block: Block, raw: Any, own_id: str, name: str = ""
) -> Iterator[Piece]:
    """Yield the texts in the stored form of a block."""
    if isinstance(block, StructBlock) and isinstance(raw, Mapping):
        for key, child in block.child_blocks.items():
            inner = f"{label}, {str(child.label).lower()}"
            yield from _in_block(field, inner, child, raw.get(key), own_id, key)
    elif isinstance(block, StreamBlock) and isinstance(raw, list):
        yield from _in_items(field, label, block, raw)
    elif isinstance(block, ListBlock) and isinstance(raw, list):
        for number, item in enumerate(raw, start=1):
            # Old items are stored bare, new ones with an id.
            wrapped = isinstance(item, Mapping) and item.get("type") == "item"
            value = item.get("value") if wrapped else item
            yield from _in_block(field, f"{label} {number}", block.child_block, value, own_id, name)
    elif isinstance(raw, str) and raw.strip() and not isinstance(block, ChooserBlock):
        if isinstance(block, RichTextBlock):
            yield Piece(field, label, html_to_text(raw), PROSE, raw, own_id)
        elif isinstance(block, HeadingBlock):
            yield Piece(field, label, raw, HEADING, block=own_id)
        elif isinstance(block, CharBlock | TextBlock):
            yield Piece(field, label, raw, _role(name, isinstance(block, TextBlock)), block=own_id)
