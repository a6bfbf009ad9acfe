"""What repeats on a screen: actions, steps, moments with voices, sessions, downloads."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from academie.core.numbers import whole_number
from academie.writing.plan.parts import Field, Typed

Row = dict[str, Typed]
Raw = dict[str, Any]
"""A row as the page keeps it: {'id': .., 'value': {..}}, the form of Wagtail's stream blocks."""

_ID = re.compile(r"[0-9a-zA-Z-]{1,40}")
MOST = 40


@dataclass(frozen=True, kw_only=True)
class Group:
    """A question that is answered a number of times, in an order.

    ``block`` is the name of the stream block; 'item' for the list inside a block. A row keeps its
    number from the first time it is shown, so what the form does not show of it is never lost.
    """

    name: str
    label: str
    item: str
    fields: tuple["Field | Group", ...]
    block: str = "item"
    hint: str = ""
    least: int = 0
    most: int = MOST
    widget: ClassVar[str] = "group"

    def typed_from(self, stored: Any) -> list[Row]:
        """Return the rows for what the page keeps."""
        return [self._row(raw) for raw in as_raw(stored)]

    def _row(self, raw: Raw) -> Row:
        value = raw["value"]
        row: Row = {part.name: part.typed_from(value.get(part.name)) for part in self.fields}
        return row | {"id": raw.get("id") or new_id()}

    def blank(self) -> Row:
        """Return a row in which nothing was filled in."""
        return self._row({"value": {}, "id": new_id()})

    def read(self, post: QueryDict, name: str) -> list[Row]:
        """Return the rows that were posted, in their order; empty ones too."""
        return [
            {part.name: part.read(post, f"{name}-{n}-{part.name}") for part in self.fields}
            | {"id": _id_of(post.get(f"{name}-{n}-id", ""))}
            for n in range(self.count(post, name))
        ]

    def count(self, post: QueryDict, name: str) -> int:
        """Return how many rows the form had."""
        return min(whole_number(post.get(f"{name}-aantal", "")) or 0, self.most)

    def problems(self, rows: list[Row], page: Any, name: str) -> dict[str, str]:
        """Return name of the input -> sentence for what cannot be kept."""
        found: dict[str, str] = {}
        for n, row in enumerate(rows):
            for part in self.fields:
                found |= problems_of(part, row[part.name], page, f"{name}-{n}-{part.name}")
        return found

    def filled(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows in which something stands, and of the rows inside them too."""
        blank = without_id(self.blank())
        return [row for row in map(self._settled, rows) if without_id(row) != blank]

    def _settled(self, row: Row) -> Row:
        inner = {
            part.name: part.filled(row[part.name])
            for part in self.fields
            if isinstance(part, Group)
        }
        return row | inner

    def is_empty(self, typed: Typed) -> bool:
        """Return whether no row has anything in it."""
        return not self.filled(typed)

    def stored_from(self, typed: Typed, old: Any) -> list[Raw]:
        """Return the rows as the page keeps them, each on top of what stood there."""
        before = {raw.get("id"): raw for raw in as_raw(old)}
        return [self._raw(row, before.get(row["id"])) for row in self.filled(typed)]

    def _raw(self, row: Row, old: Raw | None) -> Raw:
        value = dict(old["value"]) if old else {}
        for part in self.fields:
            value[part.name] = part.stored_from(row[part.name], value.get(part.name))
        return {"type": self.block, "value": value, "id": row["id"]}


def as_raw(stored: Any) -> list[Raw]:
    """Return rows of whatever a page keeps: a stream, a list inside a block, or nothing."""
    if hasattr(stored, "get_prep_value"):
        stored = stored.get_prep_value()
    # A list block that was saved long ago holds bare values.
    return [raw if "value" in raw else {"value": raw} for raw in stored or ()]


def problems_of(part: Field | Group, typed: Typed, page: Any, name: str) -> dict[str, str]:
    """Return name of the input -> sentence for a field or a whole group."""
    if isinstance(part, Group):
        return part.problems(typed, page, name)
    problem = part.problem(typed, page)
    return {name: problem} if problem else {}


def typed_words(part: Field | Group, typed: Typed, name: str) -> Iterator[tuple[str, str]]:
    """Yield (name of the input, words) for everything that somebody typed."""
    if isinstance(part, Group):
        for n, row in enumerate(typed):
            for inner in part.fields:
                yield from typed_words(inner, row[inner.name], f"{name}-{n}-{inner.name}")
    elif typed:
        yield name, part.words(typed)


def changed_rows(group: Group, rows: list[Row], verb: str, place: int) -> list[Row]:
    """Return the rows after a button: 'erbij', 'weg', 'omhoog' or 'omlaag'."""
    rows = list(rows)
    if verb == "erbij" and len(rows) < group.most:
        rows.append(group.blank())
    elif 0 <= place < len(rows):
        row = rows.pop(place)
        if verb == "omhoog":
            rows.insert(max(0, place - 1), row)
        elif verb == "omlaag":
            rows.insert(place + 1, row)
        elif verb != "weg":
            rows.insert(place, row)
    return rows


def new_id() -> str:
    """Return a number for a new row."""
    return str(uuid.uuid4())


def _id_of(typed: str) -> str:
    return typed if _ID.fullmatch(typed) else new_id()


def without_id(row: Mapping[str, Typed]) -> Row:
    return {
        name: [without_id(one) for one in value] if _is_rows(value) else value
        for name, value in row.items()
        if name != "id"
    }


def _is_rows(value: Typed) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)
