"""Rows that many tests begin with: made once a run by our own code, then put back as rows.

Making the vocabulary and the site's tree takes a tenth of a second, and thousands of tests want
them. What the makers wrote is kept as plain rows, table by table, and written again in some
milliseconds. Every test still begins in a database that is empty but for what it asked for.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from wagtail.models import Site

from academie.taxonomy import selectors
from tests import factories

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table of a model: its name, its columns, and which of them is the key. All quoted."""

    name: str
    columns: tuple[str, ...]
    key: int

    def rows(self) -> list[Row]:
        """Return all rows, as the driver gives them."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(self.columns)} FROM {self.name}")
            return cursor.fetchall()

    def remove(self, rows: list[Row]) -> None:
        """Delete these rows by their keys."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {self.name} WHERE {self.columns[self.key]} = %s",
                [(row[self.key],) for row in rows],
            )

    def add(self, rows: list[Row]) -> None:
        """Insert these rows as they are, keys and all."""
        marks = ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})", rows
            )


@dataclass(frozen=True)
class Kept:
    """What a maker changed in the database, and what it returned."""

    gone: list[tuple[Table, list[Row]]]
    """The rows that were deleted, and those that were changed, as they were."""
    new: list[tuple[Table, list[Row]]]
    """The rows that were added, and those that were changed, as they became."""
    made: bytes

    def put_back(self) -> Any:
        """Write the rows to the database of this test; return what the maker returned."""
        for table, rows in self.gone:
            table.remove(rows)
        for table, rows in self.new:
            table.add(rows)
        Site.clear_site_root_paths_cache()
        selectors.forget()
        return pickle.loads(self.made)


def keep(make: Callable[[], Any]) -> Kept:
    """Run a maker, and keep what it wrote. Its rows stay until the transaction is rolled back."""
    tables = _tables()
    before = [set(table.rows()) for table in tables]
    made = make()
    gone, new = [], []
    for table, old in zip(tables, before, strict=True):
        rows = table.rows()
        now = set(rows)
        if lost := [row for row in old if row not in now]:
            gone.append((table, lost))
        if added := [row for row in rows if row not in old]:
            new.append((table, added))
    return Kept(gone, new, pickle.dumps(made))


@pytest.fixture(scope="session")
def kept_rows(django_db_setup: None, django_db_blocker: Any) -> dict[str, Kept]:
    """The vocabulary, and the site's tree that stands on it."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept = {
            "vocabulary": keep(factories.make_vocabulary),
            "site": keep(factories.make_site),
        }
        transaction.set_rollback(True)
    return kept


@pytest.fixture(scope="module")
def once() -> Callable[[str, Callable[[], Any]], Any]:
    """Make what a fixture of this module begins with once; give what the maker returned.

    Every call finds the database as the first one did, and what is made is told by its name.
    """
    kept: dict[str, Kept] = {}

    def begin_with(name: str, make: Callable[[], Any]) -> Any:
        if name in kept:
            return kept[name].put_back()
        kept[name] = keep(make)
        return pickle.loads(kept[name].made)

    return begin_with


def _tables() -> list[Table]:
    quote = connection.ops.quote_name
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy:
            fields = meta.local_concrete_fields
            columns = tuple(quote(one.column) for one in fields)
            found[meta.db_table] = Table(quote(meta.db_table), columns, fields.index(meta.pk))
    return list(found.values())
