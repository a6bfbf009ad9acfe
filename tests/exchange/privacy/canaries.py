"""Looking for names that nobody else has, in every place where something of a person could stay."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection


def found_in(canaries: Iterable[str], logged: str = "") -> list[str]:
    """Return where a canary sits: tables, database files, files of the site, and what was logged.

    `logged` is everything that was logged on the way.
    """
    wanted = [one.lower() for one in canaries]
    places = [*_in_tables(wanted), *_in_files(wanted)]
    if any(one in logged.lower() for one in wanted):
        places.append("log")
    return places


def _in_tables(wanted: list[str]) -> list[str]:
    """Look in every row of every table, whatever app it is of."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                text = " ".join(map(_as_text, row)).lower()
                found += [f"table {table}" for one in wanted if one in text]
    return sorted(set(found))


def _in_files(wanted: list[str]) -> list[str]:
    files = list(_database_files())
    for folder in (settings.DATA_DIR, settings.EMAIL_FILE_PATH, settings.MEDIA_ROOT):
        files += [file for file in Path(folder).rglob("*") if file.is_file()]
    found = set()
    for file in files:
        content = file.read_bytes().lower()
        found |= {f"file {file.name}" for one in wanted if one.encode() in content}
        found |= {f"file {file.name}" for one in wanted if one in file.name.lower()}
    return sorted(found)


def _database_files() -> Iterable[Path]:
    """The database as it lies on the disk, with the log that SQLite writes before it."""
    if connection.vendor != "sqlite":
        return
    name = str(connection.settings_dict["NAME"])
    for tail in ("", "-wal", "-journal"):
        file = Path(name + tail)
        if file.exists():
            yield file


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)
