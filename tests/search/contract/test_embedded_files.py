"""The embedded index on disk: who may write, who sees what, and what is kept."""

import multiprocessing
import shutil
import signal
import threading
import time
from datetime import UTC, datetime

import pytest

from search.documents import Document
from search.engines import local, tombstones
from search.engines.base import Delete, EngineUnavailable, OpStatus, Upsert
from search.engines.embedded import EmbeddedEngine
from search.engines.generations import Generations
from search.params import SearchParams
from search.query import build_query

NOW = datetime(2026, 9, 1, tzinfo=UTC)
EVERYTHING = build_query(SearchParams(), NOW)
SPAWN = multiprocessing.get_context("spawn")


def _document(number, title="Kaart"):
    return Document(
        key=f"page:{number}", type="toolkit", title=title, url=f"/{number}/", published=NOW
    )


def _write_for_ever(path):
    """Run by another process."""
    engine, version = EmbeddedEngine(path), 0
    while True:
        version += 1
        engine.apply([Upsert(_document(n, f"Versie {version}"), version) for n in range(1, 6)])


def _hold_the_lock(path, seconds):
    with Generations(path).lock(1):
        time.sleep(seconds)


def _search_in_child(engine, answers):
    answers.put(engine.search(EVERYTHING).total)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


def test_a_reader_sees_what_another_engine_commits_and_promotes(path):
    reader, writer = EmbeddedEngine(path), EmbeddedEngine(path)
    writer.apply([Upsert(_document(1), 1)])
    assert reader.search(EVERYTHING).total == 1
    writer.apply([Upsert(_document(2), 1)])
    assert reader.search(EVERYTHING).total == 2

    generation = writer.begin_rebuild()
    writer.apply([Upsert(_document(3), 1)], generation=generation)
    assert reader.search(EVERYTHING).total == 2
    writer.promote(generation)
    assert [hit.key for hit in reader.search(EVERYTHING).hits] == ["page:3"]


def test_nothing_is_opened_again_when_nothing_changed(path):
    engine = EmbeddedEngine(path)
    engine.apply([Upsert(_document(1), 1)])
    engine.search(EVERYTHING)
    opened = engine._opened
    engine.search(EVERYTHING)

    assert engine._opened is opened


def test_a_taken_lock_makes_the_engine_unavailable_for_writes_only(path, monkeypatch):
    monkeypatch.setattr(local, "LOCK_WAIT", 0.05)
    engine = EmbeddedEngine(path)
    engine.apply([Upsert(_document(1), 1)])

    with Generations(path).lock(1):
        with pytest.raises(EngineUnavailable, match="writing"):
            engine.apply([Upsert(_document(2), 1)])
        assert engine.search(EVERYTHING).total == 1
    assert engine.apply([Upsert(_document(2), 1)])[0].status == OpStatus.OK


def test_a_child_process_opens_the_index_for_itself(path):
    engine = EmbeddedEngine(path)
    engine.apply([Upsert(_document(1), 1)])
    assert engine.search(EVERYTHING).total == 1
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()
    child = fork.Process(target=_search_in_child, args=(engine, answers))
    child.start()
    child.join(30)

    assert child.exitcode == 0
    assert answers.get() == 1


@pytest.mark.slow
def test_a_killed_writer_leaves_a_whole_index_and_no_lock(path):
    EmbeddedEngine(path).apply([Upsert(_document(n), 0) for n in range(1, 6)])
    for _ in range(3):
        writer = SPAWN.Process(target=_write_for_ever, args=(path,))
        writer.start()
        reader = EmbeddedEngine(path)
        before = dict(reader.versions())
        deadline = time.monotonic() + 60
        while dict(reader.versions()) == before and time.monotonic() < deadline:
            time.sleep(0.02)
        writer.kill()
        writer.join(30)

        assert writer.exitcode == -signal.SIGKILL
        versions = dict(EmbeddedEngine(path).versions())
        assert set(versions) == {f"page:{n}" for n in range(1, 6)}
        assert len(set(versions.values())) == 1, "half a batch was committed"
        newer = next(iter(versions.values())) + 1
        results = EmbeddedEngine(path).apply([Upsert(_document(n), newer) for n in range(1, 6)])
        assert {result.status for result in results} == {OpStatus.OK}


def test_what_a_killed_writer_did_not_commit_is_in_nobodys_way(path, tmp_path):
    engine = EmbeddedEngine(path)
    engine.apply([Upsert(_document(n), 1) for n in range(1, 6)])
    copy = tmp_path / "elders"
    shutil.copytree(path, copy)
    EmbeddedEngine(copy).apply([Upsert(_document(1), 2)])
    before = {one.relative_to(path) for one in path.rglob("*.del")}
    left = {one.relative_to(copy) for one in copy.rglob("*.del")} - before
    assert left, "the library no longer writes these files; the sweep can go"
    for one in left:
        shutil.copyfile(copy / one, path / one)

    results = EmbeddedEngine(path).apply([Upsert(_document(1), 2)])

    assert {result.status for result in results} == {OpStatus.OK}
    assert dict(EmbeddedEngine(path).versions())["page:1"] == 2


@pytest.mark.slow
def test_a_second_process_waits_for_the_first_one(path):
    holder = SPAWN.Process(target=_hold_the_lock, args=(path, 0.5))
    holder.start()
    lock = path / "write.lock"
    deadline = time.monotonic() + 30
    while not lock.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    results = EmbeddedEngine(path).apply([Upsert(_document(1), 1)])
    holder.join(30)

    assert results[0].status == OpStatus.OK


def test_who_writes_on_and_on_lets_another_one_in_between(path):
    generations, stop, turns = Generations(path), threading.Event(), []

    def write_on_and_on():
        while not stop.is_set():
            with generations.lock(30):
                turns.append(True)
                time.sleep(0.005)

    writer = threading.Thread(target=write_on_and_on)
    writer.start()
    waited = []
    try:
        for _ in range(5):
            before = len(turns)
            with Generations(path).lock(30):
                waited.append(len(turns) - before)
    finally:
        stop.set()
        writer.join(30)

    assert max(waited) <= 10, waited


def test_an_index_of_other_fields_is_neither_read_nor_written(path, monkeypatch):
    EmbeddedEngine(path).apply([Upsert(_document(1), 1)])
    monkeypatch.setattr(EmbeddedEngine, "layout", "andersom")
    engine = EmbeddedEngine(path)

    assert engine.health().needs_rebuild
    with pytest.raises(EngineUnavailable, match="search_rebuild"):
        engine.search(EVERYTHING)
    with pytest.raises(EngineUnavailable, match="search_rebuild"):
        engine.apply([Upsert(_document(2), 1)])

    generation = engine.begin_rebuild()
    assert engine.apply([Upsert(_document(2), 1)])[0].status == OpStatus.OK
    engine.promote(generation)
    assert engine.search(EVERYTHING).total == 1


def test_an_index_of_an_older_analysis_answers_and_asks_for_a_rebuild(path, monkeypatch):
    engine = EmbeddedEngine(path)
    generation = engine.begin_rebuild()
    engine.apply([Upsert(_document(1), 1)], generation=generation)
    engine.promote(generation)
    assert not engine.health().needs_rebuild
    monkeypatch.setattr("search.analysis.chain.Analyzer.version", "later")

    assert engine.health().ok
    assert engine.health().needs_rebuild
    assert engine.search(EVERYTHING).total == 1


def test_the_previous_generation_is_kept_and_older_ones_go(path):
    engine = EmbeddedEngine(path)
    names = []
    for _ in range(3):
        generation = engine.begin_rebuild()
        engine.promote(generation)
        names.append(generation.name)

    assert sorted(directory.name for directory in path.glob("gen-*")) == names[1:]
    assert not (path / "building").exists()


def test_a_removed_generation_is_made_again(path):
    engine = EmbeddedEngine(path)
    engine.apply([Upsert(_document(1), 1)])
    Generations(path).discard(engine.health().generation)

    with pytest.raises(EngineUnavailable):
        engine.search(EVERYTHING)
    assert engine.apply([Upsert(_document(1), 1)])[0].status == OpStatus.OK
    assert engine.search(EVERYTHING).total == 1


def test_tombstones_are_forgotten_after_a_week(path, monkeypatch):
    engine = EmbeddedEngine(path)
    engine.apply([Delete("page:1", 9)])
    now = time.time()
    monkeypatch.setattr(tombstones.time, "time", lambda: now + tombstones.KEEP_SECONDS + 60)
    engine.apply([Delete("page:2", 9)])

    assert engine.apply([Upsert(_document(1), 1)])[0].status == OpStatus.OK
    assert engine.apply([Upsert(_document(2), 1)])[0].status == OpStatus.STALE
