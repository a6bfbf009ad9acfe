"""The floor below a search: the same questions to the engine's own library, nothing of ours.

What our engine asks of tantivy's searcher is written down once and then asked again without our
code: no query is built, no document read, no card made. Elasticsearch gets one request, as anybody
would write it for such a page: the query, twenty hits with what their cards show, the total, and
an aggregation for each of the eight facets without its own filter. It is sent by the bare client.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest import mock

from django.conf import settings
from elasticsearch import Elasticsearch

from search.engines import ELASTICSEARCH, get_engine
from search.engines.base import SearchEngine
from search.engines.compiler import compile_tree
from search.engines.elasticsearch_queries import Builder, unexpired
from search.engines.rows import day_number
from search.facets import FACETS
from search.query import SearchQuery

Calls = list[Callable[[], Any]]


class _Spy:
    """Stands before a searcher and keeps what is asked of it."""

    def __init__(self, searcher: Any, calls: Calls) -> None:
        self._searcher, self._calls = searcher, calls

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._searcher, name)
        if not callable(method):
            return method

        def ask(*args: Any, **kwargs: Any) -> Any:
            again = partial(method, *args, **kwargs)
            self._calls.append(again)
            return again()

        return ask


def raw_calls(name: str, queries: list[SearchQuery], url: str) -> Calls:
    """Return for each query one call that asks the library the same question."""
    if name == ELASTICSEARCH:
        client = Elasticsearch(url.split(","))
        path = f"/{settings.ELASTICSEARCH_INDEX_PREFIX}-read/_search?preference=readers"
        headers = {"accept": "application/json", "content-type": "application/json"}
        send = partial(client.perform_request, "POST", path, headers=headers)
        return [partial(send, body=plain_request(query)) for query in queries]
    engine = get_engine(name)
    found: Calls = []
    for query in queries:
        calls: Calls = []
        with _asked(engine, calls):
            engine.search(query)
        found.append(partial(_all, calls))
    return found


def plain_request(query: SearchQuery) -> dict[str, Any]:
    """Return one request for the hits by score with their contents, the total and all counts."""
    chosen = {name: {"terms": {name: list(values)}} for name, values in query.filters.items()}
    counts = {}
    for facet in FACETS:
        others = [other for name, other in chosen.items() if name != facet]
        values = {"terms": {"field": facet, "size": 1_000}}
        narrowed = {"filter": {"bool": {"filter": others}}, "aggs": {facet: values}}
        counts[facet] = narrowed if others else values
    tree = compile_tree(query.tree, Builder())
    return {
        "query": unexpired([tree], day_number(query.today)),
        "post_filter": {"bool": {"filter": list(chosen.values())}},
        "sort": [{"_score": "desc"}, {"newest": "desc"}],
        "from": query.offset,
        "size": query.limit,
        "_source": ["stored"],
        "track_total_hits": True,
        "aggs": counts,
    }


def _all(calls: Calls) -> None:
    for call in calls:
        call()


@contextmanager
def _asked(engine: SearchEngine, calls: Calls) -> Iterator[None]:
    """Write down what the embedded engine asks of its searcher."""
    spy = _Spy(engine._searcher(), calls)
    with mock.patch.object(engine, "_searcher", return_value=spy):
        yield
