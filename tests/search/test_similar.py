"""'Lijkt hierop': which cards come near a card, and what a detail page does with them."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from academie.library.models.links import ReadingLink
from search.documents import Document
from search.engines.base import EngineUnavailable, Hit, Page
from search.query import SearchQuery
from search.similar import nearest, nearest_first, resembling, similar
from search.tree import Any
from tests import factories

TOPIC = {"needs": ["taal-en-spraak"], "themes": ["tos-en-taal"]}
OTHER = {"needs": ["boos-en-botsend-gedrag"], "themes": ["warme-overdracht"]}
MOST_QUERIES = 12


def document(key="page:1", **values):
    values = {"type": "toolkit", "title": "", "url": "/", "published": datetime.now(UTC)} | values
    return Document(key=key, **values)


def words(tree):
    return {word.lemma: word.boost for word in tree.nodes}


# --- pure -----------------------------------------------------------------------------------------


def test_a_word_counts_by_where_it_stands_and_adds_up():
    card = document(title="Rekenen met blokken", intro="Blokken voor kleuters", body="kraan " * 3)
    found = words(resembling(card))
    assert len(found) == 4
    (twice,) = [lemma for lemma in found if lemma.startswith("blok")]
    assert found[twice] == max(found.values())
    assert min(found, key=found.get).startswith("kra")


def test_small_words_numbers_and_words_said_once_are_no_resemblance():
    assert resembling(document(title="De en het 2026", body="eenmaal genoemd")) is None


def test_one_word_in_common_is_an_accident_unless_there_is_only_one():
    assert resembling(document(title="Rekenen met blokken")).minimum == 2
    assert resembling(document(title="Rekenen")) == Any(
        resembling(document(title="Rekenen")).nodes, 1
    )


def test_what_cards_are_about_decides_between_equal_words_and_rare_subjects_more():
    own = document(facets={"behoefte": ("zeldzaam", "gewoon")})
    hits = [
        Hit("page:2", 1.0, document("page:2")),
        Hit("page:3", 1.0, document("page:3", facets={"behoefte": ("gewoon",)})),
        Hit("page:4", 1.0, document("page:4", facets={"behoefte": ("zeldzaam",)})),
        Hit("page:5", 9.0, document("page:5")),
    ]
    counts = {"behoefte": {"gewoon": 80, "zeldzaam": 2}}
    ordered = nearest_first(own, Page(tuple(hits), 100, counts, 1.0))
    assert [hit.key for hit in ordered] == ["page:5", "page:4", "page:3", "page:2"]


# --- with an engine -------------------------------------------------------------------------------


def make_cards(site):
    """Three cards on one subject and one on another."""
    return {
        "own": factories.make_toolkit(site, title="TOS herkennen in de kleuterklas", **TOPIC),
        "story": factories.make_praktijkverhaal(site, title="TOS herkennen bij Sam", **TOPIC),
        "instruction": factories.make_werkinstructie(site, title="Vermoeden van TOS", **TOPIC),
        "far": factories.make_toolkit(site, title="Ruzie op het plein", **OTHER),
    }


@pytest.fixture
def cards(site, indexed_once):
    return indexed_once("cards", partial(make_cards, site))


def titles(found):
    return [card.title for card in found]


def key(page):
    return f"page:{page.pk}"


@pytest.mark.django_db
def test_the_nearest_come_first_and_never_the_card_itself(cards):
    found = titles(similar(key(cards["own"])))
    assert found[:2] == ["TOS herkennen bij Sam", "Vermoeden van TOS"]
    assert cards["own"].title not in found
    assert len(similar(key(cards["own"]), limit=1)) == 1


@pytest.mark.django_db
def test_what_is_linked_already_is_left_out(cards):
    found = nearest(key(cards["own"]), without=[key(cards["story"])])
    assert key(cards["story"]) not in [hit.key for hit in found]
    assert found[0].key == key(cards["instruction"])


@pytest.mark.django_db
def test_what_is_gone_or_closed_is_not_shown_though_the_index_still_holds_it(cards):
    cards["story"].unpublish()
    PageViewRestriction.objects.create(
        page=cards["instruction"], restriction_type=PageViewRestriction.LOGIN
    )
    assert key(cards["story"]) in [hit.key for hit in nearest(key(cards["own"]))]
    shown = titles(similar(key(cards["own"])))
    assert not {cards["story"].title, cards["instruction"].title} & set(shown)


@pytest.mark.django_db
def test_an_event_that_has_been_helps_nobody(site, index):
    own = factories.make_toolkit(site, title="TOS herkennen", **TOPIC)
    factories.make_training(site, title="TOS herkennen: geweest", days=-3, **TOPIC)
    factories.make_training(site, title="TOS herkennen: komt nog", days=3, **TOPIC)
    index.drain()
    assert titles(similar(key(own))) == ["TOS herkennen: komt nog"]


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["page:0", "page:x", "nergens"])
def test_a_card_that_is_not_in_the_index_resembles_nothing(cards, unknown):
    assert similar(unknown) == []


@pytest.mark.django_db
def test_one_search_in_one_engine(cards, index, monkeypatch):
    asked = []
    real = index.engine.search
    monkeypatch.setattr(
        type(index.engine), "search", lambda _, query: (asked.append(query), real(query))[1]
    )
    similar(key(cards["own"]))
    assert len(asked) == 1
    assert isinstance(asked[0], SearchQuery)


# --- on the page ----------------------------------------------------------------------------------

HEADING = "Lijkt hierop"


@pytest.mark.django_db
def test_a_detail_page_shows_them_within_its_budget(client, cards, django_assert_max_num_queries):
    client.get(cards["own"].url)
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = client.get(cards["own"].url).content.decode()
    section = shown.split(HEADING)[1]
    assert cards["story"].url in section
    assert section.count('class="row ') <= 3


@pytest.mark.django_db
def test_what_to_read_next_is_not_said_twice(client, cards):
    cards["own"].reading_links = [ReadingLink(place="daarna", target=cards["story"].page_ptr)]
    cards["own"].save_revision().publish()
    shown = client.get(cards["own"].url).content.decode()
    assert shown.count(cards["story"].url) == 1
    assert cards["instruction"].url in shown.split(HEADING)[1]


@pytest.mark.django_db
def test_a_page_that_was_closed_is_not_offered(client, cards):
    PageViewRestriction.objects.create(
        page=cards["story"], restriction_type=PageViewRestriction.LOGIN
    )
    assert cards["story"].title not in client.get(cards["own"].url).content.decode()


@pytest.mark.django_db
def test_the_question_page_stays_linked_when_it_is_alike_itself(client, site, index):
    question = factories.make_content_page(site, title="TOS vragen", slug="vraag-stellen", **TOPIC)
    # Of what was taken over something may be missing: the page asks who knows it.
    own = factories.make_toolkit(
        site, title="TOS vragen herkennen", adopted=True, group_size="", **TOPIC
    )
    index.drain()
    shown = client.get(own.url).content.decode()
    before, section = shown.split(f">{HEADING}<")
    assert question.url in before
    assert question.url in section


@pytest.mark.django_db
def test_without_a_search_the_section_is_absent_and_the_page_is_whole(client, cards, flaky):
    flaky.away = True
    flaky.get = lambda keys: (_ for _ in ()).throw(EngineUnavailable("connection refused"))
    answer = client.get(cards["own"].url)
    assert answer.status_code == 200
    assert HEADING not in answer.content.decode()
    assert cards["own"].title in answer.content.decode()


@pytest.mark.django_db
def test_nothing_alike_shows_nothing_and_paper_has_no_such_list(client, cards, site, index):
    alone = factories.make_content_page(site, title="Xylofoon", intro="Marimba.", **OTHER)
    alone.themes.clear()
    index.drain()
    assert HEADING in client.get(cards["own"].url).content.decode()
    assert HEADING not in client.get(f"{cards['own'].url}?print").content.decode()


@pytest.mark.django_db
def test_a_preview_asks_no_engine(cards, rf):
    from academie.core.detail import Detail

    request = rf.get("/")
    request.is_preview = True
    with CaptureQueriesContext(connection):
        assert Detail(cards["own"], request).similar == []
