"""Indices for tests that go from pages to results."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search import answers, engines
from search.engines import elasticsearch
from search.sync import worker
from search.sync.backoff import EngineBackoff
from tests.search.contract.conftest import _remove_indices
from tests.search.patience import PatientEngine
from tests.search.support import Flaky, Index

ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.live)]


@pytest.fixture
def search_index(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An empty embedded index, and no memory of outages."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_SYNC_INLINE = False
    monkeypatch.setattr(worker, "backoff", EngineBackoff())
    answers.breakers.clear()
    yield Index("embedded")
    answers.breakers.clear()
    engines.close_engines()


@pytest.fixture(params=ENGINES)
def index(
    request: pytest.FixtureRequest,
    search_index: Index,
    settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Index]:
    """An empty index of each engine in turn; with Elasticsearch the embedded one stands by."""
    if request.param == "embedded":
        search_index.make_empty()
        yield search_index
        return
    url = request.getfixturevalue("elasticsearch_url")
    monkeypatch.setattr(elasticsearch, "ElasticsearchEngine", PatientEngine)
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = url
    settings.ELASTICSEARCH_INDEX_PREFIX = f"ozasync-{uuid.uuid4().hex[:8]}"
    index = Index("elasticsearch")
    index.make_empty()
    yield index
    _remove_indices(url.split(",")[0], settings.ELASTICSEARCH_INDEX_PREFIX)


@pytest.fixture
def indexed_once(index: Index, once) -> Callable[[str, Callable[[], Any]], Any]:
    """Make and index the pages that a module's tests begin with; give what the maker returned.

    Once for each engine: a change that waits names the engine it waits for.
    """

    def begin_with(name: str, make: Callable[[], Any]) -> Any:
        made = once(f"{name} for {index.name}", make)
        index.drain()
        return made

    return begin_with


@pytest.fixture
def flaky(index: Index, monkeypatch: pytest.MonkeyPatch) -> Flaky:
    """The engine of `index`, obedient to the test."""
    return _make_flaky(index, monkeypatch)


@pytest.fixture
def two_engines(search_index: Index, settings, monkeypatch: pytest.MonkeyPatch) -> Flaky:
    """A site on 'Elasticsearch' with the embedded engine as standby.

    The first one is played by another embedded index, so that it can be taken away at will.
    """
    from search.engines.embedded import EmbeddedEngine

    settings.SEARCH_ENGINE = "elasticsearch"
    played = EmbeddedEngine(settings.SEARCH_INDEX_DIR / "played")
    played.name = "elasticsearch"
    flaky = Flaky(played)
    real = engines.get_engine
    monkeypatch.setattr(
        engines, "get_engine", lambda name: flaky if name == "elasticsearch" else real(name)
    )
    return flaky


def _make_flaky(index: Index, monkeypatch: pytest.MonkeyPatch) -> Flaky:
    flaky = Flaky(index.engine)
    real = engines.get_engine
    monkeypatch.setattr(
        engines, "get_engine", lambda name: flaky if name == index.name else real(name)
    )
    return flaky
