"""StreamFields: block by block, and inside a block field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from academie.core.differences.align import Item, Pair, align
from academie.core.differences.change import Change, Kind
from academie.core.differences.naming import (
    MayName,
    capital,
    choice_label,
    internal_links,
    rich_words,
    value_words,
    with_unit,
    without_unit,
)
from academie.core.differences.pieces import word_pieces

ELSEWHERE = "een link verwijst nu naar een andere plek"


@dataclass(frozen=True, slots=True)
class _Bound:
    """One block of a row with its value."""

    ident: str
    block: blocks.Block
    value: Any


def compare_stream(old: Any, new: Any, may_name: MayName) -> list[Change]:
    """Return the differences between two StreamField values, in the order of the new one."""
    stream_block = new.stream_block if hasattr(new, "stream_block") else old.stream_block
    numbered = len(stream_block.child_blocks) == 1
    return _compare_rows(_bound(old), _bound(new), numbered, may_name)


def block_words(block: blocks.Block, value: Any, may_name: MayName) -> str:
    """Return all words of a block's value as a reader sees them, one field a line."""
    if isinstance(block, blocks.StructBlock):
        parts = (
            block_words(child, value.get(name), may_name)
            for name, child in block.child_blocks.items()
        )
        return "\n".join(part for part in parts if part)
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        rows = (block_words(one.block, one.value, may_name) for one in _bound(value))
        return "\n".join(row for row in rows if row)
    if isinstance(block, blocks.RichTextBlock):
        return rich_words(getattr(value, "source", str(value or "")))
    if isinstance(block, blocks.ChoiceBlock):
        return choice_label(block.field.choices, value) or str(value or "")
    return value_words(value, may_name)


def _bound(row: Any) -> list[_Bound]:
    children = getattr(row, "bound_blocks", None)
    if children is None:
        children = row or ()
    return [_Bound(str(one.id or ""), one.block, one.value) for one in children]


def _compare_rows(
    old: Sequence[_Bound], new: Sequence[_Bound], numbered: bool, may_name: MayName
) -> list[Change]:
    pairs = align(_items(old, may_name), _items(new, may_name))
    found = (_pair(pair, old, new, numbered, may_name) for pair in pairs)
    return [change for change in found if change]


def _items(row: Sequence[_Bound], may_name: MayName) -> list[Item]:
    return [
        Item(one.ident, one.block.name, block_words(one.block, one.value, may_name)) for one in row
    ]


def _pair(
    pair: Pair, old: Sequence[_Bound], new: Sequence[_Bound], numbered: bool, may_name: MayName
) -> Change | None:
    if pair.old is None or pair.new is None:
        if pair.new is not None:
            return _whole(new[pair.new], pair.new, numbered, Kind.ADDED, may_name)
        gone = pair.old or 0
        return _whole(old[gone], gone, numbered, Kind.REMOVED, may_name)
    before, after = old[pair.old], new[pair.new]
    label = _label(after, pair.new, numbered)
    inside = _inside(after.block, before.value, after.value, label, may_name)
    if not pair.moved:
        return inside
    return Change(
        label,
        Kind.MOVED,
        title=_title(after, may_name),
        was=_label(before, pair.old, numbered) if numbered else "op een andere plaats",
        parts=(inside.parts or (inside,)) if inside else (),
    )


def _whole(one: _Bound, place: int, numbered: bool, kind: Kind, may_name: MayName) -> Change:
    """Return a block that came or went, with all that it says."""
    words = block_words(one.block, one.value, may_name)
    added = kind is Kind.ADDED
    parts: list[Change] = []
    if isinstance(one.block, blocks.StructBlock):
        for name, child in one.block.child_blocks.items():
            if text := block_words(child, one.value.get(name), may_name):
                label, unit = without_unit(str(child.label))
                text = with_unit(text, unit)
                before, after = ("", text) if added else (text, "")
                parts.append(Change(label, Kind.CHANGED, before, after))
    return Change(
        _label(one, place, numbered),
        kind,
        before="" if added else words,
        after=words if added else "",
        parts=tuple(parts),
        title=_title(one, may_name),
    )


def _inside(
    block: blocks.Block, before: Any, after: Any, label: str, may_name: MayName
) -> Change | None:
    """Return what differs within one block, or None."""
    if isinstance(block, blocks.StructBlock):
        parts = [
            _inside(child, before.get(name), after.get(name), str(child.label), may_name)
            for name, child in block.child_blocks.items()
        ]
        changed = tuple(part for part in parts if part)
        title = _title(_Bound("", block, after), may_name)
        return Change(label, Kind.CHANGED, parts=changed, title=title) if changed else None
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        rows = _compare_rows(_bound(before), _bound(after), True, may_name)
        return Change(label, Kind.CHANGED, parts=tuple(rows)) if rows else None
    return _leaf(block, before, after, label, may_name)


def _leaf(
    block: blocks.Block, before: Any, after: Any, label: str, may_name: MayName
) -> Change | None:
    label, unit = without_unit(capital(label))
    old = with_unit(block_words(block, before, may_name), unit)
    new = with_unit(block_words(block, after, may_name), unit)
    running = isinstance(block, blocks.RichTextBlock | blocks.TextBlock)
    if old != new:
        pieces = word_pieces(old, new) if running and old and new else ()
        return Change(label, Kind.CHANGED, old, new, pieces)
    if isinstance(block, blocks.RichTextBlock):
        links = (internal_links(getattr(value, "source", "")) for value in (before, after))
        if next(links) != next(links):
            return Change(label, Kind.CHANGED, after=ELSEWHERE)
    if _is_other_thing(before, after):
        return Change(label, Kind.CHANGED, old, f"{new} (een ander bestand)")
    return None


def _is_other_thing(before: Any, after: Any) -> bool:
    """Whether two chosen documents, images or pages have one name and are not the same."""
    pks = getattr(before, "pk", None), getattr(after, "pk", None)
    return None not in pks and pks[0] != pks[1]


def _label(one: _Bound, place: int, numbered: bool) -> str:
    name = str(one.block.label or "Onderdeel")
    return f"{name} {place + 1}" if numbered else name


def _title(one: _Bound, may_name: MayName) -> str:
    """Return what the writer calls the block: the first of its short texts."""
    if not isinstance(one.block, blocks.StructBlock):
        return ""
    for name, child in one.block.child_blocks.items():
        if isinstance(child, blocks.CharBlock) and one.value.get(name):
            return block_words(child, one.value.get(name), may_name)
    return ""
