"""The measures themselves, on lists short enough to reckon by hand."""

import math
from datetime import UTC, datetime

import pytest

from search.documents import Document
from search.tree import Any, Except, Grams, Pinned, Prefer, Word
from tests.quality import bm25, floors, metrics, report
from tests.quality.ours import strip_grams

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
GRAMS = Grams(("thui", "huis"), 1)


def document(title, body):
    return Document(title, "toolkit", title, "/", PUBLISHED, body=body)


def test_a_perfect_list_scores_one():
    found = metrics.score(["a", "b"], {"a": 3, "b": 1})

    assert found == metrics.Scores(ndcg=1.0, mrr=1.0, success=1.0, hit3=1.0, zero=0.0)


def test_a_worse_order_scores_what_it_should():
    found = metrics.score(["x", "b", "a"], {"a": 3, "b": 1})

    best = 7 + 1 / math.log2(3)
    assert found.ndcg == pytest.approx((1 / math.log2(3) + 7 / 2) / best)
    assert (found.mrr, found.success, found.hit3) == (pytest.approx(1 / 3), 0.0, 1.0)


def test_nothing_found_and_found_too_late():
    assert metrics.score([], {"a": 3}) == metrics.Scores(0.0, 0.0, 0.0, 0.0, 1.0)
    assert metrics.score([*"bcdefghijk", "a"], {"a": 3}).ndcg == 0.0


def test_an_interval_holds_the_mean_and_repeats_itself():
    values = [0.0, 1.0] * 50

    low, high = metrics.interval(values)

    assert 0.38 < low < 0.5 < high < 0.62
    assert metrics.interval(values) == (low, high)


def test_the_plain_search_prefers_rare_words_and_short_titles():
    documents = {
        "a": document("Taal en spel", "Praten over taal."),
        "b": document("Rekenen", "Taal komt ook voor. Een zandloper helpt."),
        "c": document("Gym", "Rennen."),
    }

    plain = bm25.Plain(documents, bm25.snowball)

    assert plain.search_all(["taal", "zandlopers", "zwemmen"]) == [["a", "b"], ["b"], []]


def test_plain_words_are_not_stemmed():
    assert bm25.whitespace(["De Klas, de klassen"]) == [["de", "klas,", "de", "klassen"]]
    assert bm25.snowball(["De leerlingen leren"])[0] == ["leerling", "ler"]


def test_grams_are_taken_out_wherever_they_stand():
    word = Word("thuis")

    assert strip_grams(Prefer(word, (GRAMS,))) == Prefer(word, ())
    assert strip_grams(Any((GRAMS, word), 2)) == Any((word,), 1)
    assert strip_grams(Pinned(Except(word, (word,)), ("a",))) == Pinned(
        Except(word, (word,)), ("a",)
    )
    assert strip_grams(Any((GRAMS,), 1)) is None


def test_a_floor_says_what_is_below_it():
    wanted = {"at_least": {"open_ndcg": 0.8, "absent": 0.1}, "at_most": {"open_zero": 0.01}}

    assert list(floors.broken({"open_ndcg": 0.8, "open_zero": 0.01}, wanted)) == []
    low = list(floors.broken({"open_ndcg": 0.79, "open_zero": 0.02}, wanted))
    assert [sentence.split()[0] for sentence in low] == ["open_ndcg", "open_zero"]
    assert [one.split()[0] for one in floors.missing({"open_ndcg": 1, "open_zero": 0}, wanted)] == [
        "absent"
    ]


def test_a_fast_run_has_floors_of_its_own():
    fast, full = floors.read(fast=True), floors.read(fast=False)

    assert set(fast) == set(full) == {"at_least", "at_most"}
    assert "libreoffice_part_ndcg" in fast["at_least"]
    assert "libreoffice_part_ndcg" not in full["at_least"]
    assert fast["at_least"]["domain_frozen_ndcg"] == full["at_least"]["domain_frozen_ndcg"]


def test_a_table_is_markdown():
    assert report.table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |"
