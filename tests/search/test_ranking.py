"""Weights in one place, and an order that rounding cannot change."""

from dataclasses import dataclass

import pytest

from search.engines.compiler import compile_tree
from search.ranking import (
    ALL_PARTS,
    FIELD_WEIGHTS,
    PHRASE_WEIGHTS,
    edge_is_complete,
    order_ties,
    round_score,
    same_score,
    start_is_complete,
)
from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Everything,
    Except,
    Phrase,
    Prefer,
    Word,
)


@dataclass(frozen=True)
class Candidate:
    score: float
    newest: int


class Text:
    """Builds queries as text, so that a test can read them."""

    def everything(self):
        return "*"

    def exact(self, field, value):
        return f"{field}={value}"

    def term(self, field, lemma, boost):
        return f"{field}:{lemma}^{boost:g}"

    def phrase(self, field, lemmas, boost):
        return f"{field}:'{' '.join(lemmas)}'^{boost:g}"

    def best(self, queries):
        return f"best({', '.join(queries)})"

    def boolean(self, must=(), should=(), without=(), minimum=0):
        return f"bool(must={list(must)}, should={list(should)}, not={list(without)}, min={minimum})"


class Short(Text):
    """As `Text`, with only the title field's terms in what is best."""

    def best(self, queries):
        return queries[0] if queries[0].startswith(("t:", "bool")) else super().best(queries)


def _text(tree, build=None):
    return compile_tree(tree, build or Short())


def test_a_title_counts_more_than_keywords_more_than_intro_more_than_body():
    assert FIELD_WEIGHTS["t"] > FIELD_WEIGHTS["tp"] > FIELD_WEIGHTS["k"]
    assert FIELD_WEIGHTS["k"] > FIELD_WEIGHTS["i"] > FIELD_WEIGHTS["b"] > FIELD_WEIGHTS["bp"]
    assert set(PHRASE_WEIGHTS) == {"t", "i", "k", "b"}


def test_a_word_is_looked_for_in_every_field():
    assert _text(Word("kind", boost=0.5), Text()) == (
        "best(t:kind^5, k:kind^2, i:kind^1, b:kind^0.5, tp:kind^2.5, bp:kind^0.25)"
    )


def test_a_compound_is_also_found_by_all_its_parts():
    text = compile_tree(Word("taalstoornis", ("taal", "stoornis")), Text())

    assert text.startswith("best(t:taalstoornis^10, ")
    assert f"t:taal^{10 * ALL_PARTS:g}" in text
    assert "bool(must=[" in text
    assert "min=0" in text


def test_a_phrase_is_looked_for_in_the_texts():
    assert _text(Phrase(("groep", "3")), Text()) == (
        "best(t:'groep 3'^10, k:'groep 3'^4, i:'groep 3'^2, b:'groep 3'^1)"
    )


A, B = Word("a"), Word("b")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Everything(), "*"),
        (CardNumber("t2s041"), "number=t2s041"),
        (All((A, B)), "bool(must=['t:a^10', 't:b^10'], should=[], not=[], min=0)"),
        (Any((A, B), 1), "bool(must=[], should=['t:a^10', 't:b^10'], not=[], min=1)"),
        (Prefer(A, (B,)), "bool(must=['t:a^10'], should=['t:b^10'], not=[], min=0)"),
        (Except(A, (B,)), "bool(must=['t:a^10'], should=[], not=['t:b^10'], min=0)"),
    ],
)
def test_each_node_has_one_shape(tree, text):
    assert _text(tree) == text


def test_the_best_of_a_word_and_its_synonyms_counts():
    assert compile_tree(Best((A, B)), Text()).startswith("best(best(t:a^10")


def test_scores_that_differ_by_rounding_are_one_group_with_the_newest_first():
    found = [
        Candidate(2.0000001, 1),
        Candidate(2.0, 9),
        Candidate(3.0, 2),
        Candidate(1.9999999, 5),
        Candidate(1.9, 100),
    ]
    assert [one.newest for one in order_ties(found)] == [2, 9, 5, 1, 100]


@pytest.mark.parametrize("noise", [1 - 2e-7, 1 + 2e-7])
def test_noise_of_another_engine_does_not_change_the_order(noise):
    ours = [Candidate(1.23450001, 1), Candidate(1.2345, 2), Candidate(1.2, 3), Candidate(0.5, 4)]
    theirs = [Candidate(one.score * noise, one.newest) for one in ours]

    assert [c.newest for c in order_ties(ours)] == [c.newest for c in order_ties(theirs)]


def test_order_of_nothing():
    assert order_ties([]) == []


@pytest.mark.parametrize(
    ("higher", "lower", "same"),
    [(1.0, 1.0, True), (1.0, 0.9999999, True), (1.0, 0.9999, False), (0.0, 0.0, True)],
)
def test_same_score(higher, lower, same):
    assert same_score(higher, lower) is same


@pytest.mark.parametrize(
    ("scores", "edge", "complete"),
    [
        ([3, 2, 1], 2, True),
        ([3, 2, 2], 2, False),
        ([3, 2, 2, 1], 2, True),
        ([2, 2, 2, 2], 2, False),
        ([3, 2], 2, False),
        ([], 2, False),
    ],
)
def test_a_page_is_complete_when_the_group_at_its_edge_ends(scores, edge, complete):
    assert edge_is_complete(scores, edge) is complete


@pytest.mark.parametrize(
    ("scores", "start", "complete"),
    [([3, 2, 2, 1], 2, True), ([2, 2, 2, 1], 2, False), ([3, 2, 1], 1, True)],
)
def test_a_later_page_is_complete_when_the_group_at_its_start_begins(scores, start, complete):
    assert start_is_complete(scores, start) is complete


def test_scores_are_shown_with_four_digits():
    assert round_score(12.34567) == 12.35
    assert round_score(0.000123456) == 0.0001235
    assert round_score(0.0) == 0.0
