"""The hits of a search by relevance: fetching as many as are needed, and ordering them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.elasticsearch_queries import Query, page_body, window_body
from search.query import SearchQuery
from search.ranking import (
    MAX_FETCH,
    RERANK,
    SLACK,
    Factors,
    edge_is_complete,
    order_ties,
    rerank,
    start_is_complete,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of a search by relevance, before anything is ordered and without its contents.

    `own` counts the reader's own facets that it fits.
    """

    key: str
    score: float
    newest: int
    traits: int
    own: int


@dataclass(frozen=True, slots=True)
class Place:
    """A hit of the page in its final place; its contents are still to be fetched."""

    key: str
    score: float
    factors: Factors | None = None


def read_hits(answer: Mapping[str, Any]) -> list[Found]:
    """Return the hits of an answer in the order of the server."""
    found = []
    for hit in answer["hits"]["hits"]:
        score, newest, traits = hit["sort"]
        own = len(hit.get("matched_queries", ()))
        found.append(Found(hit["fields"]["key"][0], score, newest, traits, own))
    return found


def is_whole(found: Sequence[Found], first: int, size: int, start: int, edge: int) -> bool:
    """Say whether no group of equal scores at the edges of the page runs out of this stretch."""
    scores = [one.score for one in found]
    ends = len(scores) < size or edge_is_complete(scores, edge - first)
    return ends and (first == 0 or start_is_complete(scores, start - first))


def best(
    query: SearchQuery, tree: Query, ask: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> tuple[list[Place], dict[str, Any]]:
    """Return the hits of a page, best first, and the answer that has total and counts.

    Pages among the first hundred look from the first hit on. Where a group of equal scores runs
    out of the stretch that came, a second look fetches more.
    """
    edge = query.offset + query.limit
    weighed = query.offset < RERANK
    first = 0 if weighed else max(0, query.offset - SLACK)
    last = max(edge, RERANK) if weighed else edge
    size = last + SLACK - first
    answer = ask(page_body(query, tree, first, size))
    found = read_hits(answer)
    complete = is_whole(found, first, size, query.offset, last)
    while not complete and first + size < MAX_FETCH:
        first, size = 0, min(last * 4 + SLACK, MAX_FETCH) if first else size * 4
        size = min(size, MAX_FETCH)
        found = read_hits(ask(window_body(query, tree, 0, size)))
        complete = is_whole(found, 0, size, query.offset, last)
    ordered = order_ties(found)
    if not weighed:
        page = ordered[query.offset - first : edge - first]
        return [Place(one.key, one.score) for one in page], answer
    fitting = {one.newest: one.own for one in ordered}
    final = rerank(ordered, query.today, fitting, len(query.preference))
    places = [Place(one.hit.key, one.score, one.factors) for one in final[query.offset : edge]]
    return places, answer
