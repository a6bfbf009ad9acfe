"""An engine that is away says so in one way, whatever is asked, and never hangs."""

import time
from datetime import UTC, datetime

import pytest

from search.documents import Document
from search.engines.base import Delete, EngineUnavailable, Generation, Upsert
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.params import SearchParams
from search.query import build_query

NOW = datetime(2026, 9, 1, tzinfo=UTC)
DOCUMENT = Document(key="page:1", type="toolkit", title="Kaart", url="/1/", published=NOW)

ACTIONS = {
    "search": lambda engine: engine.search(build_query(SearchParams(q="kaart"), NOW)),
    "suggest": lambda engine: engine.suggest("kaart", 5),
    "vocabulary": lambda engine: engine.vocabulary(),
    "versions": lambda engine: list(engine.versions()),
    "upsert": lambda engine: engine.apply([Upsert(DOCUMENT, 1)]),
    "delete": lambda engine: engine.apply([Delete("page:1", 1)]),
    "begin": lambda engine: engine.begin_rebuild(),
    "promote": lambda engine: engine.promote(Generation("nergens")),
}


def _closed_port(tmp_path):
    # Port 9 (discard) is closed on any sensible machine.
    return ElasticsearchEngine("http://127.0.0.1:9", "ozanergens")


def _file_in_the_way(tmp_path):
    (tmp_path / "index").write_text("no directory")
    return EmbeddedEngine(tmp_path / "index")


def _garbage(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    engine.apply([Upsert(DOCUMENT, 1)])
    for file in (tmp_path / "index").rglob("index/*"):
        file.write_bytes(b"rubbish")
    return EmbeddedEngine(tmp_path / "index")


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("broken", [_closed_port, _file_in_the_way])
def test_every_question_is_answered_with_unavailable(tmp_path, broken, action):
    engine = broken(tmp_path)
    began = time.monotonic()

    with pytest.raises(EngineUnavailable) as caught:
        ACTIONS[action](engine)
    assert str(caught.value)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("action", ["search", "suggest", "vocabulary", "versions", "upsert"])
def test_a_broken_index_is_unavailable(tmp_path, action):
    with pytest.raises(EngineUnavailable):
        ACTIONS[action](_garbage(tmp_path))


def test_a_broken_index_is_mended_by_a_rebuild(tmp_path):
    engine = _garbage(tmp_path)
    generation = engine.begin_rebuild()
    engine.apply([Upsert(DOCUMENT, 1)], generation=generation)
    engine.promote(generation)

    assert engine.health().ok
    assert ACTIONS["search"](engine).total == 1


@pytest.mark.parametrize("broken", [_closed_port, _file_in_the_way, _garbage])
def test_health_never_raises(tmp_path, broken):
    health = broken(tmp_path).health()

    assert not health.ok
    assert health.detail


@pytest.mark.parametrize("broken", [_closed_port, _file_in_the_way, _garbage])
def test_closing_never_raises(tmp_path, broken):
    broken(tmp_path).close()
