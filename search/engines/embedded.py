"""The embedded engine: tantivy in a directory, without a server.

Readers open what `current` points at and look cheaply, at every search, whether it changed. There
is one writer at a time, under our own lock. The index is disposable: `search_rebuild` makes it.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy
from django.utils.timezone import localdate
from tantivy import Query

from search.documents import Document
from search.engines.base import (
    EngineError,
    EngineUnavailable,
    Gate,
    Generation,
    Page,
    QueryRejected,
    Suggestion,
    everything,
)
from search.engines.embedded_index import (
    LAYOUT,
    Builder,
    Matcher,
    make_document,
    make_schema,
    numbers_of,
)
from search.engines.embedded_search import ask, count_expired, count_facets, find
from search.engines.local import Change, LocalEngine
from search.engines.rows import day_number, read_head, read_stored
from search.query import SearchQuery
from search.suggest import CANDIDATES, choose, typed_prefixes

_HEAP = 50_000_000
"""Bytes a writer may use before it writes a segment; small batches never come near it."""


@dataclass(slots=True)
class _Opened:
    """An index opened for reading, and by what one sees that it is out of date."""

    process: int
    pointer: tuple[int, int] | None
    path: Path
    index: tantivy.Index
    searcher: tantivy.Searcher
    commit: tuple[int, int]


class EmbeddedEngine(LocalEngine):
    """tantivy behind the `SearchEngine` protocol. Safe for threads, and opened after a fork."""

    name = "embedded"
    layout = LAYOUT

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._schema = make_schema()
        self._build = Builder(self._schema)
        self._match = Matcher(self._schema)
        self._opened: _Opened | None = None

    def search(self, query: SearchQuery) -> Page:
        """See `SearchEngine.search`."""
        began = time.perf_counter()
        with _guard(QueryRejected):
            asked = ask(query, self._build, self._match)
        searcher = self._searcher()
        with _guard():
            hits, total = find(searcher, asked, query, self._match)
            facets = count_facets(searcher, asked)
            expired = count_expired(searcher, asked)
        return Page(hits, total, facets, (time.perf_counter() - began) * 1000, expired)

    def get(self, keys: Sequence[str]) -> list[Document]:
        """See `SearchEngine.get`."""
        if not keys:
            return []
        searcher = self._searcher()
        with _guard():
            found = searcher.search(self._match.key_set(keys), len(keys), count=False)
            stored = [searcher.doc(address)["stored"][0] for _, address in found.hits]
        documents = {document.key: document for document in map(read_stored, stored)}
        return [documents[key] for key in dict.fromkeys(keys) if key in documents]

    def suggest(self, prefix: str, n: int, gate: Gate = everything) -> list[Suggestion]:
        """See `SearchEngine.suggest`."""
        typed = typed_prefixes(prefix)
        if not typed:
            return []
        searcher, build = self._searcher(), self._match
        with _guard():
            query = build.boolean(
                must=[build.exact("prefixes", word) for word in typed],
                without=[build.expired(day_number(localdate()))],
            )
            newest = searcher.search(query, CANDIDATES, count=False, order_by_field="newest")
            heads = [searcher.doc(address)["head"][0] for _, address in newest.hits]
        return choose(prefix, [read_head(head) for head in heads], n, gate)

    def vocabulary(self) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`."""
        with _guard():
            return dict(self._searcher().terms_with_prefix("words", "", Query.all_query()))

    def versions(self, *, generation: Generation | None = None) -> Iterator[tuple[str, int]]:
        """See `SearchEngine.versions`. Each document carries its key and version as one term."""
        searcher = self._open(generation.name).searcher if generation else self._searcher()
        with _guard():
            terms = searcher.terms_with_prefix("key_version", "", Query.all_query())
        for term, _ in terms:
            key, _, version = term.rpartition("@")
            yield key, int(version)

    def refresh(self) -> None:
        """See `SearchEngine.refresh`: a commit is visible at once, to who looks again."""
        self._opened = None

    def close(self) -> None:
        """See `SearchEngine.close`."""
        self._opened = None

    def count(self) -> int:
        """See `LocalEngine.count`."""
        return int(self._searcher().num_docs)

    def known_versions(self, name: str, keys: Sequence[str]) -> dict[str, int]:
        """See `LocalEngine.known_versions`."""
        with _guard():
            searcher = self._open(name).searcher
            if not searcher.num_docs:
                return {}
            known: dict[str, int] = {}
            for key in keys:
                query = Query.term_query(self._schema, "key", key, "basic")
                found = [address for _, address in searcher.search(query, 1, count=False).hits]
                known.update(
                    (key, int(version)) for version in numbers_of(searcher, "version", found)
                )
            return known

    def write(self, name: str, changes: Sequence[Change]) -> None:
        """See `LocalEngine.write`. Waits for merges, or segments would heap up."""
        with _guard():
            _sweep_unfinished(self.files.index_path(name))
            writer = self._open(name).index.writer(_HEAP, 1)
            for key, row in changes:
                writer.delete_documents_by_term("key", key)
                if row is not None:
                    writer.add_document(make_document(row))
            writer.commit()
            writer.wait_merging_threads()

    def _searcher(self) -> tantivy.Searcher:
        """Return a searcher on the newest commit of the live generation.

        Two looks at file stamps tell whether anything changed. They are taken before reading, so
        a change in between is seen the next time.
        """
        opened, pointer = self._opened, self.files.stamp()
        if opened is None or opened.process != os.getpid() or opened.pointer != pointer:
            opened = self._opened = self._open(self.live(), pointer)
        with _guard():
            commit = _commit_stamp(opened.path)
            if commit != opened.commit:
                opened.index.reload()
                opened = replace(opened, searcher=opened.index.searcher(), commit=commit)
                self._opened = opened
        return opened.searcher

    def _open(self, name: str, pointer: tuple[int, int] | None = None) -> _Opened:
        """Open a generation, and make its index when it is still an empty directory."""
        path = self.files.index_path(name)
        with _guard():
            index = tantivy.Index(self._schema, path=str(path))
            # Without this the library starts a thread that watches the directory.
            index.config_reader("manual")
            commit = _commit_stamp(path)
            index.reload()
            return _Opened(os.getpid(), pointer, path, index, index.searcher(), commit)


@contextmanager
def _guard(raised: type[EngineError] = EngineUnavailable) -> Iterator[None]:
    """Turn what the library and the disk can raise into one of our errors."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise raised(str(error)) from error


def _sweep_unfinished(path: Path) -> None:
    """Remove lists of deleted documents that a killed writer left without committing them.

    Such a file is called after the number its commit would have had. The next writer starts at
    that same number and would find the name taken. No reader ever opens one: the index does not
    name it. Whoever calls this is the only writer.
    """
    meta = path / "meta.json"
    if not meta.exists():
        return
    committed = int(json.loads(meta.read_text())["opstamp"])
    for left in path.glob("*.*.del"):
        if int(left.name.split(".")[1]) > committed:
            left.unlink(missing_ok=True)


def _commit_stamp(path: Path) -> tuple[int, int]:
    """Return something cheap that changes with every commit."""
    stat = os.stat(path / "meta.json")
    return stat.st_ino, stat.st_mtime_ns
