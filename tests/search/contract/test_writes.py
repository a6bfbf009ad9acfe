"""What a write does: versions win, deletes stay, one bad document harms no other."""

import dataclasses
import random
from datetime import UTC, datetime, timedelta

import pytest

from search.documents import Document
from search.engines.base import Delete, OpStatus, Upsert
from search.params import RELEVANCE, SearchParams
from search.query import build_query

NOW = datetime(2026, 9, 1, tzinfo=UTC)
OK, STALE, POISON = OpStatus.OK, OpStatus.STALE, OpStatus.POISON


def _document(serial, title="Kaart", **fields):
    return Document(
        key=f"page:{serial}",
        type="toolkit",
        title=title,
        url=f"/toolkits/{serial}/",
        published=NOW - timedelta(days=serial % 900),
        **fields,
    )


def _write(engine, *ops):
    statuses = [result.status for result in engine.apply(ops)]
    engine.refresh()
    return statuses


def _titles(engine, q=""):
    page = engine.search(build_query(SearchParams(q=q, sort=RELEVANCE, per_page=100), NOW))
    return {hit.key: hit.document.title for hit in page.hits}


def test_a_document_is_found_after_its_write(engine):
    assert _write(engine, Upsert(_document(1, "Warme overdracht"), 1)) == [OK]
    assert _titles(engine, "overdracht") == {"page:1": "Warme overdracht"}


def test_a_newer_version_replaces_the_older_one(engine):
    _write(engine, Upsert(_document(1, "Oude titel"), 1))
    assert _write(engine, Upsert(_document(1, "Nieuwe naam"), 2)) == [OK]

    assert _titles(engine, "titel") == {}
    assert _titles(engine) == {"page:1": "Nieuwe naam"}


def test_an_older_version_is_stale_and_changes_nothing(engine):
    _write(engine, Upsert(_document(1, "Nieuw"), 5))

    assert _write(engine, Upsert(_document(1, "Oud"), 4), Delete("page:1", 3)) == [STALE, STALE]
    assert _titles(engine) == {"page:1": "Nieuw"}


def test_the_same_version_may_be_sent_again(engine):
    _write(engine, Upsert(_document(1), 5))

    assert _write(engine, Upsert(_document(1, "Zelfde"), 5)) == [OK]
    assert list(engine.versions()) == [("page:1", 5)]


def test_a_late_older_write_does_not_bring_a_deleted_document_back(engine):
    _write(engine, Upsert(_document(1), 1))
    assert _write(engine, Delete("page:1", 3)) == [OK]

    assert _write(engine, Upsert(_document(1), 2)) == [STALE]
    assert _titles(engine) == {}
    assert _write(engine, Upsert(_document(1, "Terug"), 4)) == [OK]
    assert _titles(engine) == {"page:1": "Terug"}


def test_deleting_what_was_never_there_is_done_and_remembered(engine):
    assert _write(engine, Delete("page:9", 7)) == [OK]
    assert _write(engine, Upsert(_document(9), 6)) == [STALE]


def test_one_batch_may_hold_a_document_more_than_once(engine):
    statuses = _write(
        engine,
        Upsert(_document(1, "Een"), 1),
        Delete("page:1", 3),
        Upsert(_document(1, "Twee"), 2),
        Upsert(_document(1, "Vier"), 4),
        Upsert(_document(2), 1),
    )

    assert statuses == [OK, OK, STALE, OK, OK]
    assert _titles(engine) == {"page:1": "Vier", "page:2": "Kaart"}
    assert sorted(engine.versions()) == [("page:1", 4), ("page:2", 1)]


@pytest.mark.parametrize(
    "broken",
    [
        {"card": {"moment": datetime(2026, 1, 1, tzinfo=UTC)}},
        {"external_id": "\ud800"},
        {"minutes": object()},
    ],
    ids=["no-json", "half-a-character", "no-number"],
)
def test_a_document_that_cannot_be_stored_harms_no_other(engine, broken):
    results = engine.apply(
        [Upsert(_document(1), 1), Upsert(_document(2, **broken), 1), Upsert(_document(3), 1)]
    )
    engine.refresh()

    assert [result.status for result in results] == [OK, POISON, OK]
    assert results[1].key == "page:2"
    assert results[1].reason
    assert set(_titles(engine)) == {"page:1", "page:3"}


def test_an_empty_batch_is_no_problem(engine):
    assert engine.apply([]) == []


def test_odd_text_is_indexed_and_found(engine):
    odd = _document(
        1,
        title="Zoë\u00ad's <script>alert(1)</script> 🎈 \x00 klas",
        body="woord " * 20_000 + "x" * 40_000 + " naald ½ ﷺ İstanbul e\u0301e\u0301n",
        keywords=("", "  ", "één\twoord"),
    )
    assert _write(engine, Upsert(odd, 1)) == [OK]

    for q in ("zoë", "zoe", "klas", "naald", "één woord", "istanbul", "x" * 90):
        assert set(_titles(engine, q)) == {"page:1"}, q


def test_a_value_given_twice_is_counted_once(engine):
    _write(engine, Upsert(_document(1, facets={"rol": ("ib", "ib")}), 1))

    assert engine.search(build_query(SearchParams(), NOW)).facets["rol"] == {"ib": 1}


def test_every_facet_value_is_counted(engine):
    """More values than the ten that engines count by default."""
    needs = tuple(f"behoefte-{n:03}" for n in range(150))
    _write(engine, Upsert(_document(1, facets={"behoefte": needs}), 1))
    page = engine.search(build_query(SearchParams(), NOW))

    assert page.facets["behoefte"] == dict.fromkeys(needs, 1)


def test_any_sequence_of_writes_ends_as_the_last_versions_say(engine):
    dice = random.Random(11)
    newest: dict[str, int] = {}
    expected: dict[str, str] = {}
    for _ in range(12):
        ops = []
        for _ in range(dice.randint(1, 25)):
            number, version = dice.randint(1, 30), dice.randint(1, 60)
            document = _document(number, f"Versie {version}")
            ops.append(
                Delete(document.key, version) if dice.random() < 0.3 else Upsert(document, version)
            )
        statuses = [result.status for result in engine.apply(ops)]
        for op, status in zip(ops, statuses, strict=True):
            fresh = op.version >= newest.get(op.key, 0)
            assert status == (OK if fresh else STALE)
            if fresh:
                newest[op.key] = op.version
                expected.pop(op.key, None)
                if isinstance(op, Upsert):
                    expected[op.key] = op.document.title
    engine.refresh()

    assert _titles(engine) == expected
    assert dict(engine.versions()) == {key: newest[key] for key in expected}


def test_a_large_group_of_equal_scores_is_paged_by_newest(engine):
    """Far more than an engine fetches at first, with better and worse hits around the group."""
    best = [_document(n, "Escalatie escalatie escalatie") for n in range(1, 4)]
    same = [_document(n, "Escalatie naar het wijkteam") for n in range(10, 210)]
    long = "Over escalatie. " + "En nog veel meer. " * 100
    rest = [_document(n, "Kaart", body=long) for n in range(300, 330)]
    other = [_document(n, "Over lezen", body="Lezen.") for n in range(400, 1_200)]
    shuffled = [*best, *same, *rest, *other]
    random.Random(5).shuffle(shuffled)
    _write(engine, *(Upsert(document, 1) for document in shuffled))

    keys = []
    for page in range(1, 9):
        params = SearchParams(q="escalatie", sort=RELEVANCE, page=page, per_page=30)
        keys += [hit.key for hit in engine.search(build_query(params, NOW)).hits]
    assert keys == [document.key for document in (*best, *same, *rest)]


def test_a_stored_document_comes_back_as_it_was(engine):
    document = _document(
        7,
        title="Zo geeft u een opdracht",
        intro="Kort en goed.",
        body="Eén zin.",
        keywords=("Taal en spraak",),
        facets={"cluster": ("cluster-2",), "regio": ("gebied-01", "rotterdam")},
        starts=NOW + timedelta(days=3),
        minutes=10,
        expires=(NOW + timedelta(days=30)).date(),
        external_id="ext-7",
        number="T2S 007",
        card={"seats": {"care": 4}, "roles": ["IB’er"]},
    )
    _write(engine, Upsert(document, 1))
    hit = engine.search(build_query(SearchParams(), NOW)).hits[0]

    assert hit.document == document
    assert dataclasses.asdict(hit.document) == dataclasses.asdict(document)
