"""One search in the embedded index: the queries it takes, the page of hits, the counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Query

from search.documents import Document, past_key
from search.engines.base import Hit
from search.engines.compiler import compile_tree
from search.engines.embedded_index import Builder, Matcher, count_values, numbers_of, total_of
from search.engines.hits import make_hit
from search.engines.rows import SORT_FIELDS, day_number, read_stored
from search.facets import FACETS
from search.params import DATE, RELEVANCE
from search.query import SearchQuery
from search.ranking import (
    MAX_FETCH,
    RERANK,
    SLACK,
    edge_is_complete,
    order_ties,
    rerank,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries for one search.

    `expired` finds what would be hits if they were still valid; None when nobody asks.
    `parts` find the hits, those of one before those of the next. `counted` finds them all without
    ordering, `wider` the same for each filtered facet without its own filter. `own` finds what is
    for the reader's own role, and for her own level.
    """

    parts: Sequence[Query]
    counted: Query
    wider: Mapping[str, Query]
    own: Sequence[Query]
    expired: Query | None = None


def ask(query: SearchQuery, build: Builder, match: Matcher) -> Asked:
    """Return the queries for a search. Raises `ValueError` for what tantivy cannot say."""
    matched = compile_tree(query.tree, match)
    filters = {name: match.one_of(name, chosen) for name, chosen in query.filters.items()}
    over = match.expired(day_number(query.today))
    expired = [] if query.with_expired else [over]
    counted = match.boolean(must=[matched, *filters.values()], without=expired)
    wider = {}
    for facet in filters:
        others = [other for name, other in filters.items() if name != facet]
        wider[facet] = match.boolean(must=[matched, *others], without=expired)
    parts = [counted]
    if query.sort == RELEVANCE:
        scored = compile_tree(query.tree, build)
        parts = [build.boolean(must=[scored, *filters.values()], without=expired)]
    elif query.sort == DATE:
        past = match.past(past_key(query.today))
        parts = [match.boolean([counted], without=[past]), match.boolean([counted, past])]
    own = [match.one_of(name, values) for name, values in query.preference.items()]
    wanted = query.count_expired and not query.with_expired
    missed = match.boolean(must=[matched, over, *filters.values()]) if wanted else None
    return Asked(parts, counted, wider, own, missed)


def find(
    searcher: tantivy.Searcher, asked: Asked, query: SearchQuery, match: Matcher
) -> tuple[tuple[Hit, ...], int]:
    """Return the hits of one page and the total; only the hits' documents are read."""
    edge = query.offset + query.limit
    if query.sort != RELEVANCE:
        addresses, total = _by_field(searcher, asked.parts, query)
        return tuple(make_hit(query, _document(searcher, one)) for one in addresses), total
    if query.offset >= RERANK:
        ranked, total = _by_score(searcher, asked.parts[0], edge)
        page = ranked[query.offset : edge]
        hits = [make_hit(query, _document(searcher, one.address), one.score) for one in page]
        return tuple(hits), total
    ranked, total = _by_score(searcher, asked.parts[0], max(edge, RERANK))
    fitting = _fitting(searcher, ranked[:RERANK], asked.own, match)
    weighed = rerank(ranked, query.today, fitting, len(asked.own))
    hits = [
        make_hit(query, _document(searcher, one.hit.address), one.score, one.factors)
        for one in weighed[query.offset : edge]
    ]
    return tuple(hits), total


def count_expired(searcher: tantivy.Searcher, asked: Asked) -> int:
    """Count what would be found if it were still valid; 0 when nobody asks."""
    return total_of(searcher.search(asked.expired, 1)) if asked.expired is not None else 0


def count_facets(searcher: tantivy.Searcher, asked: Asked) -> dict[str, dict[str, int]]:
    """Count the values of every facet: all that have no filter in one go, each other by itself."""
    together = [name for name in FACETS if name not in asked.wider]
    facets = count_values(searcher, asked.counted, together) if together else {}
    for facet, query in asked.wider.items():
        facets |= count_values(searcher, query, [facet])
    return facets


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A hit before its document is read."""

    score: float
    newest: int
    traits: int
    address: tantivy.DocAddress


def _document(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> Document:
    return read_stored(searcher.doc(address)["stored"][0])


def _fitting(
    searcher: tantivy.Searcher, ranked: Sequence[_Ranked], own: Sequence[Query], match: Matcher
) -> Counter[int]:
    """Count by `newest` how many of the own facets each of these hits fits."""
    fitting: Counter[int] = Counter()
    if not ranked:
        return fitting
    these = match.of_these([one.newest for one in ranked])
    for facet in own:
        query = match.boolean(must=[these, facet])
        found = searcher.search(query, len(ranked), count=False)
        fitting.update(numbers_of(searcher, "newest", [address for _, address in found.hits]))
    return fitting


def _by_field(
    searcher: tantivy.Searcher, parts: Sequence[Query], query: SearchQuery
) -> tuple[list[tantivy.DocAddress], int]:
    """Return the hits of a page, ordered by a number; those of one part before the next."""
    field, page, total = SORT_FIELDS[query.sort], list[tantivy.DocAddress](), 0
    for part in parts:
        start = max(0, query.offset - total)
        found = searcher.search(part, query.limit, order_by_field=field, offset=start)
        page += [address for _, address in found.hits]
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
    traits = numbers_of(searcher, "traits", addresses)
    ranked = [_Ranked(*one) for one in zip(scores, newest, traits, addresses, strict=True)]
    return order_ties(ranked), total_of(found)
