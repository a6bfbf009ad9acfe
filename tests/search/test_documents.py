"""Documents: clean text, total orders, and a stored form that comes back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analyzer
from search.documents import (
    STORED_ATTACHMENT,
    STORED_ATTACHMENTS,
    STORED_BODY,
    TYPES,
    Attachment,
    Document,
    clean_text,
    from_stored,
    newest_key,
    past_key,
    published_day,
    serial,
    shortest_key,
    soonest_key,
    to_stored,
    traits_key,
    traits_of,
)
from search.engines.rows import FILLER, NEVER, day_number, make_row, read_head, read_stored
from search.suggest import Candidate

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
LARGEST = 2**63 - 1


def _document(key="page:1", **fields):
    return Document(
        **{"key": key, "type": "toolkit", "title": "Kaart", "url": "/x/", "published": NOW} | fields
    )


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  twee\n\n regels\t", "twee regels"),
        ("zorg\u00adcoördinator", "zorgcoördinator"),
        ("e\u0301e\u0301n", "één"),
        ("a\u200bb\ufeff", "ab"),
        ("a\x00b", "a b"),
        ("half\ud800", "half"),
        ("", ""),
    ],
)
def test_text_is_cleaned(text, cleaned):
    assert clean_text(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_newer_comes_before_older_and_the_key_decides_a_draw():
    documents = [
        _document("page:2", published=NOW),
        _document("page:1", published=NOW),
        _document("page:3", published=NOW - timedelta(seconds=1)),
    ]
    assert sorted(documents, key=newest_key, reverse=True) == documents
    assert len({newest_key(document) for document in documents}) == 3


def test_shorter_comes_first_then_newer_and_unknown_last():
    documents = [
        _document("page:1", minutes=0),
        _document("page:2", minutes=5, published=NOW),
        _document("page:3", minutes=5, published=NOW - timedelta(days=1)),
        _document("page:4", minutes=5_000),
        _document("page:5", minutes=None),
    ]
    assert sorted(documents, key=shortest_key, reverse=True) == documents


def test_sooner_comes_first_and_without_a_start_comes_last():
    documents = [
        _document("page:1", starts=NOW + timedelta(minutes=1)),
        _document("page:2", starts=NOW + timedelta(days=400)),
        _document("page:3", published=NOW),
        _document("page:4", published=NOW - timedelta(days=1)),
    ]
    assert sorted(documents, key=soonest_key, reverse=True) == documents


def test_what_started_before_today_is_past_and_nothing_else_is():
    border = past_key(NOW.date())

    assert soonest_key(_document(starts=NOW - timedelta(days=1))) > border
    assert soonest_key(_document(starts=NOW)) <= border
    assert soonest_key(_document(starts=NOW + timedelta(days=1))) <= border
    assert soonest_key(_document()) <= border


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.none() | st.integers(-10, 100_000),
    st.text(min_size=1),
)
def test_sort_keys_fit_a_signed_long(published, starts, minutes, key):
    document = _document(key, published=published, starts=starts, minutes=minutes)

    for sort_key in (newest_key, shortest_key, soonest_key):
        assert 0 <= sort_key(document) <= LARGEST


def test_time_zones_do_not_change_the_order():
    local = NOW.astimezone(timezone(timedelta(hours=2)))

    assert newest_key(_document(published=local)) == newest_key(_document(published=NOW))


def test_the_serial_of_a_page_is_its_number():
    assert serial("page:123") == 123
    assert serial("bestand:123") != 123
    assert serial("page:x") == serial("page:x")


def test_a_stored_document_comes_back():
    document = _document(
        intro="Kort.",
        body="Lang.",
        keywords=("Taal",),
        facets={"cluster": ("cluster-2",)},
        starts=NOW,
        minutes=10,
        expires=date(2027, 1, 1),
        external_id="x1",
        number="T2S 041",
        card={"seats": {"care": 2}},
    )
    assert from_stored(json.loads(json.dumps(to_stored(document)))) == document


def test_only_so_much_of_the_body_is_stored_and_all_of_it_is_searchable():
    document = _document(body="woord " * 5_000 + "naald")
    row = make_row(document, 1, get_analyzer())

    assert len(read_stored(row.stored).body) <= STORED_BODY
    assert row.texts["b"].split()[-1] == get_analyzer().lemmas("naald")[0]


def test_a_row_holds_ready_terms():
    document = _document(
        title="Foto's van po-vo",
        intro="De klassen",
        keywords=("Taal en spraak", "", "Gedrag"),
        number="T2S 041",
        facets={"rol": ("ib", "zoco")},
        expires=date(2026, 12, 31),
    )
    row = make_row(document, 7, get_analyzer())

    assert row.texts == {
        "t": "foto van po vo",
        "i": "de klas",
        "k": "taal en spraak _ gedrag",
        "b": FILLER,
        "x": FILLER,
        "tp": "povo",
        "bp": FILLER,
        "gt": "foto povo taal spra praa raak gedr edra drag",
        "gb": "klas lass asse ssen",
    }
    assert row.facets["type"] == ("toolkit",)
    assert row.facets["rol"] == ("ib", "zoco")
    assert row.facets["thema"] == ()
    assert row.numbers["expires"] == 20261231
    assert row.number == "t2s041"
    assert row.prefixes.split() == ["fo", "fot", "foto", "po", "pov", "povo", "va", "van", "vo"]
    assert row.words == ("foto", "gedrag", "klassen", "povo", "spraak", "taal")
    assert read_head(row.head) == Candidate("Foto's van po-vo", "/x/", "toolkit", "page:1")


def test_texts_of_attachments_are_searched_whole_and_kept_in_part():
    text = "woord " * 400 + "naald"
    files = tuple(Attachment(f"Bijlage {number}", text) for number in range(6))
    document = _document(body="Thuis.", attachments=(Attachment("Leeg", " "), *files))
    row = make_row(document, 1, get_analyzer())
    kept = read_stored(row.stored).attachments

    assert row.texts["x"].split().count("naald") == 6
    assert row.texts["x"].split().count(FILLER) == 5
    assert "naald" not in row.texts["b"].split()
    assert [one.title for one in kept] == ["Bijlage 0", "Bijlage 1", "Bijlage 2", "Bijlage 3"]
    assert [len(one.text) for one in kept] == [STORED_ATTACHMENT] * 4
    assert sum(len(one.text) for one in kept) == STORED_ATTACHMENTS


def test_parts_of_compounds_in_attachments_are_searched_too():
    document = _document(attachments=(Attachment("Plan", "Thuiszitters"),))

    assert "zitter" in make_row(document, 1, get_analyzer()).texts["bp"].split()


def test_a_title_is_found_by_the_beginnings_of_parts_of_its_words():
    prefixes = make_row(_document(title="Thuiszitters"), 1, get_analyzer()).prefixes.split()

    assert {"th", "thuiszit", "zi", "zitter", "zitters"} <= set(prefixes)
    assert "uiszit" not in prefixes


@pytest.mark.parametrize("kind", [*TYPES, "onbekend"])
@pytest.mark.parametrize("starts", [None, datetime(1970, 1, 1, 5, tzinfo=UTC), NOW])
def test_traits_are_type_and_start(kind, starts):
    document = replace(_document(starts=starts), type=kind)
    day = None if starts is None else (starts - datetime(1970, 1, 1, tzinfo=UTC)).days

    assert traits_of(traits_key(document)) == ("" if kind == "onbekend" else kind, day)


def test_the_day_of_publication_is_in_the_order_of_newest():
    document = _document()

    days = (document.published.date() - date(1970, 1, 1)).days
    assert published_day(newest_key(document)) == days


def test_a_document_without_an_end_never_expires():
    assert make_row(_document(), 1, get_analyzer()).numbers["expires"] == NEVER
    assert day_number(date.max) == NEVER


@pytest.mark.parametrize("fields", [{"card": {"x": object()}}, {"url": "/\ud800/"}])
def test_what_cannot_be_stored_is_refused(fields):
    with pytest.raises((TypeError, ValueError)):
        make_row(_document(**fields), 1, get_analyzer())
