"""The fields of the embedded index, and how rows and queries are said in tantivy's words."""

from collections.abc import Sequence
from importlib.metadata import version

import tantivy
from tantivy import FieldType, Occur, Query

from search.engines.meta import fingerprint
from search.engines.row import Row
from search.engines.rows import ALL_FACETS, BAGS, NUMBERS, STREAMS
from search.facets import FACETS
from search.ranking import TIE

_MAX_VALUES = 2_000
_NUMBERS = (*NUMBERS, "version")
_KEYWORDS = ("key", "key_version", "number", "words")
_FIELDS = (*STREAMS, *BAGS, *_NUMBERS, *_KEYWORDS, ALL_FACETS)
LAYOUT = fingerprint("tantivy", version("tantivy"), _FIELDS)


def make_schema() -> tantivy.Schema:
    """Return the fields; `LAYOUT` is a hash of them."""
    builder = tantivy.SchemaBuilder()
    for name in STREAMS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in BAGS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("prefixes", tokenizer_name="whitespace", index_option="basic")
    for name in _KEYWORDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, ALL_FACETS):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in _NUMBERS:
        builder.add_integer_field(name, fast=True, indexed=True)
    for name in ("head", "stored"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


class Builder:
    """Makes tantivy's queries (see `compiler.Builder`)."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def everything(self) -> Query:
        """See `compiler.Builder.everything`."""
        return Query.all_query()

    def exact(self, field: str, value: str, boost: float = 1.0) -> Query:
        """See `compiler.Builder.exact`."""
        return Query.const_score_query(Query.term_query(self._schema, field, value, "basic"), boost)

    def keys(self, keys: Sequence[str], boost: float) -> Query:
        """See `compiler.Builder.keys`."""
        return Query.const_score_query(self.key_set(keys), boost)

    def term(self, field: str, lemma: str, boost: float) -> Query:
        """See `compiler.Builder.term`."""
        return Query.boost_query(Query.term_query(self._schema, field, lemma, "freq"), boost)

    def phrase(self, field: str, lemmas: Sequence[str], boost: float) -> Query:
        """See `compiler.Builder.phrase`."""
        return Query.boost_query(Query.phrase_query(self._schema, field, list(lemmas)), boost)

    def best(self, queries: Sequence[Query]) -> Query:
        """See `compiler.Builder.best`."""
        return Query.disjunction_max_query(list(queries), TIE)

    def boolean(
        self,
        must: Sequence[Query] = (),
        should: Sequence[Query] = (),
        without: Sequence[Query] = (),
        minimum: int = 0,
    ) -> Query:
        """See `compiler.Builder.boolean`."""
        parts = [(Occur.Must, query) for query in must]
        parts += [(Occur.Should, query) for query in should]
        parts += [(Occur.MustNot, query) for query in without]
        return Query.boolean_query(parts, minimum or None)

    def one_of(self, field: str, values: Sequence[str]) -> Query:
        """Match any of some whole values, without a say in the score."""
        return Query.const_score_query(Query.term_set_query(self._schema, field, values), 0.0)

    def key_set(self, keys: Sequence[str]) -> Query:
        """Match the documents with these keys."""
        return Query.term_set_query(self._schema, "key", list(keys))

    def of_these(self, newest: Sequence[int]) -> Query:
        """Match the documents with these `newest` numbers.

        Hundred terms: looking them up one by one takes half the time of a set of terms.
        """
        terms = [Query.term_query(self._schema, "newest", number) for number in newest]
        return self.boolean(should=terms, minimum=1)

    def expired(self, today: int) -> Query:
        """Match what may no longer be found on this day."""
        return Query.range_query(
            self._schema, "expires", FieldType.Integer, upper_bound=today, include_upper=False
        )

    def past(self, border: int) -> Query:
        """Match what started before a day (see `documents.past_key`)."""
        return Query.range_query(
            self._schema, "soonest", FieldType.Integer, lower_bound=border, include_lower=False
        )


class Matcher(Builder):
    """Makes queries that find the same documents and cannot order them: for counting, cheaper."""

    def term(self, field: str, lemma: str, boost: float) -> Query:
        """See `compiler.Builder.term`."""
        return Query.term_query(self._schema, field, lemma, "basic")

    def best(self, queries: Sequence[Query]) -> Query:
        """See `compiler.Builder.best`."""
        return self.boolean(should=queries, minimum=1)

    def boolean(
        self,
        must: Sequence[Query] = (),
        should: Sequence[Query] = (),
        without: Sequence[Query] = (),
        minimum: int = 0,
    ) -> Query:
        """See `compiler.Builder.boolean`; what need not match is left out."""
        return super().boolean(must, should if minimum else (), without, minimum)


def make_document(row: Row) -> tantivy.Document:
    """Return a row as tantivy takes it."""
    document = tantivy.Document()
    for field, text in row.texts.items():
        document.add_text(field, text)
    document.add_text("prefixes", row.prefixes)
    document.add_text("key", row.key)
    document.add_text("key_version", f"{row.key}@{row.version}")
    document.add_text("number", row.number)
    for word in row.words:
        document.add_text("words", word)
    for facet, values in row.facets.items():
        for value in values:
            document.add_text(facet, value)
            document.add_text(ALL_FACETS, f"{facet}:{value}")
    for field, number in (*row.numbers.items(), ("version", row.version)):
        document.add_integer(field, number)
    document.add_bytes("head", row.head.encode())
    document.add_bytes("stored", row.stored.encode())
    return document


def count_values(
    searcher: tantivy.Searcher, query: Query, facets: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Count the values of some facets among the hits of a query, in one go.

    More than one are counted over the field with the values of all facets: one column of values
    costs little more than one facet, and eight of them five times as much.
    """
    field = facets[0] if len(facets) == 1 else ALL_FACETS
    asked = {field: {"terms": {"field": field, "size": _MAX_VALUES}}}
    buckets = searcher.aggregate(query, asked)[field]["buckets"]
    if field != ALL_FACETS:
        return {field: {bucket["key"]: bucket["doc_count"] for bucket in buckets}}
    counts: dict[str, dict[str, int]] = {name: {} for name in facets}
    for bucket in buckets:
        name, _, value = bucket["key"].partition(":")
        if name in counts:
            counts[name][value] = bucket["doc_count"]
    return counts


def numbers_of(
    searcher: tantivy.Searcher, field: str, found: list[tantivy.DocAddress]
) -> list[int]:
    """Return a number field of some hits, in their order."""
    return [int(number or 0) for number in searcher.fast_field_values(field, found)]


def total_of(found: tantivy.SearchResult) -> int:
    """Return how many documents were found, beyond those that were fetched."""
    # The library's own stubs leave this attribute out.
    return int(found.count)  # type: ignore[attr-defined]
