"""Completion on titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import Suggestion
from search.suggest import Candidate, choose, typed_prefixes

CANDIDATES = [
    Candidate("Wat doet de zorgcoördinator?", "/1/", "werkinstructie"),
    Candidate("Zorgcoördinator en wijkteam", "/2/", "toolkit"),
    Candidate("Zorg op school", "/3/", "toolkit"),
    Candidate("Lezen in groep 3", "/4/", "toolkit"),
]


def _texts(typed, n=8):
    return [one.text for one in choose(typed, CANDIDATES, n)]


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("zo", ["zo"]),
        ("Zorgcoör", ["zorgcoor"]),
        ("z", []),
        ("", []),
        ("groep 3", ["groep"]),
        ("op op", ["op"]),
        ("a" * 40, ["a" * 15]),
        (" ".join(f"woord{n}" for n in range(20)), [f"woord{n}" for n in range(8)]),
    ],
)
def test_what_is_looked_for(text, prefixes):
    assert typed_prefixes(text) == prefixes


def test_words_come_first_and_titles_that_begin_so_before_others():
    assert choose("zorg", CANDIDATES, 8) == [
        Suggestion("zorgcoördinator"),
        Suggestion("Zorgcoördinator en wijkteam", "/2/", "toolkit"),
        Suggestion("Zorg op school", "/3/", "toolkit"),
        Suggestion("Wat doet de zorgcoördinator?", "/1/", "werkinstructie"),
    ]


def test_a_word_is_completed_and_a_title_found_by_a_part_of_a_compound():
    titles = [
        Candidate("Thuiszitters terug naar school", "/1/", "toolkit"),
        Candidate("Zitten op de grond", "/2/", "toolkit"),
    ]

    assert choose("zitter", titles, 8) == [
        Suggestion("thuiszitters"),
        Suggestion("Thuiszitters terug naar school", "/1/", "toolkit"),
    ]
    assert choose("zitters", titles, 8) == choose("zitter", titles, 8)
    assert choose("uiszit", titles, 8) == []


def test_every_typed_word_has_to_begin_a_word_of_the_title():
    assert _texts("zorgc wijk") == ["zorgc wijkteam", "Zorgcoördinator en wijkteam"]
    assert _texts("groep 3") == ["Lezen in groep 3"]
    assert _texts("groep 4") == []


def test_no_more_than_asked_for():
    assert len(_texts("zorg", 2)) == 2
    assert _texts("zorg", 0) == []


def test_one_title_twice_is_suggested_once():
    assert len(choose("lezen", CANDIDATES[3:] * 2, 8)) == 1


@given(st.text(max_size=60))
def test_any_text_can_be_typed(text):
    choose(text, CANDIDATES, 8)
    typed_prefixes(text)


def test_neither_a_title_nor_a_word_of_it_comes_past_the_gate():
    held = [
        Candidate("Zwemles voor starters", "/1/", "toolkit", "page:1"),
        Candidate("Zwembad dicht", "/2/", "toolkit", "page:2"),
    ]
    found = choose("zwem", held, 8, lambda keys: {"page:2"} & set(keys))
    assert [one.text for one in found] == ["zwembad", "Zwembad dicht"]
