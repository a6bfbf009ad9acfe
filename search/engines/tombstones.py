"""Versions of deleted documents, so that a late, older write cannot bring one back.

Elasticsearch does this itself (`index.gc_deletes`); the embedded engine keeps a small SQLite
file beside its index. It is written before the index: after a crash between the two the same
delete comes again, and an older write is refused already.
"""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

KEEP_SECONDS = 7 * 24 * 3600
_CHUNK = 500


class Tombstones:
    """The deleted keys of one generation with the version of their delete."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def versions(self, keys: Sequence[str]) -> dict[str, int]:
        """Return the version at which each of these keys was deleted, if it was."""
        if not self.path.exists():
            return {}
        found: dict[str, int] = {}
        with closing(self._open()) as db:
            for at in range(0, len(keys), _CHUNK):
                chunk = keys[at : at + _CHUNK]
                marks = ",".join("?" * len(chunk))
                # Only question marks are put into the text, never a value.
                sql = f"SELECT key, version FROM tombstone WHERE key IN ({marks})"  # noqa: S608
                found.update(db.execute(sql, chunk))
        return found

    def add(self, versions: Mapping[str, int]) -> None:
        """Remember deletes, and forget those of more than a week ago."""
        now = time.time()
        with closing(self._open()) as db, db:
            db.executemany(
                "INSERT OR REPLACE INTO tombstone (key, version, at) VALUES (?, ?, ?)",
                [(key, version, now) for key, version in versions.items()],
            )
            db.execute("DELETE FROM tombstone WHERE at < ?", [now - KEEP_SECONDS])

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=10)
        db.execute(
            "CREATE TABLE IF NOT EXISTS tombstone"
            " (key TEXT PRIMARY KEY, version INTEGER NOT NULL, at REAL NOT NULL) WITHOUT ROWID"
        )
        return db
