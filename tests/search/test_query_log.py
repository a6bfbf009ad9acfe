"""What people search for is counted, without persons, without writing and without ever failing."""

import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.test.utils import CaptureQueriesContext

from search.models import QuestionCount
from search.questions import log as query_log
from search.questions.log import Buffer, flush, forget_old, monday, normalised, note

Kind = QuestionCount.Kind
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def buffer(monkeypatch):
    """An empty buffer, and a process that does not write by itself."""
    fresh = Buffer()
    monkeypatch.setattr(query_log, "buffer", fresh)
    monkeypatch.setattr(query_log, "_enabled", False)
    monkeypatch.setattr(query_log, "_writer", None)
    return fresh


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(query_log.timezone, "localdate", lambda: MONDAY + timedelta(days=3))


def stored():
    rows = QuestionCount.objects.values_list("text", "kind", "detail", "count")
    return {(text, kind, detail): count for text, kind, detail, count in rows}


def put(week, text, kind=Kind.ASKED, count=1, detail=""):
    QuestionCount.objects.create(week=week, text=text, kind=kind, count=count, detail=detail)


@pytest.mark.django_db
def test_a_search_is_counted_in_its_week(today):
    note("  Wijkteam ", 12, "", "")
    note("wijkteam", 12)
    flush()

    row = QuestionCount.objects.get()
    assert (row.week, row.text, row.kind, row.count) == (MONDAY, "wijkteam", Kind.ASKED, 2)


@pytest.mark.django_db
def test_nothing_found_a_step_and_the_question_before_are_counted(today):
    note("juf boos", 0)
    note("boos gedrag", 2, "deel", "Juf boos")
    flush()

    assert stored() == {
        ("juf boos", "asked", ""): 1,
        ("juf boos", "nothing", ""): 1,
        ("juf boos", "next", "boos gedrag"): 1,
        ("boos gedrag", "asked", ""): 1,
        ("boos gedrag", "step", "deel"): 1,
    }


@pytest.mark.django_db
def test_the_same_question_with_another_filter_is_one_question():
    note("tos", 5)
    note("TOS", 2, "", "tos")
    flush()

    assert stored() == {("tos", "asked", ""): 1}


@pytest.mark.django_db
def test_a_later_batch_adds_to_an_earlier_one():
    for _ in range(3):
        note("tos", 0)
        flush()

    assert stored() == {("tos", "asked", ""): 3, ("tos", "nothing", ""): 3}


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", "jan@school.nl", "06 12345678", "111222333", "12-03-2014", "a" * 81, "\x00"],
)
def test_what_may_be_about_somebody_never_waits(buffer, text):
    note(text, 0)
    assert not buffer.take()


def test_a_personal_question_before_is_forgotten(buffer):
    note("tos", 3, "", "jan@school.nl")
    assert {key.kind for key in buffer.take()} == {"asked"}


def test_a_question_is_kept_in_one_form():
    assert normalised("  „Warme  Overdracht”?") == "warme overdracht"
    assert normalised("Leren Loont!") == "leren loont"
    assert normalised("ZOC\u00ad") == "zoc"


@pytest.mark.parametrize("step", ["", "<script>", "Deel", "x" * 31, "a b"])
def test_a_step_is_a_short_name(buffer, step):
    note("tos", 1, step)
    assert {key.kind for key in buffer.take()} == {"asked"}


@pytest.mark.parametrize(
    "values", [(None, 1), ("tos", None), (b"tos", 1), ("tos", 1, None), ("tos", 1, "", 7), (1, 1)]
)
def test_never_raises(values, buffer):
    note(*values)


def test_never_raises_when_counting_itself_fails(monkeypatch, caplog):
    def broken(text):
        raise RuntimeError(text)

    monkeypatch.setattr(query_log, "looks_personal", broken)
    note("geheim woord", 1)
    assert "could not be counted" in caplog.text
    assert "A search" in caplog.records[0].message
    assert "geheim" not in caplog.records[0].message


@pytest.mark.django_db
def test_a_search_writes_nothing():
    with CaptureQueriesContext(connection) as queries:
        for number in range(60):
            note(f"vraag {number}", 0)
    assert not queries.captured_queries


@pytest.mark.django_db
def test_a_batch_is_one_statement():
    for number in range(90):
        note(f"vraag {number}", 1)
    with CaptureQueriesContext(connection) as queries:
        assert flush()
    inserts = [one for one in queries.captured_queries if "INSERT" in one["sql"]]
    assert len(inserts) == 1
    assert QuestionCount.objects.count() == 90


@pytest.mark.django_db
def test_more_than_a_batch_is_written_too():
    for number in range(250):
        note(f"vraag {number}", 1)
    flush()
    assert QuestionCount.objects.count() == 250


def test_what_cannot_be_written_waits_for_the_next_time(monkeypatch, buffer):
    def away(counts):
        raise DatabaseError("away")

    note("tos", 1)
    monkeypatch.setattr(query_log, "_write", away)
    assert not flush()
    note("tos", 1)
    assert list(buffer.take().values()) == [2]


def test_the_buffer_has_an_end(buffer):
    buffer.add(Counter(dict.fromkeys(range(query_log.MOST + 10), 1)))
    buffer.add(Counter({1: 1, "nieuw": 1}))
    taken = buffer.take()
    assert len(taken) == query_log.MOST
    assert taken[1] == 2


def test_nothing_waits_after_a_fork(buffer):
    note("tos", 1)
    query_log._forget_parent()
    assert not query_log.buffer.take()
    assert buffer.take()


def test_threads_lose_nothing(buffer):
    threads = [
        threading.Thread(target=lambda: [note("tos", 0) for _ in range(200)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = buffer.take()
    assert sorted(counts.values()) == [1600, 1600]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_lose_nothing():
    failed = []

    def write():
        try:
            for number in range(10):
                keys = [
                    query_log.Key(MONDAY, f"vraag {word}", "asked") for word in range(number + 1)
                ]
                query_log._write(Counter(keys))
        except DatabaseError as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert stored()["vraag 0", "asked", ""] == 40
    assert stored()["vraag 9", "asked", ""] == 4


@pytest.mark.django_db(transaction=True)
def test_a_server_writes_by_itself(monkeypatch):
    monkeypatch.setattr(query_log, "_enabled", True)
    monkeypatch.setattr(query_log, "WAIT", 0.05)
    written = threading.Event()
    real = query_log._write

    def write(counts):
        real(counts)
        written.set()

    monkeypatch.setattr(query_log, "_write", write)
    note("tos", 1)
    assert written.wait(10)
    assert stored() == {("tos", "asked", ""): 1}


def test_a_full_buffer_does_not_wait(buffer):
    for number in range(query_log.FULL):
        assert not buffer.full.is_set()
        note(f"vraag {number}", 1)
    assert buffer.full.is_set()


@pytest.mark.django_db
def test_rare_questions_are_forgotten_after_thirty_days():
    put(MONDAY - timedelta(weeks=5), "zelden", count=2)
    put(MONDAY - timedelta(weeks=5), "zelden", Kind.NOTHING, count=2)
    put(MONDAY - timedelta(weeks=4), "vers", count=1)
    put(MONDAY - timedelta(weeks=5), "vaak", count=2)
    put(MONDAY, "vaak", count=1)

    assert forget_old(MONDAY) == 2
    assert set(QuestionCount.objects.values_list("text", flat=True)) == {"vers", "vaak"}


@pytest.mark.django_db
def test_a_rare_second_question_is_forgotten_with_its_pair():
    old = MONDAY - timedelta(weeks=6)
    put(old, "tos", count=9)
    put(old, "tos", Kind.NEXT, 2, "de buurjongen van piet")
    put(old, "tos", Kind.NEXT, 3, "taalontwikkelingsstoornis")

    forget_old(MONDAY)
    kept = QuestionCount.objects.filter(kind=Kind.NEXT).values_list("detail", flat=True)
    assert list(kept) == ["taalontwikkelingsstoornis"]


@pytest.mark.django_db
def test_everything_is_forgotten_after_thirteen_months():
    put(MONDAY - timedelta(days=397), "tos", count=500)
    put(MONDAY - timedelta(days=392), "tos", count=500)

    assert forget_old(MONDAY) == 1
    assert QuestionCount.objects.count() == 1


@pytest.mark.django_db
def test_the_worker_forgets_every_day():
    from academie.core.jobs import jobs

    job = next(job for job in jobs() if job.name == "zoekvragen opruimen")
    put(date(2020, 1, 6), "oud", count=50)
    assert job.every == 86400
    assert job.run()
    assert not job.run()
    assert not QuestionCount.objects.exists()


def test_a_week_begins_on_monday():
    assert monday(date(2026, 11, 29)) == MONDAY
    assert monday(MONDAY) == MONDAY


def test_no_person_no_moment_in_the_table():
    assert {field.name for field in QuestionCount._meta.fields} == {
        "id",
        "week",
        "text",
        "kind",
        "detail",
        "count",
    }
