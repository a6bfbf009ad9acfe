"""Each engine by itself against a brute-force oracle: who matches, in what order, what counts."""

import dataclasses

import pytest

from search.documents import newest_key, shortest_key, soonest_key
from search.params import DATE, NEWEST, RELEVANCE, SHORTEST, SearchParams
from search.query import build_query
from tests.search.contract import corpus, oracle
from tests.search.contract.questions import questions


def _coming_first(document):
    has_been = document.starts is not None and document.starts.date() < corpus.TODAY
    return not has_been, soonest_key(document)


SORT_KEYS = {NEWEST: newest_key, SHORTEST: shortest_key, DATE: _coming_first}


def _ask(engine, **params):
    return engine.search(build_query(SearchParams(**params), corpus.NOW))


@pytest.mark.parametrize("number", range(len(questions())))
def test_totals_and_counts_are_exact(filled, number):
    """The other engine gives the same answer, see test_same_answer."""
    query = build_query(questions()[number], corpus.NOW)
    page, right = filled("embedded").search(query), oracle.answer(query)

    assert page.total == len(right.keys)
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
    ]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) < len(scores)
    assert all(left.document.published >= right.document.published for left, right in ties)


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


def test_a_hit_brings_all_that_its_card_shows(library):
    document = corpus.documents()[0]
    hit = _ask(library, q=document.number, sort=RELEVANCE).hits[0]

    assert dataclasses.replace(hit.document, body=document.body) == document
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
