"""Both engines give one answer: the same hits in the same order, counts and highlights."""

import pytest

from search.highlight import Highlighter
from search.ranking import Factors
from tests.search.contract.questions import TOTAL, queries

pytestmark = pytest.mark.live


@pytest.mark.parametrize("number", range(TOTAL))
def test_engines_agree_on_every_question(filled, number):
    query = queries()[number]
    ours, theirs = filled("embedded").search(query), filled("elasticsearch").search(query)

    assert [hit.key for hit in ours.hits] == [hit.key for hit in theirs.hits], query
    assert ours.total == theirs.total
    assert ours.expired == theirs.expired
    assert ours.facets == {name: dict(counts) for name, counts in theirs.facets.items()}
    assert [hit.score for hit in ours.hits] == pytest.approx(
        [hit.score for hit in theirs.hits], rel=1e-3
    )
    assert [_multipliers(hit) for hit in ours.hits] == [_multipliers(hit) for hit in theirs.hits]
    assert [hit.own for hit in ours.hits] == [hit.own for hit in theirs.hits]
    marked = Highlighter(query.terms_to_highlight)
    assert [(marked.title(hit.document), marked.snippet(hit.document)) for hit in ours.hits] == [
        (marked.title(hit.document), marked.snippet(hit.document)) for hit in theirs.hits
    ]
    assert [hit.document for hit in ours.hits] == [hit.document for hit in theirs.hits]


def _multipliers(hit):
    factors = hit.factors or Factors(0)
    return factors.type, factors.freshness, factors.own, factors.pinned


@pytest.mark.parametrize(
    "typed", ["le", "ta", "thuis", "warme ov", "coor", "groep 3", "ib", "po v", "zitter", "arts"]
)
def test_engines_suggest_the_same(filled, typed):
    assert filled("embedded").suggest(typed, 8) == filled("elasticsearch").suggest(typed, 8)


def test_engines_give_the_same_documents(filled):
    keys = ["page:7", "page:9999", "page:3", "page:7", "toolkit:x"]
    ours = filled("embedded").get(keys)

    assert ours == filled("elasticsearch").get(keys)
    assert [document.key for document in ours] == ["page:7", "page:3"]


def test_engines_know_the_same_words(filled):
    assert filled("embedded").vocabulary() == filled("elasticsearch").vocabulary()
