"""The Elasticsearch engine: one request a search, dated indices behind a read and a write alias.

`<prefix>-read` names the index that answers. `<prefix>-write` names every index that has to get
writes: that one, and beside it one that is being rebuilt.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.timezone import localdate
from elasticsearch import Elasticsearch
from elasticsearch.helpers import scan

from search.documents import Document
from search.engines.base import (
    NO_INDEX,
    OUTDATED,
    EngineError,
    EngineUnavailable,
    Gate,
    Generation,
    Health,
    Operation,
    OpResult,
    Page,
    Suggestion,
    combine,
    everything,
)
from search.engines.compiler import compile_tree
from search.engines.elasticsearch_bulk import write_bulk
from search.engines.elasticsearch_hits import best
from search.engines.elasticsearch_index import LAYOUT
from search.engines.elasticsearch_indices import Indices, guard, read_alias
from search.engines.elasticsearch_queries import (
    Builder,
    page_body,
    read_counts,
    read_expired,
    unexpired,
)
from search.engines.hits import make_hit
from search.engines.meta import has_outdated_rules, is_current
from search.engines.rows import day_number, read_head, read_stored
from search.params import RELEVANCE
from search.query import SearchQuery
from search.suggest import CANDIDATES, choose, typed_prefixes

SEARCH_SECONDS = 0.8
WRITE_SECONDS = 30.0
_MAX_WORDS = 50_000
SAME_COPY = "readers"
"""Every request asks the same copy of the index while that one lives. Copies show new documents
and count deleted ones at slightly different moments, so a page made from two of them has holes.
"""


class ElasticsearchEngine:
    """Elasticsearch behind the `SearchEngine` protocol. One client a process, made on first use.

    `url` may name several nodes, with commas between. Of `options`, `username` and `password` go
    together; the rest (`api_key`, `ca_certs`, ...) goes to the client as it is, unless empty.
    """

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str, options: Mapping[str, Any] | None = None) -> None:
        self._hosts = [host.strip() for host in url.split(",") if host.strip()]
        self._options = _client_options(options or {})
        self._prefix = prefix
        self._build = Builder()
        self._connected: tuple[int, Elasticsearch] | None = None
        self._patient: dict[float, Elasticsearch] = {}

    def search(self, query: SearchQuery) -> Page:
        """See `SearchEngine.search`.

        One question; the contents of a page in the order of relevance are a second one, because
        which hits they are is known only after these are weighed.
        """
        began = time.perf_counter()
        tree = compile_tree(query.tree, self._build)
        if query.sort == RELEVANCE:
            places, answer = best(query, tree, self._ask)
            contents = self._contents([place.key for place in places])
            hits = [
                make_hit(query, contents[place.key], place.score, place.factors)
                for place in places
                if place.key in contents
            ]
        else:
            answer = self._ask(page_body(query, tree, query.offset, query.limit))
            found = answer["hits"]["hits"]
            hits = [make_hit(query, read_stored(hit["_source"]["stored"])) for hit in found]
        total = answer["hits"]["total"]["value"]
        facets = read_counts(answer["aggregations"])
        took_ms = (time.perf_counter() - began) * 1000
        return Page(tuple(hits), total, facets, took_ms, read_expired(answer["aggregations"]))

    def get(self, keys: Sequence[str]) -> list[Document]:
        """See `SearchEngine.get`."""
        found = self._contents(dict.fromkeys(keys))
        return list(found.values())

    def suggest(self, prefix: str, n: int, gate: Gate = everything) -> list[Suggestion]:
        """See `SearchEngine.suggest`."""
        typed = typed_prefixes(prefix)
        if not typed:
            return []
        must = [self._build.exact("prefixes", word) for word in typed]
        answer = self._ask(
            {
                "query": unexpired(must, day_number(localdate())),
                "sort": [{"newest": "desc"}],
                "size": CANDIDATES,
                "stored_fields": "_none_",
                "docvalue_fields": ["head"],
                "track_total_hits": False,
            }
        )
        heads = [hit["fields"]["head"][0] for hit in answer["hits"]["hits"]]
        return choose(prefix, [read_head(head) for head in heads], n, gate)

    def vocabulary(self) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`."""
        words = {"terms": {"field": "words", "size": _MAX_WORDS}}
        answer = self._ask({"size": 0, "aggs": {"words": words}}, seconds=WRITE_SECONDS)
        buckets = answer["aggregations"]["words"]["buckets"]
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}

    def versions(self, *, generation: Generation | None = None) -> Iterator[tuple[str, int]]:
        """See `SearchEngine.versions`."""
        index = generation.name if generation else read_alias(self._prefix)
        every = {"query": {"match_all": {}}, "version": True, "_source": False}
        with guard():
            for hit in scan(self._client(WRITE_SECONDS), query=every, index=index, size=2_000):
                yield hit["_id"], hit["_version"]

    def refresh(self) -> None:
        """See `SearchEngine.refresh`."""
        with guard():
            self._indices.refresh()

    def health(self) -> Health:
        """See `SearchEngine.health`. `_cluster/health` without a wish to wait for anything."""
        try:
            with guard():
                client = self._client(SEARCH_SECONDS)
                status = client.cluster.health()["status"]
                live = Indices(client, self._prefix).live()
                if live is None:
                    return Health(ok=False, needs_rebuild=True, detail=NO_INDEX)
                index, meta = live
                documents = client.count(index=index)["count"]
        except EngineError as error:
            return Health(ok=False, needs_rebuild=False, detail=str(error))
        current = is_current(meta, LAYOUT)
        return Health(
            ok=status != "red",
            needs_rebuild=not current,
            documents=documents,
            generation=index,
            detail=status if current else OUTDATED,
            outdated_rules=has_outdated_rules(meta),
        )

    def apply(
        self, ops: Sequence[Operation], *, generation: Generation | None = None
    ) -> list[OpResult]:
        """See `SearchEngine.apply`."""
        with guard():
            client = self._client(WRITE_SECONDS)
            indices = Indices(client, self._prefix)
            targets = [indices.known(generation.name)] if generation else indices.targets()
            return combine([write_bulk(client, target, ops) for target in targets])

    def begin_rebuild(self) -> Generation:
        """See `SearchEngine.begin_rebuild`."""
        with guard():
            return Generation(self._indices.begin())

    def promote(self, generation: Generation) -> None:
        """See `SearchEngine.promote`."""
        with guard():
            self._indices.promote(generation.name)

    def abort(self, generation: Generation) -> None:
        """See `SearchEngine.abort`."""
        with guard():
            self._indices.abort(generation.name)

    def close(self) -> None:
        """See `SearchEngine.close`."""
        connected, self._connected = self._connected, None
        if connected and connected[0] == os.getpid():
            connected[1].close()

    @property
    def _indices(self) -> Indices:
        return Indices(self._client(WRITE_SECONDS), self._prefix)

    def _client(self, seconds: float) -> Elasticsearch:
        """Return the client of this process; one made before a fork shares its sockets."""
        if self._connected is None or self._connected[0] != os.getpid():
            self._connected = os.getpid(), Elasticsearch(self._hosts, **self._options)
            self._patient = {}
        if seconds not in self._patient:
            self._patient[seconds] = self._connected[1].options(request_timeout=seconds)
        return self._patient[seconds]

    def _ask(self, body: Mapping[str, Any], seconds: float = SEARCH_SECONDS) -> dict[str, Any]:
        with guard():
            client = self._client(seconds)
            index = read_alias(self._prefix)
            answer = client.search(index=index, body=dict(body), preference=SAME_COPY)
            return dict(answer.body)

    def _contents(self, keys: Iterable[str]) -> dict[str, Document]:
        """Return the documents with these keys, in this order; what is gone is left out."""
        ids = list(keys)
        if not ids:
            return {}
        with guard():
            answer = self._client(SEARCH_SECONDS).mget(
                index=read_alias(self._prefix), ids=ids, realtime=False, preference=SAME_COPY
            )
        found = answer.body["docs"]
        if any("error" in one for one in found):
            raise EngineUnavailable("The search index went away.")
        return {one["_id"]: read_stored(one["_source"]["stored"]) for one in found if one["found"]}


def _client_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the client's arguments. One retry, at another node if there is one: no waiting."""
    given = {name: value for name, value in options.items() if value}
    username, password = given.pop("username", ""), given.pop("password", "")
    if username:
        given["basic_auth"] = (username, password)
    return {"max_retries": 1, "retry_on_timeout": False, **given}
