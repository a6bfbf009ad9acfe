"""The floor below a search: the same questions to the engine's own library, nothing of ours.

What our engine asks of tantivy's searcher, or sends to Elasticsearch, is written down once and
then asked again without our code: no query is built, no document read, no card made.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest import mock

from elastic_transport import Transport
from elasticsearch import Elasticsearch

from search.engines import ELASTICSEARCH, get_engine
from search.engines.base import SearchEngine
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
    """Return for each query one call that asks the library what our engine asked of it."""
    engine = get_engine(name)
    client = Elasticsearch(url.split(",")) if name == ELASTICSEARCH else None
    found: Calls = []
    for query in queries:
        calls: Calls = []
        with _sent(client, calls) if client else _asked(engine, calls):
            engine.search(query)
        found.append(partial(_all, calls))
    return found


def _all(calls: Calls) -> None:
    for call in calls:
        call()


@contextmanager
def _asked(engine: SearchEngine, calls: Calls) -> Iterator[None]:
    """Write down what the embedded engine asks of its searcher."""
    spy = _Spy(engine._searcher(), calls)
    with mock.patch.object(engine, "_searcher", return_value=spy):
        yield


@contextmanager
def _sent(client: Elasticsearch, calls: Calls) -> Iterator[None]:
    """Write down what goes over the line to Elasticsearch."""
    send = Transport.perform_request

    def note(transport: Transport, method: str, target: str, **kwargs: Any) -> Any:
        headers, body = kwargs.get("headers"), kwargs.get("body")
        calls.append(partial(client.perform_request, method, target, headers=headers, body=body))
        return send(transport, method, target, **kwargs)

    with mock.patch.object(Transport, "perform_request", note):
        yield
