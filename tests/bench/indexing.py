"""Filling an index, making it anew from the pages, its size, and one change until it is found."""

import time
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from elasticsearch import Elasticsearch

from academie.library.models import Toolkit
from search.analysis import get_analyzer
from search.documents import Document
from search.engines import ELASTICSEARCH, get_engine
from search.engines.base import OpStatus, Upsert
from search.engines.rows import make_row
from search.params import parse_params
from search.query import build_query
from search.sync.compare import CHUNK
from search.sync.counter import current_version
from search.sync.rebuild import rebuild
from search.sync.worker import drain
from tests.bench.timing import once

_SAMPLE = 500
_PATIENCE = 15.0
_WORD = "zoekmeting"


def fill(name: str, documents: Iterable[Document]) -> dict[str, float]:
    """Put documents in a new index in the pieces that a rebuild uses; return what it took."""
    engine = get_engine(name)
    generation = engine.begin_rebuild()
    source, version, count, spent = iter(documents), current_version(), 0, 0.0
    while chunk := list(islice(source, CHUNK)):
        ops = [Upsert(document, version) for document in chunk]
        took, results = once(lambda ops=ops: engine.apply(ops, generation=generation))
        failed = [result for result in results if result.status != OpStatus.OK]
        if failed:
            raise RuntimeError(f"{name} refuses {failed[0].key}: {failed[0].reason}")
        count, spent = count + len(ops), spent + took
    took, _ = once(lambda: (engine.promote(generation), engine.refresh()))
    return {"documents": count, "seconds": spent + took}


def analysis_rate(documents: Iterable[Document]) -> float:
    """Return how many documents a second are made ready for an index, without any engine."""
    sample, analyzer = list(islice(documents, _SAMPLE)), get_analyzer()
    took, _ = once(lambda: [make_row(document, 1, analyzer) for document in sample])
    return len(sample) / took


def rebuild_from_pages(name: str) -> dict[str, float]:
    """Make the index anew as `search_rebuild` does: read, analyse, write, compare, swap."""
    took, count = once(lambda: rebuild(name))
    return {"documents": count, "seconds": took}


def disk(name: str) -> float:
    """Return the size of the index that answers, in MB."""
    if name == ELASTICSEARCH:
        with Elasticsearch(settings.ELASTICSEARCH_URL.split(",")) as client:
            stats = client.indices.stats(index=get_engine(name).health().generation)
            return float(stats["_all"]["primaries"]["store"]["size_in_bytes"]) / 2**20
    folder = Path(settings.SEARCH_INDEX_DIR) / get_engine(name).health().generation
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20


def change_to_findable(name: str, times: int) -> list[dict[str, float]]:
    """Publish a page some times with a new word in its title; return the seconds of each step."""
    pk = Toolkit.objects.live().order_by("pk").values_list("pk", flat=True)[1]
    found = []
    for number in range(times):
        word = f"{_WORD}{name[0]}{number}"
        page = Toolkit.objects.get(pk=pk)
        page.title = f"{page.title.split(_WORD)[0]} {word}"
        began = time.perf_counter()
        page.save_revision().publish()
        saved = time.perf_counter()
        drain(name, budget=_PATIENCE)
        drained = time.perf_counter()
        _wait_for(name, word)
        found.append(
            {
                "save": saved - began,
                "index": drained - saved,
                "findable": time.perf_counter() - began,
            }
        )
    return found


def _wait_for(name: str, word: str) -> None:
    query = build_query(parse_params({"q": word}), timezone.localtime())
    until = timezone.now() + timedelta(seconds=_PATIENCE)
    while not get_engine(name).search(query).total:
        if timezone.now() > until:
            raise RuntimeError(f"{name} does not show a change within {_PATIENCE:.0f} seconds.")
        time.sleep(0.005)


def summary_of(steps: list[dict[str, float]]) -> dict[str, Any]:
    """Return the median of each step in milliseconds."""
    middle = len(steps) // 2
    return {key: sorted(step[key] for step in steps)[middle] * 1_000 for key in steps[0]}


def remove_indices() -> None:
    """Take everything of this run off the server."""
    with Elasticsearch(settings.ELASTICSEARCH_URL.split(",")) as client:
        names = client.indices.get(index=f"{settings.ELASTICSEARCH_INDEX_PREFIX}-*")
        for name in names:
            client.indices.delete(index=name)
