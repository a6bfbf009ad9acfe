"""What an engine on the local disk does with its generations, whatever writes the files.

Which generations get a write, which version wins, who may write, and how one generation takes
over from another. `embedded.py` fills in how an index is read and written.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import (
    NO_INDEX,
    OUTDATED,
    Delete,
    EngineError,
    EngineUnavailable,
    Generation,
    Health,
    Operation,
    OpResult,
    OpStatus,
    combine,
)
from search.engines.generations import BUILDING, CURRENT, Generations, LockTaken
from search.engines.meta import has_outdated_rules, index_meta, is_current
from search.engines.row import Row
from search.engines.rows import row_of
from search.engines.tombstones import Tombstones

LOCK_WAIT = 10.0
"""Seconds that a writer waits for another one before it says that the engine is away."""

Change = tuple[str, Row | None]
"""A key and its new row, or None when it has to go."""


class LocalEngine(ABC):
    """Generations, versions and the write lock; see `SearchEngine` for what each method does."""

    layout: str
    """Hash of the fields; an index with another one can be neither read nor written."""

    def __init__(self, path: Path) -> None:
        self.files = Generations(path)

    @abstractmethod
    def known_versions(self, name: str, keys: Sequence[str]) -> dict[str, int]:
        """Return the version of each of these documents in a generation."""

    @abstractmethod
    def write(self, name: str, changes: Sequence[Change]) -> None:
        """Make all changes in one commit, in their order, so that all or none is there."""

    @abstractmethod
    def count(self) -> int:
        """Return how many documents the live index holds."""

    def apply(
        self, ops: Sequence[Operation], *, generation: Generation | None = None
    ) -> list[OpResult]:
        """See `SearchEngine.apply`."""
        with self._writing():
            targets = [generation.name] if generation else self._targets()
            for name in targets:
                self._check(name)
            return combine([self._apply(name, ops) for name in targets])

    def health(self) -> Health:
        """See `SearchEngine.health`."""
        try:
            name = self.live()
            documents = self.count()
        except EngineError as error:
            return Health(ok=False, needs_rebuild=True, detail=str(error))
        meta = self.files.meta(name)
        current = is_current(meta, self.layout)
        detail = "" if current else OUTDATED
        rules = has_outdated_rules(meta)
        return Health(True, not current, documents, name, detail, outdated_rules=rules)

    def begin_rebuild(self) -> Generation:
        """See `SearchEngine.begin_rebuild`."""
        with self._writing():
            return Generation(self.files.begin(index_meta(self.layout, complete=False)))

    def promote(self, generation: Generation) -> None:
        """See `SearchEngine.promote`."""
        with self._writing():
            self._check(generation.name)
            # What it was made with was noted when it was begun; it may be of yesterday by now.
            made = self.files.meta(generation.name)
            self.files.write_meta(generation.name, {**made, "complete": True})
            self.files.promote(generation.name)

    def abort(self, generation: Generation) -> None:
        """See `SearchEngine.abort`."""
        with self._writing():
            self.files.abort(generation.name)

    def live(self) -> str:
        """Return the generation that answers. Raises `EngineUnavailable` without a usable one."""
        with _disk():
            name = self.files.pointed(CURRENT)
        if name is None:
            raise EngineUnavailable(NO_INDEX)
        self._check(name)
        return name

    def _apply(self, name: str, ops: Sequence[Operation]) -> list[OpResult]:
        """Write to one generation what is not stale; a bad document spoils only itself."""
        tombstones = Tombstones(self.files.side_file(name, "tombstones.sqlite3"))
        known = self._known(name, tombstones, list({op.key for op in ops}))
        changes: list[Change] = []
        deleted: dict[str, int] = {}
        results = []
        for op in ops:
            if op.version < known.get(op.key, op.version):
                results.append(OpResult(op.key, OpStatus.STALE))
                continue
            try:
                row = None if isinstance(op, Delete) else row_of(op)
            except (TypeError, ValueError) as error:
                results.append(OpResult(op.key, OpStatus.POISON, str(error)))
                continue
            known[op.key] = op.version
            changes.append((op.key, row))
            if row is None:
                deleted[op.key] = op.version
            results.append(OpResult(op.key, OpStatus.OK))
        if deleted:
            tombstones.add(deleted)
        if changes:
            self.write(name, changes)
        return results

    def _known(self, name: str, tombstones: Tombstones, keys: Sequence[str]) -> dict[str, int]:
        known = self.known_versions(name, keys)
        for key, version in tombstones.versions(keys).items():
            known[key] = max(version, known.get(key, version))
        return known

    def _targets(self) -> list[str]:
        """Return what gets a live write. An index of another layout is left as it is.

        Without any index a first one is made; it counts as incomplete until a rebuild.
        """
        pointed = [self.files.pointed(CURRENT), self.files.pointed(BUILDING)]
        names = [name for name in pointed if name is not None]
        if not names:
            names = [self.files.create(index_meta(self.layout, complete=False))]
            self.files.point(CURRENT, names[0])
        usable = [name for name in names if self._fits(name)]
        return usable or names

    def _fits(self, name: str) -> bool:
        return bool(self.files.meta(name).get("layout") == self.layout)

    def _check(self, name: str) -> None:
        if not self._fits(name):
            raise EngineUnavailable(
                f"Search index {name} is gone or of another version: run search_rebuild."
            )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the write lock."""
        with _disk(), self.files.lock(LOCK_WAIT):
            yield


@contextmanager
def _disk() -> Iterator[None]:
    """Whatever the disk says no to makes the engine unavailable."""
    try:
        yield
    except (LockTaken, OSError, sqlite3.Error) as error:
        raise EngineUnavailable(str(error)) from error
