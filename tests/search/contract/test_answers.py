"""Each engine by itself against a brute-force oracle: who matches, in what order, what counts."""

import dataclasses
from itertools import pairwise

import pytest

from search.documents import (
    STORED_ATTACHMENT,
    STORED_ATTACHMENTS,
    newest_key,
    shortest_key,
    soonest_key,
    traits_key,
)
from search.params import DATE, NEWEST, RELEVANCE, SHORTEST, SearchParams
from search.query import build_query
from search.ranking import RERANK, SAME_SCORE, weigh
from search.tree import Pinned
from tests.search.contract import corpus, oracle
from tests.search.contract.questions import TOTAL, queries


def _coming_first(document):
    has_been = document.starts is not None and document.starts.date() < corpus.TODAY
    return not has_been, soonest_key(document)


SORT_KEYS = {NEWEST: newest_key, SHORTEST: shortest_key, DATE: _coming_first}


def _ask(engine, **params):
    return engine.search(build_query(SearchParams(**params), corpus.NOW))


@pytest.mark.parametrize("number", range(TOTAL))
def test_totals_and_counts_are_exact(filled, number):
    """The other engine gives the same answer, see test_same_answer."""
    query = queries()[number]
    page, right = filled("embedded").search(query), oracle.answer(query)

    assert page.total == len(right.keys)
    assert page.expired == right.expired
    assert {hit.key for hit in page.hits} <= right.keys
    assert len(page.hits) == max(0, min(query.limit, page.total - query.offset))
    assert page.facets == right.facets


@pytest.mark.parametrize("sort", [NEWEST, SHORTEST, DATE])
@pytest.mark.parametrize("q", ["", "leerling"])
def test_other_orders_follow_their_key(library, sort, q):
    query = build_query(SearchParams(q=q, sort=sort, per_page=50), corpus.NOW)
    right = oracle.answer(query).keys
    documents = [document for document in corpus.documents() if document.key in right]
    expected = sorted(documents, key=SORT_KEYS[sort], reverse=True)

    keys = []
    for page in range(1, 4):
        part = dataclasses.replace(query, offset=(page - 1) * 50)
        keys += [hit.key for hit in library.search(part).hits]
    assert keys == [document.key for document in expected[:150]]


@pytest.mark.parametrize("q", ["leerling", "TOS groep 3", "kind met autisme", "de", '"groep 3"'])
def test_pages_together_are_one_list(library, q):
    whole = _ask(library, q=q, sort=RELEVANCE, per_page=100)
    pages = [_ask(library, q=q, sort=RELEVANCE, page=page, per_page=7) for page in range(1, 15)]

    assert [h.key for page in pages for h in page.hits] == [h.key for h in whole.hits][: 14 * 7]


def test_equal_scores_are_ordered_by_newest(library):
    """One in eight texts is a repeat, so equal scores happen; the newest has to come first."""
    page = _ask(library, q="leerling", sort=RELEVANCE, per_page=100)
    scores = [hit.score for hit in page.hits]
    ties = [
        (left, right)
        for left, right in zip(page.hits, page.hits[1:], strict=False)
        if left.document.title == right.document.title
        and left.document.body == right.document.body
        and left.document.keywords == right.document.keywords
        and left.document.attachments == right.document.attachments
        and left.document.type == right.document.type != "training"
    ]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) < len(scores)
    assert all(left.document.published >= right.document.published for left, right in ties)


BORDER_WORDS = ("leerling", "kind met autisme", "ouders school klas zorg")


@pytest.mark.parametrize("preference", [{}, {"rol": ("ib",), "niveau": ("school",)}])
@pytest.mark.parametrize("q", BORDER_WORDS)
def test_pages_over_the_border_of_the_weighed_hits_are_one_list(library, q, preference):
    """The hundredth hit is the last that is weighed; it must not show twice, nor get lost."""
    query = build_query(SearchParams(q=q, sort=RELEVANCE), corpus.NOW)
    query = dataclasses.replace(query, preference=preference)
    whole = library.search(dataclasses.replace(query, limit=230)).hits
    assert len(whole) == 230

    for size in (20, 33, 50):
        parts = (
            library.search(dataclasses.replace(query, offset=start, limit=size)).hits
            for start in range(0, 230, size)
        )
        keys = [hit.key for part in parts for hit in part]
        assert keys[:230] == [hit.key for hit in whole]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("q", BORDER_WORDS)
def test_the_first_hundred_are_weighed_and_the_rest_is_not(library, q):
    query = build_query(SearchParams(q=q, sort=RELEVANCE), corpus.NOW)
    own = {"rol": ("ib",), "niveau": ("school",)}
    hits = library.search(dataclasses.replace(query, limit=150, preference=own)).hits
    first, rest = hits[:RERANK], hits[RERANK:]

    assert all(hit.factors is not None for hit in first)
    for hit in first:
        fitting = sum(bool({*own[name]} & {*hit.document.facets[name]}) for name in own)
        assert hit.own == (fitting == 2)
        numbers = newest_key(hit.document), traits_key(hit.document)
        again = weigh(hit.factors.words, *numbers, query.today, fitting, 2)
        assert hit.factors == again
    scores = [hit.factors.score for hit in first]
    assert all(b <= a * (1 + SAME_SCORE) for a, b in pairwise(scores))
    words = [hit.score for hit in rest]
    assert words == sorted(words, reverse=True)
    assert min(hit.factors.words for hit in first) >= max(words) * (1 - 1e-3)
    assert {hit.own for hit in first} == {True, False}


def test_pinned_documents_come_first_in_their_order_and_obey_filters(library):
    lasting = [d for d in corpus.documents() if d.expires is None]
    pins = (lasting[40].key, "page:0", lasting[3].key)
    gone = next(d for d in corpus.documents() if d.expires and d.expires < corpus.TODAY)
    query = build_query(SearchParams(q="autisme", sort=RELEVANCE), corpus.NOW)
    tree = Pinned(query.tree, (*pins, gone.key))
    query = dataclasses.replace(query, tree=tree, preference={"rol": ("ib",)})
    page = library.search(query)

    assert [hit.key for hit in page.hits[:2]] == [pins[0], pins[2]]
    assert [hit.factors.pinned for hit in page.hits[:3]] == [True, True, False]
    assert gone.key not in {hit.key for hit in page.hits}
    found = oracle.answer(dataclasses.replace(query, tree=tree.node)).keys
    assert page.total == len(found | {pins[0], pins[2]})

    kinds = {lasting[40].type}
    narrowed = library.search(dataclasses.replace(query, filters={"type": tuple(kinds)}))
    keys = [hit.key for hit in narrowed.hits]
    assert keys[0] == pins[0]
    assert (pins[2] in keys) == (lasting[3].type in kinds)


def test_the_text_of_an_attachment_is_found_and_shown(library):
    found = [d for d in corpus.documents() if d.attachments and d.expires is None]
    document = max(found, key=lambda one: len(one.attachments))
    stored = library.get([document.key])[0]

    assert [one.title for one in stored.attachments] == [
        one.title for one in document.attachments[: len(stored.attachments)]
    ]
    assert sum(len(one.text) for one in stored.attachments) <= STORED_ATTACHMENTS
    assert all(len(one.text) <= STORED_ATTACHMENT for one in stored.attachments)
    words = " ".join(document.attachments[-1].text.rstrip(".").split()[-4:])
    keys = {hit.key for hit in _ask(library, q=f'"{words}"', sort=RELEVANCE, per_page=100).hits}
    assert document.key in keys


def test_parts_of_compounds_are_suggested(library):
    found = library.suggest("zitter", 8)

    assert any("thuiszitter" in one.text.lower() for one in found)


def test_a_page_beyond_the_last_is_empty_and_keeps_the_total(library):
    page = _ask(library, q="coördinator", sort=RELEVANCE, page=50)

    assert page.hits == ()
    assert page.total > 0


def test_a_synonym_counts_less_than_the_word_itself(library):
    page = _ask(library, q="tos", sort=RELEVANCE, per_page=100)
    titles = [hit.document.title.lower().split() for hit in page.hits]
    own = [at for at, words in enumerate(titles) if "tos" in words]
    other = [at for at, words in enumerate(titles) if "taalontwikkelingsstoornis" in words]

    assert own
    assert other
    assert own[0] == 0


def test_a_card_number_is_that_card(library):
    document = corpus.documents()[0]
    page = _ask(library, q=document.number, sort=RELEVANCE)

    assert [hit.key for hit in page.hits] == [document.key]


def test_an_expired_document_is_found_until_its_last_day(library):
    last = next(d for d in corpus.documents() if d.expires and d.expires > corpus.TODAY)
    query = build_query(SearchParams(q=last.number), corpus.NOW)

    on_the_day = dataclasses.replace(query, today=last.expires)
    day_after = dataclasses.replace(query, today=last.expires.replace(year=last.expires.year + 1))
    assert library.search(on_the_day).total == 1
    assert library.search(day_after).total == 0


def test_an_expired_document_is_counted_and_can_be_asked_for(library):
    over = next(d for d in corpus.documents() if d.expires and d.expires < corpus.TODAY)
    usual = build_query(SearchParams(q=over.number), corpus.NOW)
    asked = build_query(SearchParams(q=over.number, expired=True), corpus.NOW)

    left_out, shown = library.search(usual), library.search(asked)
    assert (left_out.total, left_out.expired) == (0, 1)
    assert ([hit.key for hit in shown.hits], shown.expired) == ([over.key], 0)


def test_a_hit_brings_all_that_its_card_shows(library):
    document = corpus.documents()[0]
    hit = _ask(library, q=document.number, sort=RELEVANCE).hits[0]

    cut = dataclasses.replace(
        document, body=hit.document.body, attachments=hit.document.attachments
    )
    assert hit.document == cut
    assert document.body.startswith(hit.document.body)


@pytest.mark.parametrize("typed", ["", " ", "x", "'", "\x00", "a b c"])
def test_too_little_typed_suggests_nothing(library, typed):
    assert library.suggest(typed, 8) == []


def test_suggestions_ignore_accents_and_capitals(library):
    found = library.suggest("COORD", 8)

    assert found
    assert any("coördinator" in one.text.lower() for one in found)
    assert found == library.suggest("coörd", 8)
    assert len(found) <= 8


def test_a_whole_title_is_suggested_with_its_address(library):
    lasting = [document for document in corpus.documents() if document.expires is None]
    document = max(lasting, key=newest_key)
    found = library.suggest(document.title, 8)

    assert (document.title, document.url) in [(one.text, one.url) for one in found]
