"""The Elasticsearch document with its closed mapping, and our queries in its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Document, Integer, Keyword, Long, MetaField, Q, Text
from elasticsearch.dsl.query import Query

from search.documents import past_key
from search.engines.rows import SORT_FIELDS, Row, day_number, fingerprint
from search.facets import FACETS
from search.params import DATE, RELEVANCE
from search.query import SearchQuery
from search.ranking import TIE

_MAX_VALUES = 1_000

SETTINGS = {
    # One shard: BM25 counts within a shard, and terms aggregations are exact on one only.
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # How long the version of a deleted document is known, against a late and older write.
    "gc_deletes": "1h",
}


class CardDocument(Document):
    """What Elasticsearch keeps of a document. Terms come ready, so nothing is analysed here.

    Only what a page of results shows is kept as it was sent.
    """

    t = Text(analyzer="whitespace")
    i = Text(analyzer="whitespace")
    k = Text(analyzer="whitespace")
    b = Text(analyzer="whitespace")
    tp = Text(analyzer="whitespace", index_options="freqs")
    bp = Text(analyzer="whitespace", index_options="freqs")
    prefixes = Text(analyzer="whitespace", index_options="docs", norms=False)
    words = Keyword()
    number = Keyword(doc_values=False)
    type = Keyword()
    cluster = Keyword()
    niveau = Keyword()
    rol = Keyword()
    sector = Keyword()
    behoefte = Keyword()
    thema = Keyword()
    regio = Keyword()
    newest = Long()
    shortest = Long()
    soonest = Long()
    expires = Integer()
    head = Keyword(index=False, doc_values=False)
    stored = Keyword(index=False, doc_values=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=["head", "stored"])


def mappings(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mapping of a new index with a note about what made it."""
    return {**CardDocument._doc_type.mapping.to_dict(), "_meta": dict(meta)}


LAYOUT = fingerprint("elasticsearch", mappings({}), SETTINGS)
"""Changes with every change of the fields; an index of another layout has to be rebuilt."""


def only_alias(index: str) -> str:
    """Return the alias that one index has for itself."""
    return f"{index}-only"


def source_of(row: Row) -> dict[str, Any]:
    """Return a row as Elasticsearch takes it."""
    return {
        **row.texts,
        **{name: list(values) for name, values in row.facets.items()},
        **row.numbers,
        "number": row.number,
        "words": list(row.words),
        "prefixes": row.prefixes,
        "head": row.head,
        "stored": row.stored,
    }


class Builder:
    """Makes Elasticsearch's queries (see `compiler.Builder`)."""

    def everything(self) -> Query:
        """See `compiler.Builder.everything`."""
        return Q("match_all")

    def exact(self, field: str, value: str) -> Query:
        """See `compiler.Builder.exact`."""
        return Q("constant_score", filter=Q("term", **{field: value}))

    def term(self, field: str, lemma: str, boost: float) -> Query:
        """See `compiler.Builder.term`."""
        return Q("term", **{field: {"value": lemma, "boost": boost}})

    def phrase(self, field: str, lemmas: Sequence[str], boost: float) -> Query:
        """See `compiler.Builder.phrase`."""
        return Q("match_phrase", **{field: {"query": " ".join(lemmas), "boost": boost}})

    def best(self, queries: Sequence[Query]) -> Query:
        """See `compiler.Builder.best`."""
        return Q("dis_max", queries=list(queries), tie_breaker=TIE)

    def boolean(
        self,
        must: Sequence[Query] = (),
        should: Sequence[Query] = (),
        without: Sequence[Query] = (),
        minimum: int = 0,
    ) -> Query:
        """See `compiler.Builder.boolean`."""
        clauses = {"must": list(must), "should": list(should), "must_not": list(without)}
        given = {name: queries for name, queries in clauses.items() if queries}
        return Q("bool", **given, **({"minimum_should_match": minimum} if minimum else {}))


def search_body(query: SearchQuery, tree: Query, first: int, size: int) -> dict[str, Any]:
    """Return the one request that answers a query: hits, total and the counts of all facets."""
    filters = {name: Q("terms", **{name: list(v)}) for name, v in query.filters.items()}
    body: dict[str, Any] = {
        **window_body(query, tree, first, size),
        "_source": ["stored"],
        "track_total_hits": True,
        "aggs": _aggregations(filters),
    }
    return body


def window_body(query: SearchQuery, tree: Query, first: int, size: int) -> dict[str, Any]:
    """Return a request for a stretch of the hits in their order, without their contents."""
    chosen = [Q("terms", **{name: list(v)}) for name, v in query.filters.items()]
    field = SORT_FIELDS.get(query.sort, "newest")
    sort = [{"_score": "desc"}] if query.sort in (RELEVANCE, DATE) else []
    if query.sort == DATE:
        # A score of one for what has not been yet puts that before what has.
        coming = Q("range", soonest={"lte": past_key(query.today)})
        tree = Q("bool", filter=[tree], should=[Q("constant_score", filter=coming)])
    body: dict[str, Any] = {
        "query": unexpired([tree], day_number(query.today)).to_dict(),
        "sort": [*sort, {field: "desc"}],
        "from": first,
        "size": size,
        "_source": False,
        "track_total_hits": False,
    }
    if chosen:
        body["post_filter"] = Q("bool", filter=chosen).to_dict()
    return body


def unexpired(must: Sequence[Query], today: int) -> Query:
    """Return these queries without documents that may no longer be found."""
    return Q("bool", must=list(must), must_not=[Q("range", expires={"lt": today})])


def _aggregations(filters: Mapping[str, Query]) -> dict[str, Any]:
    """Count every facet among the hits of all filters but its own."""
    shared = {name: _values(name) for name in FACETS if name not in filters}
    own = {
        name: _within([f for other, f in filters.items() if other != name], {name: _values(name)})
        for name in filters
    }
    if not filters:
        return shared
    return {"shared": _within(list(filters.values()), shared), **own}


def _values(facet: str) -> dict[str, Any]:
    return A("terms", field=facet, size=_MAX_VALUES).to_dict()


def _within(filters: Sequence[Query], aggregations: dict[str, Any]) -> dict[str, Any]:
    narrowed = A("filter", Q("bool", filter=list(filters))).to_dict()
    return {**narrowed, "aggs": aggregations}


def read_counts(answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the counts of every facet from an answer to `search_body`."""
    counts: dict[str, dict[str, int]] = {}
    for name, found in answer.items():
        inner = found if name == "shared" else {name: found.get(name, found)}
        for facet in FACETS:
            if facet in inner:
                buckets = inner[facet]["buckets"]
                counts[facet] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return counts
