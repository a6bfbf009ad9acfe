"""Three Elasticsearch nodes, one dies under writes and searches: nothing lost, nobody notices."""

import json
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest

from search.documents import Document
from search.engines.base import EngineUnavailable, OpStatus, Upsert
from search.engines.elasticsearch import ElasticsearchEngine
from search.params import RELEVANCE
from search.query import SearchQuery
from search.tree import Everything
from tests.plugins.elasticsearch import Cluster
from tests.search.patience import PatientEngine

pytestmark = [pytest.mark.live, pytest.mark.slow]

PREFIX = "ozacluster"
BATCH = 20
BEFORE = 200
SEARCHES, WRITES = 40, 200
"""So much has to go well before the loss, and as much again after it."""
MOST_SECONDS = 120


def _document(number: int) -> Document:
    return Document(
        key=f"page:{number}",
        type="toolkit",
        title=f"Kaart {number}",
        url=f"/toolkits/kaart-{number}/",
        published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        intro="Een kaart om te bewaren.",
        facets={"cluster": ("cluster-2",)},
    )


def _ask(url: str, path: str) -> object:
    with urllib.request.urlopen(f"{url}/{path}", timeout=150) as answer:
        return json.load(answer)


@dataclass
class Traffic:
    """A writer that keeps trying, as the worker does, and readers that never try twice."""

    engine: ElasticsearchEngine
    stop: Event = field(default_factory=Event)
    acknowledged: set[str] = field(default_factory=set)
    failed_searches: list[str] = field(default_factory=list)
    searches: int = 0

    def wait_for_more(self, running: Sequence[Future[None]]) -> None:
        """Wait until so many more searches and writes were answered."""
        searches, writes = self.searches + SEARCHES, len(self.acknowledged) + WRITES
        give_up = time.monotonic() + MOST_SECONDS
        while self.searches < searches or len(self.acknowledged) < writes:
            assert time.monotonic() < give_up, (self.searches, len(self.acknowledged))
            assert not any(future.done() for future in running)
            time.sleep(0.1)

    def write(self) -> None:
        number = BEFORE
        while not self.stop.is_set():
            waiting = [Upsert(_document(number + i), version=1) for i in range(BATCH)]
            number += BATCH
            while waiting and not self.stop.is_set():
                waiting = self._write_once(waiting)

    def _write_once(self, batch: list[Upsert]) -> list[Upsert]:
        """Send a batch; return what has to be sent again."""
        try:
            results = self.engine.apply(batch)
        except EngineUnavailable:
            time.sleep(0.2)
            return batch
        done = {r.key for r in results if r.status in {OpStatus.OK, OpStatus.STALE}}
        self.acknowledged |= done
        return [operation for operation in batch if operation.key not in done]

    def read(self) -> None:
        query = SearchQuery(tree=Everything(), today=date(2026, 6, 1), sort=RELEVANCE, limit=20)
        while not self.stop.is_set():
            try:
                page = self.engine.search(query)
            except Exception as error:  # noqa: BLE001 - whatever a reader would have seen
                self.failed_searches.append(repr(error))
            else:
                self.searches += 1
                if page.total < BEFORE or len(page.hits) < 20:
                    self.failed_searches.append(f"only {page.total} found")


@pytest.fixture
def engine(three_nodes: Cluster) -> Iterator[ElasticsearchEngine]:
    """An engine on the cluster with documents in it, each on two nodes."""
    engine = PatientEngine(url=three_nodes.url, prefix=PREFIX, options={})
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(n), version=1) for n in range(BEFORE)], generation=generation)
    engine.promote(generation)
    engine.refresh()
    _ask(three_nodes.urls[0], "_cluster/health?wait_for_status=green&timeout=120s")
    yield engine
    engine.close()


def _node_with_the_primary(cluster: Cluster) -> int:
    shards = _ask(cluster.urls[0], f"_cat/shards/{PREFIX}*?format=json&h=prirep,node")
    name = next(shard["node"] for shard in shards if shard["prirep"] == "p")
    return int(name.removeprefix("n"))


def test_a_node_that_dies_costs_no_document_and_no_search(
    three_nodes: Cluster, engine: ElasticsearchEngine
) -> None:
    traffic = Traffic(engine)
    victim = _node_with_the_primary(three_nodes)
    with ThreadPoolExecutor(max_workers=3) as pool:
        running = [pool.submit(traffic.write), *(pool.submit(traffic.read) for _ in range(2))]
        try:
            traffic.wait_for_more(running)
            three_nodes.kill(victim)
            traffic.wait_for_more(running)
        finally:
            traffic.stop.set()
        for future in running:
            future.result()

    engine.refresh()
    kept = dict(engine.versions())

    assert traffic.failed_searches == []
    assert traffic.acknowledged - kept.keys() == set()
    assert all(kept[f"page:{number}"] == 1 for number in range(BEFORE))
