"""The embedded engine: tantivy in a directory, without a server.

Readers open what `current` points at and look cheaply, at every search, whether it changed. There
is one writer at a time, under our own lock. The index is disposable: `search_rebuild` makes it.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy
from django.utils.timezone import localdate
from tantivy import Query

from search.documents import past_key
from search.engines.base import (
    EngineError,
    EngineUnavailable,
    Generation,
    Hit,
    Page,
    QueryRejected,
    Suggestion,
)
from search.engines.compiler import compile_tree
from search.engines.embedded_index import (
    LAYOUT,
    Builder,
    Matcher,
    count_values,
    make_document,
    make_schema,
    numbers_of,
    total_of,
)
from search.engines.local import Change, LocalEngine
from search.engines.rows import SORT_FIELDS, day_number, read_head, read_stored
from search.facets import FACETS
from search.params import DATE, RELEVANCE
from search.query import SearchQuery
from search.ranking import MAX_FETCH, SLACK, edge_is_complete, order_ties, round_score
from search.suggest import CANDIDATES, choose, typed_prefixes

_HEAP = 50_000_000
"""Bytes a writer may use before it writes a segment; small batches never come near it."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A hit before its document is read."""

    score: float
    newest: int
    address: tantivy.DocAddress


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
        searcher = self._searcher()
        count = self._match
        with _guard(QueryRejected):
            matched = compile_tree(query.tree, count)
            filters = {name: count.one_of(name, chosen) for name, chosen in query.filters.items()}
            expired = [count.expired(day_number(query.today))]
            counted = count.boolean(must=[matched, *filters.values()], without=expired)
            parts = [counted]
            if query.sort == RELEVANCE:
                tree = compile_tree(query.tree, self._build)
                parts = [self._build.boolean(must=[tree, *filters.values()], without=expired)]
            elif query.sort == DATE:
                past = count.past(past_key(query.today))
                parts = [count.boolean([counted], without=[past]), count.boolean([counted, past])]
        with _guard():
            if query.sort == RELEVANCE:
                edge = query.offset + query.limit
                ranked, total = _by_score(searcher, parts[0], edge)
                ranked = ranked[query.offset : edge]
            else:
                ranked, total = _by_field(searcher, parts, query)
            hits = tuple(_hit(searcher, one) for one in ranked)
            open_facets = [name for name in FACETS if name not in filters]
            facets = count_values(searcher, counted, open_facets) if open_facets else {}
            for facet in filters:
                others = [other for name, other in filters.items() if name != facet]
                wider = count.boolean(must=[matched, *others], without=expired)
                facets |= count_values(searcher, wider, [facet])
        return Page(hits, total, facets, (time.perf_counter() - began) * 1000)

    def suggest(self, prefix: str, n: int) -> list[Suggestion]:
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
        return choose(prefix, [read_head(head) for head in heads], n)

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


def _commit_stamp(path: Path) -> tuple[int, int]:
    """Return something cheap that changes with every commit."""
    stat = os.stat(path / "meta.json")
    return stat.st_ino, stat.st_mtime_ns


def _hit(searcher: tantivy.Searcher, one: _Ranked) -> Hit:
    document = read_stored(searcher.doc(one.address)["stored"][0])
    return Hit(document.key, round_score(one.score), document)


def _by_field(
    searcher: tantivy.Searcher, parts: Sequence[Query], query: SearchQuery
) -> tuple[list[_Ranked], int]:
    """Return the hits of a page, ordered by a number; those of one part before the next."""
    field, page, total = SORT_FIELDS[query.sort], list[_Ranked](), 0
    for part in parts:
        start = max(0, query.offset - total)
        found = searcher.search(part, query.limit, order_by_field=field, offset=start)
        page += [_Ranked(0.0, 0, address) for _, address in found.hits]
        total += total_of(found)
    return page[: query.limit], total


def _by_score(searcher: tantivy.Searcher, asked: Query, edge: int) -> tuple[list[_Ranked], int]:
    """Return the best hits in their order, with all that tie with the last one of the page."""
    limit = edge + SLACK
    while True:
        found = searcher.search(asked, limit)
        scores = [score for score, _ in found.hits]
        if len(scores) < limit or limit >= MAX_FETCH or edge_is_complete(scores, edge):
            break
        limit = min(limit * 4, MAX_FETCH)
    addresses = [address for _, address in found.hits]
    newest = numbers_of(searcher, "newest", addresses)
    ranked = [_Ranked(*one) for one in zip(scores, newest, addresses, strict=True)]
    return order_ties(ranked), total_of(found)
