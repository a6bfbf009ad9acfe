"""Our queries and questions as Elasticsearch takes them, and the counts in its answers.

They are plain values, made anew for every search: building and unpacking the query objects of
the client takes ten times as long.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from search.documents import past_key
from search.engines.rows import ALL_FACETS, SORT_FIELDS, day_number
from search.facets import FACETS
from search.params import DATE, RELEVANCE
from search.query import SearchQuery
from search.ranking import TIE

Query = dict[str, Any]
"""A query as it is sent."""

_MAX_VALUES = 2_000

_EXPIRED = "expired"
"""The name of the count of what is no longer valid; no facet has it."""


class Builder:
    """Makes Elasticsearch's queries (see `compiler.Builder`)."""

    def everything(self) -> Query:
        """See `compiler.Builder.everything`."""
        return {"match_all": {}}

    def exact(self, field: str, value: str, boost: float = 1.0) -> Query:
        """See `compiler.Builder.exact`."""
        return {"constant_score": {"filter": {"term": {field: value}}, "boost": boost}}

    def keys(self, keys: Sequence[str], boost: float) -> Query:
        """See `compiler.Builder.keys`."""
        return {"constant_score": {"filter": {"ids": {"values": list(keys)}}, "boost": boost}}

    def term(self, field: str, lemma: str, boost: float) -> Query:
        """See `compiler.Builder.term`."""
        return {"term": {field: {"value": lemma, "boost": boost}}}

    def phrase(self, field: str, lemmas: Sequence[str], boost: float) -> Query:
        """See `compiler.Builder.phrase`."""
        return {"match_phrase": {field: {"query": " ".join(lemmas), "boost": boost}}}

    def best(self, queries: Sequence[Query]) -> Query:
        """See `compiler.Builder.best`."""
        return {"dis_max": {"queries": list(queries), "tie_breaker": TIE}}

    def boolean(
        self,
        must: Sequence[Query] = (),
        should: Sequence[Query] = (),
        without: Sequence[Query] = (),
        minimum: int = 0,
    ) -> Query:
        """See `compiler.Builder.boolean`."""
        clauses = {"must": list(must), "should": list(should), "must_not": list(without)}
        given: Query = {name: queries for name, queries in clauses.items() if queries}
        if minimum:
            given["minimum_should_match"] = minimum
        return {"bool": given}


def page_body(query: SearchQuery, tree: Query, first: int, size: int) -> dict[str, Any]:
    """Return the one request that answers a query: hits, total and the counts of all facets.

    In the order of relevance the hits come without their contents: see `window_body`.
    """
    return {
        **window_body(query, tree, first, size),
        "track_total_hits": True,
        "aggs": _aggregations(query) | _count_expired(query, tree),
    }


def window_body(query: SearchQuery, tree: Query, first: int, size: int) -> dict[str, Any]:
    """Return a request for a stretch of the hits in their order.

    For relevance of each hit only what it is ordered by: reading the contents of a hundred takes
    longer than all the rest. Even the id is among the contents, so its copy is asked for.
    """
    body: dict[str, Any] = {"from": first, "size": size, "track_total_hits": False}
    if query.sort == RELEVANCE:
        body |= {
            "query": unexpired([tree], query, _own(query)),
            "sort": [{"_score": "desc"}, {"newest": "desc"}, {"traits": "desc"}],
            "stored_fields": "_none_",
            "docvalue_fields": ["key"],
        }
    elif query.sort == DATE:
        # A score of one for what has not been yet puts that before what has.
        coming = {"constant_score": {"filter": {"range": {"soonest": {"lte": _past(query)}}}}}
        tree = {"bool": {"filter": [tree], "should": [coming]}}
        body |= {
            "query": unexpired([tree], query),
            "sort": [{"_score": "desc"}, {"soonest": "desc"}],
        }
    else:
        body |= {
            "query": unexpired([tree], query),
            "sort": [{SORT_FIELDS[query.sort]: "desc"}],
        }
    if query.filters:
        body["post_filter"] = {"bool": {"filter": list(_filters(query).values())}}
    return body


def unexpired(
    must: Sequence[Query], query: SearchQuery | int, should: Sequence[Query] = ()
) -> Query:
    """Return these queries without documents that may no longer be found (on a day)."""
    clauses: Query = {"must": list(must)}
    if isinstance(query, int) or not query.with_expired:
        clauses["must_not"] = [_over(query if isinstance(query, int) else day_number(query.today))]
    if should:
        clauses["should"] = list(should)
    return {"bool": clauses}


def _over(today: int) -> Query:
    return {"range": {"expires": {"lt": today}}}


def _count_expired(query: SearchQuery, tree: Query) -> Query:
    """Count what would be hits if they were still valid: they are not among the hits, so apart."""
    if query.with_expired or not query.count_expired:
        return {}
    wanted = [tree, _over(day_number(query.today)), *_filters(query).values()]
    found = {"filter": {"bool": {"filter": wanted}}}
    return {_EXPIRED: {"global": {}, "aggs": {_EXPIRED: found}}}


def read_expired(answer: Mapping[str, Any]) -> int:
    """Return that count from an answer to `page_body`; 0 when it was not asked for."""
    return int(answer[_EXPIRED][_EXPIRED]["doc_count"]) if _EXPIRED in answer else 0


def _own(query: SearchQuery) -> list[Query]:
    """Return what tells of each hit which of the reader's own facets it fits, without a score."""
    return [
        {
            "constant_score": {
                "filter": {"terms": {name: list(values), "_name": name}},
                "boost": 0.0,
            }
        }
        for name, values in query.preference.items()
    ]


def _past(query: SearchQuery) -> int:
    return past_key(query.today)


def _filters(query: SearchQuery) -> dict[str, Query]:
    return {name: {"terms": {name: list(chosen)}} for name, chosen in query.filters.items()}


def _aggregations(query: SearchQuery) -> dict[str, Any]:
    """Count every facet among the hits of all filters but its own.

    Those without a filter are counted together, over the field with the values of all facets:
    that costs half of counting each by itself.
    """
    filters = _filters(query)
    if not filters:
        return {ALL_FACETS: _values(ALL_FACETS)}
    counts = {ALL_FACETS: _within(list(filters.values()), ALL_FACETS)}
    for name in filters:
        others = [other for facet, other in filters.items() if facet != name]
        counts[name] = _within(others, name)
    return counts


def _values(field: str) -> Query:
    return {"terms": {"field": field, "size": _MAX_VALUES}}


def _within(filters: Sequence[Query], field: str) -> Query:
    return {"filter": {"bool": {"filter": list(filters)}}, "aggs": {field: _values(field)}}


def read_counts(answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the counts of every facet from an answer to `page_body`."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for bucket in _buckets(answer, ALL_FACETS):
        name, _, value = bucket["key"].partition(":")
        counts[name][value] = bucket["doc_count"]
    for name in answer:
        if name not in (ALL_FACETS, _EXPIRED):
            found = _buckets(answer, name)
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in found}
    return counts


def _buckets(answer: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = answer[name]
    buckets: list[dict[str, Any]] = found.get(name, found)["buckets"]
    return buckets
