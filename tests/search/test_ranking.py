"""Weights in one place, and an order that rounding cannot change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from search.documents import TYPES, Document, newest_key, traits_key
from search.engines.compiler import compile_tree
from search.ranking import (
    ALL_PARTS,
    FIELD_WEIGHTS,
    FRESHNESS_FLOOR,
    GRAM_WEIGHTS,
    HALF_LIFE,
    OWN,
    PAST_EVENT,
    PHRASE_WEIGHTS,
    PIN,
    RERANK,
    TYPE_PRIORS,
    edge_is_complete,
    order_ties,
    rerank,
    round_score,
    same_score,
    start_is_complete,
    weigh,
)
from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Choice,
    Everything,
    Except,
    Grams,
    Keys,
    Phrase,
    Pinned,
    Prefer,
    Word,
)

TODAY = date(2026, 9, 1)
TITLE_WEIGHT = FIELD_WEIGHTS["t"]


@dataclass(frozen=True)
class Candidate:
    score: float
    newest: int
    traits: int = 0


def _numbers(days_old=0, kind="toolkit", starts_in=None, number=1):
    moment = datetime(2026, 9, 1, tzinfo=UTC)
    starts = None if starts_in is None else moment + timedelta(days=starts_in)
    document = Document(
        key=f"page:{number}",
        type=kind,
        title="Kaart",
        url="/x/",
        published=moment - timedelta(days=days_old),
        starts=starts,
    )
    return newest_key(document), traits_key(document)


def _hit(score, **traits):
    return Candidate(score, *_numbers(**traits))


class Text:
    """Builds queries as text, so that a test can read them."""

    def everything(self):
        return "*"

    def exact(self, field, value, boost=1.0):
        return f"{field}={value}^{boost:g}"

    def keys(self, keys, boost):
        return f"keys({', '.join(keys)})^{boost:g}"

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


def test_a_title_counts_most_and_parts_count_less_than_words():
    assert FIELD_WEIGHTS["t"] == max(FIELD_WEIGHTS.values())
    assert FIELD_WEIGHTS["i"] >= FIELD_WEIGHTS["b"] > FIELD_WEIGHTS["x"]
    assert FIELD_WEIGHTS["tp"] < FIELD_WEIGHTS["t"]
    assert FIELD_WEIGHTS["bp"] < FIELD_WEIGHTS["b"]
    assert set(PHRASE_WEIGHTS) == {"t", "i", "k", "b", "x"}


def test_a_word_is_looked_for_in_every_field():
    assert _text(Word("kind", boost=0.5), Text()) == (
        f"best({', '.join(f'{field}:kind^{w * 0.5:g}' for field, w in FIELD_WEIGHTS.items())})"
    )


def test_a_compound_is_also_found_by_all_its_parts():
    text = compile_tree(Word("taalstoornis", ("taal", "stoornis")), Text())

    assert text.startswith(f"best(t:taalstoornis^{TITLE_WEIGHT:g}, ")
    assert f"t:taal^{TITLE_WEIGHT * ALL_PARTS:g}" in text
    assert "bool(must=[" in text
    assert "min=0" in text


def test_a_phrase_is_looked_for_in_the_texts():
    texts = [f"{field}:'groep 3'^{weight:g}" for field, weight in PHRASE_WEIGHTS.items()]

    assert _text(Phrase(("groep", "3")), Text()) == f"best({', '.join(texts)})"


A, B = Word("a"), Word("b")
A_TEXT, B_TEXT = (f"t:{lemma}^{TITLE_WEIGHT:g}" for lemma in "ab")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Everything(), "*"),
        (CardNumber("t2s041"), "number=t2s041^1"),
        (All((A, B)), f"bool(must=['{A_TEXT}', '{B_TEXT}'], should=[], not=[], min=0)"),
        (Any((A, B), 1), f"bool(must=[], should=['{A_TEXT}', '{B_TEXT}'], not=[], min=1)"),
        (Prefer(A, (B,)), f"bool(must=['{A_TEXT}'], should=['{B_TEXT}'], not=[], min=0)"),
        (Except(A, (B,)), f"bool(must=['{A_TEXT}'], should=[], not=['{B_TEXT}'], min=0)"),
    ],
)
def test_each_node_has_one_shape(tree, text):
    assert _text(tree) == text


def test_the_best_of_a_word_and_its_synonyms_counts():
    assert compile_tree(Best((A, B)), Text()).startswith(f"best(best({A_TEXT}")


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


def test_grams_are_looked_for_in_every_field_of_grams():
    query = compile_tree(Grams(("thui", "huis"), 1, 0.5), Text())
    words = [
        f"best({', '.join(f'{f}:{gram}^{w * 0.5:g}' for f, w in GRAM_WEIGHTS.items())})"
        for gram in ("thui", "huis")
    ]

    assert query == f"bool(must=[], should={words}, not=[], min=1)"


def test_a_choice_is_a_whole_value_of_a_facet():
    assert compile_tree(Choice("rol", "ib", 4.0), Text()) == "rol=ib^4"


def test_pinned_documents_outscore_whatever_words_can_give():
    query = compile_tree(Pinned(Keys(("page:9",), 2.0), ("page:1", "page:2")), Text())
    should = ["keys(page:9)^2", "keys(page:1)^2e+06", "keys(page:2)^1e+06"]

    assert query == f"bool(must=[], should={should}, not=[], min=1)"


def test_factors_of_something_new_for_nobody_in_particular():
    factors = weigh(3.0, *_numbers(), TODAY)

    assert (factors.type, factors.freshness, factors.own) == (1.0, 1.0, 1.0)
    assert factors.score == factors.words == 3.0


def test_half_of_being_new_is_gone_after_the_half_life_and_the_rest_never():
    half = weigh(1.0, *_numbers(HALF_LIFE), TODAY).freshness
    ancient = weigh(1.0, *_numbers(50 * 365), TODAY).freshness

    assert half == pytest.approx((1 + FRESHNESS_FLOOR) / 2)
    assert ancient == pytest.approx(FRESHNESS_FLOOR, rel=1e-3)
    assert ancient > FRESHNESS_FLOOR
    assert weigh(1.0, *_numbers(-30), TODAY).freshness == 1.0


@pytest.mark.parametrize(("starts_in", "factor"), [(-1, PAST_EVENT), (0, 1.0), (90, 1.0)])
def test_an_event_counts_in_full_until_it_has_been(starts_in, factor):
    numbers = _numbers(900, "training", starts_in)

    assert weigh(1.0, *numbers, TODAY).freshness == factor


def test_every_type_has_its_prior_and_an_unknown_one_none():
    assert set(TYPE_PRIORS) == set(TYPES)
    assert weigh(1.0, *_numbers(kind="nieuws"), TODAY).type == TYPE_PRIORS["nieuws"]
    assert weigh(1.0, *_numbers(kind="anders"), TODAY).type == 1.0


def test_own_role_and_level_count_and_one_of_both_half_as_much():
    both, one, none = (weigh(1.0, *_numbers(), TODAY, fits, 2).own for fits in (2, 1, 0))

    assert (both, none) == (OWN, 1.0)
    assert one == pytest.approx(OWN**0.5)
    assert weigh(1.0, *_numbers(), TODAY, 1, 1).own == OWN


def test_a_pinned_document_is_not_weighed():
    factors = weigh(PIN + 3, *_numbers(2_000, "nieuws"), TODAY, 1, 1)

    assert factors.pinned
    assert factors.score == PIN + 3


def test_what_fits_the_reader_and_is_new_comes_first_among_much_the_same():
    hits = [
        _hit(1.02, days_old=2_000, number=1),
        _hit(1.01, kind="nieuws", number=2),
        _hit(1.0, number=3),
        _hit(0.95, number=4),
    ]
    fitting = {hits[3].newest: 1}

    order = [weighed.hit for weighed in rerank(hits, TODAY, fitting, 1)]
    assert order == [hits[3], hits[2], hits[0], hits[1]]


def test_only_the_first_hits_are_weighed_and_none_leaves_or_joins_them():
    hits = [_hit(300 - n, days_old=n * 20, number=n) for n in range(RERANK + 50)]
    order = rerank(hits, TODAY, {}, 0)

    assert {weighed.hit for weighed in order[:RERANK]} == set(hits[:RERANK])
    assert [weighed.hit for weighed in order[RERANK:]] == hits[RERANK:]
    assert all(weighed.score == weighed.hit.score for weighed in order[RERANK:])


def test_rounding_in_an_engine_does_not_change_the_final_order():
    """The same hits with scores that differ in the seventh digit, as two engines give them."""
    dice = Random(5)
    hits = [_hit(dice.choice((3.0, 2.9, 2.87)), number=n, days_old=n % 7) for n in range(90)]
    other = [Candidate(h.score * (1 + dice.uniform(-2e-7, 2e-7)), h.newest, h.traits) for h in hits]

    ours, theirs = (rerank(order_ties(some), TODAY, {}, 0) for some in (hits, other))
    assert [one.newest for one in ours] == [one.newest for one in theirs]
