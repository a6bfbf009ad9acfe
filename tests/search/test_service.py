"""From parameters to what a page of results shows, whatever the engines do."""

from datetime import timedelta
from functools import partial

import pytest
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Page

from search import answers
from search.engines.base import EngineTimeout, QueryRejected
from search.params import parse_params
from search.results import Results
from search.service import dotted, heading, run_search
from tests import factories
from tests.search.support import Flaky, Index

pytestmark = pytest.mark.django_db


def search(query: str = "", path: str = "/zoeken/", **options) -> Results:
    return run_search(parse_params(QueryDict(query), path=path, **options))


def titles(results: Results) -> list[str]:
    return [hit.title for hit in results.hits]


def make_library(site: factories.Tree) -> None:
    factories.make_toolkit(
        site,
        title="Opdracht geven bij TOS",
        clusters=["cluster-2"],
        needs=["taal-en-spraak"],
        minutes=10,
    )
    factories.make_toolkit(
        site, title="Woorden leren bij TOS", clusters=["cluster-2"], levels=["buurt"], minutes=5
    )
    factories.make_werkinstructie(site, title="Escalatie naar het wijkteam", roles=["ib", "smw"])
    factories.make_training(site, title="TOS herkennen", clusters=["cluster-2"])


@pytest.fixture
def library(site, index: Index, indexed_once) -> Index:
    """Some items that differ in cluster, level, role and length."""
    indexed_once("library", partial(make_library, site))
    return index


class TestResults:
    def test_card_shows_what_the_page_says(self, library):
        card = search("q=opdracht").hits[0]

        assert card.title_html == "<mark>Opdracht</mark> geven bij TOS"
        assert (card.type_label, card.css, card.glyph) == ("Toolkit", "is-toolkit", "g-toolkit")
        assert card.needs == ["Taal en spraak (TOS)"]
        assert card.roles == ["Leerkracht / docent / mentor"]
        assert card.levels == [("school", "School")]
        assert card.number.startswith("T2S ")
        assert card.minutes == 10
        assert (card.adopted, card.is_past) == (False, False)

    def test_labels_come_in_the_editors_order(self, library):
        card = search("q=escalatie").hits[0]

        assert card.roles == ["Intern begeleider (IB'er)", "Schoolmaatschappelijk werker (SMW)"]

    def test_term_that_is_gone_from_the_vocabulary_still_has_a_name(self, library):
        """Between deleting a term and indexing its pages again."""
        from academie.taxonomy.models import SupportNeed

        SupportNeed.objects.get(slug="taal-en-spraak").delete()

        assert "taal-en-spraak" in [need for hit in search().hits for need in hit.needs]

    @pytest.mark.parametrize(
        ("total", "text", "expected"),
        [
            (0, "", "Geen kaarten"),
            (1, "", "1 kaart"),
            (1, "TOS", "1 kaart voor ‘TOS’"),
            (19, "TOS groep 3", "19 kaarten voor ‘TOS groep 3’"),
            (12345, "", "12.345 kaarten"),
        ],
    )
    def test_heading_is_correct_dutch(self, total, text, expected):
        assert heading(total, text) == expected
        assert dotted(999) == "999"

    def test_facets_count_without_their_own_filter(self, library):
        results = search("type=toolkit")
        kinds = next(facet for facet in results.facets if facet.name == "type")

        assert results.total == 2
        assert {one.value: one.count for one in kinds.options} == {
            "toolkit": 2,
            "praktijkverhaal": 0,
            "werkinstructie": 1,
            "training": 1,
            "nieuws": 0,
            "pagina": 0,
        }
        assert [one.value for one in kinds.options if one.selected] == ["toolkit"]
        assert [one.value for one in kinds.options if one.disabled] == [
            "praktijkverhaal",
            "nieuws",
            "pagina",
        ]
        assert kinds.chosen_count == 1

    def test_chosen_value_without_hits_stays(self, library):
        results = search("q=opdracht&rol=wijkteam")
        roles = next(facet for facet in results.facets if facet.name == "rol")
        chosen = [(one.value, one.count) for one in roles.options if one.selected]

        assert chosen == [("wijkteam", 0)]
        assert [chip.label for chip in results.chips] == ["Medewerker wijkteam"]

    def test_place_shows_where_it_lies(self, site, index):
        from academie.taxonomy.models import Region

        factories.make_toolkit(site, region=Region.objects.get(slug="charlois"))
        index.drain()

        places = next(facet for facet in search().facets if facet.name == "regio")

        assert [(one.value, one.parent, one.count) for one in places.options] == [
            ("rotterdam", "", 1),
            ("charlois", "rotterdam", 1),
        ]

    def test_chips_and_clear_keep_the_words(self, library):
        results = search("q=tos&cluster=2&niveau=school")

        assert [chip.remove_url for chip in results.chips] == [
            "/zoeken/?q=tos&niveau=school",
            "/zoeken/?q=tos&cluster=cluster-2",
        ]
        assert results.clear_url == "/zoeken/?q=tos"

    def test_orders_on_offer(self, library):
        assert [(one.label, one.current) for one in search("q=tos").sorts] == [
            ("Past het best", True),
            ("Nieuwste", False),
            ("Kortste tijd", False),
            ("Eerste datum", False),
        ]
        assert [one.label for one in search().sorts] == [
            "Nieuwste",
            "Kortste tijd",
            "Eerste datum",
        ]

    def test_shortest_first(self, library):
        assert titles(search("sorteer=kort&type=toolkit")) == [
            "Woorden leren bij TOS",
            "Opdracht geven bij TOS",
        ]

    def test_fixed_filter_is_no_chip_and_not_in_the_address(self, library):
        results = search("q=tos", path="/toolkits/", fixed={"type": ["toolkit"]})

        assert results.total == 2
        assert results.chips == []
        assert all(one.url.startswith("/toolkits/?q=tos") for one in results.sorts)
        kinds = next(facet for facet in results.facets if facet.name == "type")
        assert kinds.chosen_count == 0
        assert next(one for one in kinds.options if one.selected).disabled

    def test_event_shows_its_next_moment_whatever_the_index_says(self, site, index):
        factories.make_training(site, title="Straks", days=2)
        factories.make_training(site, title="Geweest", days=-2)
        index.drain()

        cards = {card.title: card for card in search("type=training").hits}

        assert cards["Straks"].date > timezone.now()
        assert not cards["Straks"].is_past
        assert cards["Geweest"].date < timezone.now()
        assert cards["Geweest"].is_past

    def test_expired_item_is_not_found(self, site, index):
        today = timezone.localdate()
        factories.make_toolkit(site, title="Voorbij", valid_until=today - timedelta(days=1))
        factories.make_toolkit(site, title="Nog vandaag", valid_until=today)
        index.drain()

        found = search()
        assert titles(found) == ["Nog vandaag"]
        assert (found.expired, found.hits[0].expired) == (1, False)

    def test_expired_item_comes_back_when_asked_for(self, site, index):
        yesterday = timezone.localdate() - timedelta(days=1)
        factories.make_toolkit(site, title="Voorbij", valid_until=yesterday)
        factories.make_toolkit(site, title="Geldig")
        index.drain()

        (found,) = search("verlopen=1&q=voorbij").hits
        assert (found.title, found.expired) == ("Voorbij", True)
        everything = search("verlopen=1")
        assert (everything.total, everything.expired) == (2, 0)
        assert everything.expired_url == "/zoeken/"
        assert search("type=toolkit").expired_url == "/zoeken/?type=toolkit&verlopen=1"
        assert search("type=werkinstructie").expired == 0


class TestPages:
    """Eleven items on pages of one: the API lets a page be that small."""

    @pytest.fixture
    def many(self, site, index):
        first = factories.make_toolkit(site, title="Kaart 0")
        for number in range(1, 11):
            first.copy(update_attrs={"title": f"Kaart {number}", "slug": f"kaart-{number}"})
        index.drain()

    def page(self, number: int) -> Results:
        return search(f"per_pagina=1&pagina={number}", api=True)

    def test_pages_link_to_the_nearest_the_first_and_the_last(self, many):
        results = self.page(6)

        assert [one.number for one in results.pages] == [1, 4, 5, 6, 7, 8, 11]
        assert [one.number for one in results.pages if one.current] == [6]
        assert results.pages[0].url == "/zoeken/?per_pagina=1"
        assert results.previous_url == "/zoeken/?pagina=5&per_pagina=1"
        assert results.next_url == "/zoeken/?pagina=7&per_pagina=1"

    def test_first_has_none_before_it_and_last_none_after(self, many):
        assert self.page(1).previous_url == ""
        assert self.page(11).next_url == ""

    def test_page_beyond_the_last_is_the_last(self, many):
        results = self.page(40)

        assert (results.page, results.total, len(results.hits)) == (11, 11, 1)

    def test_every_item_is_on_one_page_only(self, many):
        seen = [hit.key for number in range(1, 12) for hit in self.page(number).hits]

        assert len(seen) == len(set(seen)) == 11


class TestSecondGate:
    def test_what_is_no_longer_published_is_not_shown_though_the_index_has_it(self, library):
        shown = search("q=tos")
        Page.objects.filter(title="TOS herkennen").update(live=False)

        results = search("q=tos")

        assert "TOS herkennen" not in titles(results)
        assert results.total == shown.total - 1

    def test_restriction_works_at_once(self, site, library):
        from wagtail.models import PageViewRestriction

        PageViewRestriction.objects.create(
            page=site.toolkits, restriction_type=PageViewRestriction.LOGIN
        )

        assert "toolkit" not in {hit.type for hit in search("q=tos").hits}

    def test_search_takes_one_query(self, library, django_assert_num_queries):
        search("q=tos&cluster=2")

        with django_assert_num_queries(1):
            search("q=tos&cluster=2")


class TestWaysOn:
    def test_they_come_in_a_fixed_order_and_danger_is_last(self, library, monkeypatch):
        monkeypatch.setattr("search.guidance.ways_on.help_page", lambda: "/vraag-stellen/")
        results = search("q=opdracht+voor+taal&cluster=4&niveau=school")

        assert [way.kind for way in results.ways_on] == [
            "filter",
            "words",
            "near",
            "ask",
            "gap",
            "danger",
        ]
        danger = results.ways_on[-1].text
        assert "112" in danger
        assert "0800-2000" in danger
        assert [way.url for way in results.ways_on[-3:-1]] == ["/vraag-stellen/"] * 2

    def test_nobody_is_sent_to_a_page_that_is_not_there(self, library):
        kinds = [way.kind for way in search("q=opdracht+voor+taal&cluster=4").ways_on]
        assert "ask" not in kinds

    def test_filter_in_the_way_is_named_with_what_it_hides(self, library):
        way = search("q=opdracht&cluster=4&niveau=school").ways_on[0]

        assert way.text == (
            "Zonder ‘Cluster 4: gedrag en psychiatrie’ is er 1 kaart. "
            "Zonder ‘School’ zijn er geen kaarten."
        )
        assert [chip.remove_url for chip in way.chips] == [
            "/zoeken/?q=opdracht&niveau=school",
            "/zoeken/?q=opdracht&cluster=cluster-4",
        ]

    def test_our_own_words_for_it_with_counts(self, library):
        way = next(one for one in search("q=spraakles+spraak&cluster=1").ways_on if one.links)

        assert [(one.label, one.url, one.count) for one in way.links] == [
            ("Taal en spraak (TOS)", "/zoeken/?behoefte=taal-en-spraak", 1),
            ("Cluster 2: horen, taal en spraak", "/zoeken/?cluster=cluster-2", 3),
        ]

    def test_cards_that_the_filters_hide(self, library):
        way = next(one for one in search("q=escalatie&cluster=1").ways_on if one.kind == "near")

        assert [card.title for card in way.cards] == ["Escalatie naar het wijkteam"]
        assert "<mark>Escalatie</mark>" in way.cards[0].title_html
        assert way.text == "Zonder filters vindt u deze kaarten."

    def test_newest_cards_when_no_word_is_known(self, library):
        way = next(one for one in search("q=xyzzy").ways_on if one.kind == "near")

        assert way.cards[0].title == "TOS herkennen"
        assert "laatst" in way.text

    def test_empty_site_still_says_whom_to_call_in_danger(self, index):
        assert [way.kind for way in search("q=tos").ways_on] == ["danger"]

    def test_no_ways_on_when_something_was_found(self, library):
        assert search("q=tos").ways_on == []


class TestOutage:
    @pytest.fixture
    def pages(self, site, two_engines: Flaky):
        for name in ("elasticsearch", "embedded"):
            Index(name).make_empty()
        made = [
            factories.make_toolkit(site, title="Opdracht geven bij TOS", clusters=["cluster-2"]),
            factories.make_toolkit(site, title="Rustige hoek", clusters=["cluster-4"]),
        ]
        for name in ("elasticsearch", "embedded"):
            Index(name).drain()
        return made

    def test_standby_answers_the_same_and_says_so(self, pages, two_engines: Flaky):
        before = search("q=opdracht")
        two_engines.away = True

        results = search("q=opdracht")

        assert (before.engine, before.notice) == ("elasticsearch", "")
        assert results.engine == "embedded"
        assert results.notice == ("Wij zoeken nu in de reserve-index. De resultaten zijn dezelfde.")
        assert results.hits == before.hits
        assert results.facets == before.facets

    def test_breaker_spares_the_reader_the_wait(self, pages, two_engines: Flaky, monkeypatch):
        asked = []

        def slow(query):
            asked.append(query)
            raise EngineTimeout("0.8 s")

        monkeypatch.setattr(two_engines, "search", slow)
        for _ in range(6):
            assert search("q=opdracht").engine == "embedded"

        assert len(asked) == 3

    def test_engine_that_comes_back_is_used_again(self, pages, two_engines: Flaky):
        two_engines.away = True
        search("q=opdracht")
        two_engines.away = False

        assert search("q=opdracht").engine == "elasticsearch"

    def test_refused_query_is_no_outage(self, pages, two_engines: Flaky, monkeypatch):
        def refuse(query):
            raise QueryRejected("too_many_clauses")

        with monkeypatch.context() as patched:
            patched.setattr(two_engines, "search", refuse)
            for _ in range(6):
                assert search("q=opdracht").engine == "embedded"

        assert search("q=opdracht").engine == "elasticsearch"

    def test_both_away_the_database_knows_titles(self, pages, two_engines: Flaky, monkeypatch):
        two_engines.away = True
        answers.breakers["embedded"] = Closed()

        results = search("q=opdracht+tos")

        assert results.engine == "database"
        assert titles(results) == ["Opdracht geven bij TOS"]
        assert "alleen naar titels" in results.notice
        counts = next(facet for facet in results.facets if facet.name == "cluster")
        assert {one.value: one.count for one in counts.options if one.count} == {"cluster-2": 1}

    def test_titles_obey_filters_validity_and_visibility(self, pages, site, two_engines: Flaky):
        two_engines.away = True
        answers.breakers["embedded"] = Closed()
        yesterday = timezone.localdate() - timedelta(days=1)
        factories.make_toolkit(site, title="Opdracht van toen", valid_until=yesterday)
        factories.make_toolkit(site, title="Opdracht in concept", publish=False)

        assert titles(search("q=opdracht")) == ["Opdracht geven bij TOS"]
        assert titles(search("q=opdracht&cluster=4")) == []
        assert titles(search("cluster=4")) == ["Rustige hoek"]
        assert titles(search()) == ["Rustige hoek", "Opdracht geven bij TOS"]

    def test_site_without_any_index_still_answers(self, site, search_index):
        factories.make_toolkit(site, title="Opdracht geven")

        results = search("q=opdracht")

        assert (results.engine, titles(results)) == ("database", ["Opdracht geven"])

    def test_suggestions_are_left_out_when_nobody_can_make_them(self, two_engines: Flaky):
        two_engines.away = True

        assert answers.suggest("op", 5) == []


class Closed:
    """A breaker that lets nothing through."""

    def allows(self) -> bool:
        return False
