"""The Elasticsearch document with its closed mapping, and a row in its words."""

from collections.abc import Mapping
from typing import Any

from elasticsearch.dsl import Document, Integer, Keyword, Long, MetaField, Text

from search.engines.meta import fingerprint
from search.engines.row import Row
from search.engines.rows import ALL_FACETS

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

    Only what a page of results shows is kept as it was sent, and is all that is kept so: then it
    is sent back unread. `head` and `key` are columns, because reading what is kept is slow.
    """

    t = Text(analyzer="whitespace")
    i = Text(analyzer="whitespace")
    k = Text(analyzer="whitespace")
    b = Text(analyzer="whitespace")
    x = Text(analyzer="whitespace")
    tp = Text(analyzer="whitespace", index_options="freqs")
    bp = Text(analyzer="whitespace", index_options="freqs")
    gt = Text(analyzer="whitespace", index_options="freqs")
    gb = Text(analyzer="whitespace", index_options="freqs")
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
    facets = Keyword()
    key = Keyword(index=False)
    newest = Long()
    shortest = Long()
    soonest = Long()
    traits = Long()
    expires = Integer()
    head = Keyword(index=False)
    stored = Keyword(index=False, doc_values=False)

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=["stored"])


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
        ALL_FACETS: [f"{name}:{value}" for name, values in row.facets.items() for value in values],
        "key": row.key,
        "number": row.number,
        "words": list(row.words),
        "prefixes": row.prefixes,
        "head": row.head,
        "stored": row.stored,
    }
