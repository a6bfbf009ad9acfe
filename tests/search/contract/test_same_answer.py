"""Both engines give one answer: the same hits in the same order, counts and highlights."""

import pytest

from search.highlight import Highlighter
from search.query import build_query
from tests.search.contract import corpus
from tests.search.contract.questions import questions

pytestmark = pytest.mark.live


@pytest.mark.parametrize("number", range(len(questions())))
def test_engines_agree_on_every_question(filled, number):
    params = questions()[number]
    query = build_query(params, corpus.NOW)
    ours, theirs = filled("embedded").search(query), filled("elasticsearch").search(query)

    assert [hit.key for hit in ours.hits] == [hit.key for hit in theirs.hits], params
    assert ours.total == theirs.total
    assert ours.facets == {name: dict(counts) for name, counts in theirs.facets.items()}
    assert [hit.score for hit in ours.hits] == pytest.approx(
        [hit.score for hit in theirs.hits], rel=1e-3
    )
    marked = Highlighter(query.terms_to_highlight)
    assert [(marked.title(hit.document), marked.snippet(hit.document)) for hit in ours.hits] == [
        (marked.title(hit.document), marked.snippet(hit.document)) for hit in theirs.hits
    ]
    assert [hit.document for hit in ours.hits] == [hit.document for hit in theirs.hits]


@pytest.mark.parametrize(
    "typed", ["le", "ta", "thuis", "warme ov", "coor", "groep 3", "ib", "po v"]
)
def test_engines_suggest_the_same(filled, typed):
    assert filled("embedded").suggest(typed, 8) == filled("elasticsearch").suggest(typed, 8)


def test_engines_know_the_same_words(filled):
    assert filled("embedded").vocabulary() == filled("elasticsearch").vocabulary()
