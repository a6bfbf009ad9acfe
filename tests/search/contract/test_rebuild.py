"""An index is refilled while it goes on answering, and nothing written meanwhile is lost."""

import threading
from datetime import UTC, datetime

import pytest

from search.documents import Document
from search.engines import elasticsearch_indices
from search.engines.base import Delete, EngineUnavailable, Generation, OpStatus, Upsert
from search.engines.embedded import EmbeddedEngine
from search.params import SearchParams
from search.query import build_query

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def _document(number, title="Kaart"):
    return Document(
        key=f"page:{number}", type="toolkit", title=title, url=f"/{number}/", published=NOW
    )


def _titles(engine):
    engine.refresh()
    page = engine.search(build_query(SearchParams(per_page=100), NOW))
    return {hit.key: hit.document.title for hit in page.hits}


def test_without_an_index_the_engine_asks_for_a_rebuild(engine):
    health = engine.health()

    assert not health.ok
    assert health.needs_rebuild
    with pytest.raises(EngineUnavailable):
        engine.search(build_query(SearchParams(), NOW))
    with pytest.raises(EngineUnavailable):
        list(engine.versions())


def test_a_first_write_makes_an_index_that_counts_as_incomplete(engine):
    engine.apply([Upsert(_document(1), 1)])
    engine.refresh()
    health = engine.health()

    assert health.ok
    assert health.needs_rebuild
    assert health.documents == 1


def test_the_live_index_answers_until_the_new_one_takes_over(engine):
    engine.apply([Upsert(_document(1, "Oud"), 1)])
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(2, "Nieuw"), 1)], generation=generation)

    assert _titles(engine) == {"page:1": "Oud"}
    engine.promote(generation)
    assert _titles(engine) == {"page:2": "Nieuw"}
    health = engine.health()
    assert health.ok
    assert not health.needs_rebuild
    assert health.generation == generation.name


def test_a_write_during_a_rebuild_is_in_both(engine):
    engine.apply([Upsert(_document(1, "Oud"), 1), Upsert(_document(2), 1)])
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(1, "Gewijzigd"), 5), Delete("page:2", 6)])

    assert _titles(engine) == {"page:1": "Gewijzigd"}
    scan = engine.apply(
        [Upsert(_document(1, "Oud"), 1), Upsert(_document(2), 1), Upsert(_document(3), 1)],
        generation=generation,
    )
    assert [result.status for result in scan] == [OpStatus.STALE, OpStatus.STALE, OpStatus.OK]
    engine.refresh()
    assert dict(engine.versions(generation=generation)) == {"page:1": 5, "page:3": 1}
    engine.promote(generation)
    assert _titles(engine) == {"page:1": "Gewijzigd", "page:3": "Kaart"}


def test_a_write_to_both_that_only_one_finds_old_is_done(engine):
    engine.apply([Upsert(_document(1, "Nieuw"), 9)])
    generation = engine.begin_rebuild()

    assert engine.apply([Upsert(_document(1, "Oud"), 5)])[0].status == OpStatus.OK
    assert _titles(engine) == {"page:1": "Nieuw"}
    assert dict(engine.versions()) == {"page:1": 9}
    assert dict(engine.versions(generation=generation)) == {"page:1": 5}


def test_after_an_abort_the_live_index_is_untouched(engine):
    engine.apply([Upsert(_document(1), 1)])
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(2), 1)], generation=generation)
    engine.abort(generation)

    assert _titles(engine) == {"page:1": "Kaart"}
    with pytest.raises(EngineUnavailable):
        engine.apply([Upsert(_document(3), 1)], generation=generation)
    with pytest.raises(EngineUnavailable):
        engine.promote(generation)
    assert engine.apply([Upsert(_document(3), 1)])[0].status == OpStatus.OK


def test_the_live_index_cannot_be_aborted(engine):
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(1), 1)], generation=generation)
    engine.promote(generation)
    engine.abort(generation)
    engine.abort(Generation("nergens"))

    assert _titles(engine) == {"page:1": "Kaart"}


def test_a_second_rebuild_throws_the_unfinished_one_away(engine):
    engine.apply([Upsert(_document(1), 1)])
    first = engine.begin_rebuild()
    second = engine.begin_rebuild()

    with pytest.raises(EngineUnavailable):
        engine.apply([Upsert(_document(2), 1)], generation=first)
    assert engine.apply([Upsert(_document(2), 1)], generation=second)[0].status == OpStatus.OK
    engine.promote(second)
    assert _titles(engine) == {"page:2": "Kaart"}


def test_an_index_of_other_fields_gets_no_writes(engine, monkeypatch):
    engine.apply([Upsert(_document(1), 1)])
    monkeypatch.setattr(elasticsearch_indices, "LAYOUT", "andersom")
    monkeypatch.setattr(EmbeddedEngine, "layout", "andersom")

    with pytest.raises(EngineUnavailable, match="search_rebuild"):
        engine.apply([Upsert(_document(2), 1)])
    generation = engine.begin_rebuild()
    assert engine.apply([Upsert(_document(2), 1)])[0].status == OpStatus.OK
    engine.promote(generation)
    assert _titles(engine) == {"page:2": "Kaart"}


def test_no_write_is_lost_in_three_rebuilds_under_writes(engine):
    """One thread writes on and on, the other rebuilds from what was there when it began."""
    state: dict[str, Upsert] = {f"page:{n}": Upsert(_document(n, "Begin"), n) for n in range(1, 41)}
    engine.apply(list(state.values()))
    stop, failures = threading.Event(), []

    def write():
        version = 100
        while not stop.is_set():
            version += 1
            op = Upsert(_document(version % 40 + 1, f"Versie {version}"), version)
            state[op.key] = op
            failures.extend(r for r in engine.apply([op]) if r.status != OpStatus.OK)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            before = dict(state)
            generation = engine.begin_rebuild()
            engine.apply(list(before.values()), generation=generation)
            # What was written between reading and beginning is sent again, as the worker does.
            engine.apply(list(dict(state).values()))
            engine.promote(generation)
    finally:
        stop.set()
        writer.join(timeout=60)

    assert not writer.is_alive()
    assert failures == []
    assert _titles(engine) == {key: op.document.title for key, op in state.items()}
    assert dict(engine.versions()) == {key: op.version for key, op in state.items()}
