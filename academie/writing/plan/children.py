"""Rows that are rows of a table of their own: downloads and sessions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from academie.writing.plan.groups import Group, Raw, Row


@dataclass(frozen=True, kw_only=True)
class Children(Group):
    """A group of rows of another table, filled in through ``page.<name>``.

    A row that the table cannot hold yet (no begin, no file) stays beside the page.
    """

    needs: Callable[[Row], dict[str, str]] = lambda row: {}
    """What the table cannot do without, beside what the fields say themselves."""

    def typed_from(self, stored: Any) -> list[Row]:
        """Return the rows; each is known by its key once it has one."""
        return [self._row(_raw_of(child, self)) for child in _in_order(stored)]

    def problems(self, rows: list[Row], page: Any, name: str) -> dict[str, str]:
        """What the fields say, what is missing, and what the table's own rules say."""
        found: dict[str, str] = {}
        filled = {row["id"] for row in self.filled(rows)}
        for n, row in enumerate(rows):
            if row["id"] not in filled:
                continue
            here = super().problems([row], page, name)
            here = {f"{name}-{n}{key[len(name) + 2 :]}": text for key, text in here.items()}
            here |= {f"{name}-{n}-{key}": text for key, text in self.needs(row).items()}
            found |= here or self._rules(row, page, f"{name}-{n}")
        return found

    def _rules(self, row: Row, page: Any, name: str) -> dict[str, str]:
        relation = getattr(page, self.name)
        try:
            self.child(row, relation, page).clean()
        except ValidationError as error:
            texts = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            known = {part.name for part in self.fields}
            first = self.fields[0].name
            return {
                f"{name}-{key if key in known and key != NON_FIELD_ERRORS else first}": found[0]
                for key, found in texts.items()
            }
        return {}

    def child(self, row: Row, relation: Any, page: Any) -> Any:
        """Return the row of the table: the one that was there with what was typed, or a new one."""
        known = {str(child.pk): child for child in _in_order(relation) if child.pk}
        child = known.get(row["id"]) or relation.model()
        child.page = page
        for part in self.fields:
            attribute = f"{part.name}_id" if part.widget == "file" else part.name
            setattr(child, attribute, part.stored_from(row[part.name], None))
        return child

    def put(self, page: Any, rows: list[Row]) -> None:
        """Make these the rows of the page, in this order; nothing is saved."""
        relation = getattr(page, self.name)
        children = [self.child(row, relation, page) for row in self.filled(rows)]
        for place, child in enumerate(children):
            child.sort_order = place
        relation.set(children)


def _raw_of(child: Any, group: Group) -> Raw:
    value = {
        part.name: getattr(child, f"{part.name}_id" if part.widget == "file" else part.name)
        for part in group.fields
    }
    return {"value": value, "id": str(child.pk) if child.pk else f"nieuw-{child.sort_order or 0}"}


def _in_order(stored: Any) -> list[Any]:
    children = list(stored.all()) if hasattr(stored, "all") else list(stored or ())
    return sorted(children, key=lambda child: child.sort_order or 0)
