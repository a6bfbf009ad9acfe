"""From all words to something, in both engines: what each step finds, says and leaves alone."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import timezone

from academie.taxonomy.models import Synonym
from search import answers, engines, sources
from search.engines.base import EngineUnavailable
from search.guidance import dictionary
from search.guidance.ladder import ALIKE, ANY, MENDED, NOTHING, WORDS, climb
from search.guidance.spelling import Dictionary
from search.params import parse_params
from search.results import Results
from search.service import run_search
from tests import factories
from tests.search.support import Flaky, Index

pytestmark = pytest.mark.django_db

TITLES = (
    "Autisme in de klas",
    "Autisme op het schoolplein",
    "Rustige overgang bij autisme",
    "Warme overdracht met een giraffe",
    "Overdracht van dossiers",
    "Zwemles zonder angst",
    "Angst voor de gymles",
    "Thuiszitters terug naar school",
)


def make_cards(site: factories.Tree) -> None:
    for number, title in enumerate(TITLES):
        factories.make_toolkit(site, title=title, slug=f"kaart-{number}")
    factories.make_training(site, title="Autisme herkennen", clusters=["cluster-2"])
    factories.make_werkinstructie(site, title="Schoolverzuim melden", roles=["ib"])


@pytest.fixture
def cards(site, index: Index, indexed_once) -> Iterator[Index]:
    """Toolkits for teachers, a training and a werkinstructie."""
    indexed_once("cards", partial(make_cards, site))
    dictionary.forget()
    yield index
    dictionary.forget()


def search(q: str, **more: str) -> Results:
    query = QueryDict(mutable=True)
    query.update({"q": q, **more})
    return run_search(parse_params(query, path="/zoeken/"))


def titles(results: Results) -> list[str]:
    return [hit.title for hit in results.hits]


class Asked:
    """Counts the questions to the engines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        real = answers.search

        def counted(query, text):
            self.count += 1
            return real(query, text)

        monkeypatch.setattr(answers, "search", counted)


class TestAllWords:
    def test_enough_cards_are_one_question_and_nothing_is_said(self, cards, monkeypatch):
        asked = Asked(monkeypatch)
        results = search("autisme")

        assert (results.step, results.steps, results.total) == (WORDS, [], 4)
        assert asked.count == 1

    def test_one_word_with_few_cards_has_nothing_to_let_go(self, cards, monkeypatch):
        asked = Asked(monkeypatch)
        results = search("giraffe")

        assert (results.step, results.total) == (WORDS, 1)
        assert asked.count == 1

    def test_no_words_and_card_numbers_have_no_ladder(self, cards, monkeypatch):
        asked = Asked(monkeypatch)

        assert search("").total == 10
        assert search("T2S 999").step == NOTHING
        assert search("-autisme").total == 6
        assert asked.count >= 3
        assert search("").steps == search("-autisme").steps == []


class TestAnyWord:
    def test_cards_with_all_words_stand_above_those_with_some(self, cards):
        results = search("overdracht giraffe")

        assert results.step == ANY
        assert titles(results)[0] == "Warme overdracht met een giraffe"
        assert set(titles(results)) == {
            "Warme overdracht met een giraffe",
            "Overdracht van dossiers",
        }
        assert results.steps == [
            "Eén kaart past bij al uw woorden. Daaronder staan kaarten met een deel ervan."
        ]

    def test_a_card_with_all_words_in_its_text_goes_before_titles_with_one(self, site, cards):
        factories.make_toolkit(site, title="Heel iets", intro="De gymles en de giraffe.")
        cards.drain()

        assert titles(search("gymles giraffe"))[0] == "Heel iets"

    def test_no_card_with_all_words_is_said_plainly(self, cards):
        results = search("giraffe dossiers")

        assert results.total == 2
        assert results.steps == [
            "Geen kaart heeft al uw woorden. Dit zijn kaarten met een deel ervan."
        ]

    def test_of_a_longer_question_the_score_decides_which_words_may_lack(self, site, cards):
        """Two words that many cards have do not go before the rare one that tells them apart."""
        for number in range(5):
            factories.make_toolkit(site, title=f"Kort {number}", intro="Wat lang, zei zij.")
            factories.make_toolkit(site, title=f"Later {number}", intro="Wat duurt, zei hij.")
        factories.make_toolkit(site, title="Stil", intro="Het duurt soms lang.")
        cards.drain()
        results = search("hoe lang duurt de zwemles")

        assert titles(results)[0] == "Zwemles zonder angst"
        assert results.steps[0].startswith("Geen kaart heeft al uw woorden.")

    @pytest.mark.parametrize(
        ("q", "sentence"),
        [
            ("overdracht dossiers gymles", "Geen kaart heeft al uw woorden."),
            ("autisme schoolplein klas", "Geen kaart heeft al uw woorden."),
            ("warme overdracht giraffe", "Eén kaart past bij al uw woorden."),
            (
                "toolkit giraffe overdracht",
                "Eén kaart past bij al uw woorden, behalve misschien ‘toolkit’.",
            ),
            ("toolkit giraffe dossiers", "Geen kaart heeft al uw woorden."),
            (
                "giraffe dossiers gymles schoolplein thuiszitters zwemles kangoeroe melden rustige",
                "Geen kaart heeft al uw woorden.",
            ),
        ],
    )
    def test_what_is_said_is_true(self, cards, q, sentence):
        results = search(q, letterlijk="1")

        assert results.step == ANY
        assert results.steps[0].startswith(f"{sentence} ")

    def test_up_to_seven_cards_with_all_words_stand_above_the_rest(self, site, cards):
        for number in range(5):
            factories.make_toolkit(site, title=f"Overdracht {number} met een giraffe")
        cards.drain()
        results = search("overdracht giraffe")

        assert results.steps[0].startswith("Zes kaarten passen bij al uw woorden.")
        assert all("giraffe" in title for title in titles(results)[:6])
        assert titles(results)[6:] == ["Overdracht van dossiers"]

    def test_what_editors_put_first_does_not_count_as_having_the_words(self, cards, monkeypatch):
        chosen = next(hit.key for hit in search("zwemles").hits)
        monkeypatch.setattr(sources._registry, "best_bets", lambda text: (chosen,))
        results = search("giraffe dossiers")

        assert results.steps[0].startswith("Geen kaart heeft al uw woorden.")
        assert titles(results)[0] == "Zwemles zonder angst"

    def test_a_word_that_is_nowhere_does_not_decide_alone(self, cards):
        results = search("dossiers kangoeroe")

        assert (results.step, titles(results)) == (ANY, ["Overdracht van dossiers"])

    def test_of_one_compound_a_part_is_something_too(self, cards):
        results = search("zwemles")

        assert titles(results) == ["Zwemles zonder angst", "Angst voor de gymles"]
        assert results.steps == [
            "Eén kaart past bij dit hele woord. Daaronder staan kaarten met een deel ervan."
        ]

    def test_one_list_with_one_total_and_facets_that_agree(self, cards):
        results = search("autisme schoolplein verzuim")
        kinds = next(facet for facet in results.facets if facet.name == "type")

        assert results.step == ANY
        assert sum(one.count for one in kinds.options) == results.total == len(results.hits)

    @pytest.mark.parametrize(
        ("q", "first_titles"),
        [
            ("overdracht giraffe angst", {"Warme overdracht met een giraffe"}),
            (
                "autisme schoolplein rustige",
                {"Autisme op het schoolplein", "Rustige overgang bij autisme"},
            ),
        ],
    )
    def test_pages_are_pieces_of_one_list(self, cards, q, first_titles):
        def page(number: int) -> Results:
            asked = {"q": q, "per_pagina": "1", "pagina": str(number)}
            query = QueryDict(mutable=True)
            query.update(asked)
            return run_search(parse_params(query, path="/zoeken/", api=True))

        first = page(1)
        seen = [titles(page(number))[0] for number in range(1, first.total + 1)]

        assert first.total == len(seen) >= 4
        assert set(seen[: len(first_titles)]) == first_titles
        assert len(set(seen)) == len(seen)
        assert {tuple(page(number).steps) for number in (1, 2, 4)} == {tuple(first.steps)}

    def test_words_to_leave_out_stay_out(self, cards):
        assert titles(search("zwemles dossiers -angst")) == ["Overdracht van dossiers"]

    def test_a_phrase_is_let_go_like_a_word(self, cards):
        assert titles(search('"autisme zonder" dossiers')) == ["Overdracht van dossiers"]

    def test_another_order_is_that_order(self, cards):
        newest = search("overdracht giraffe", sorteer="nieuw")

        assert titles(newest) == ["Overdracht van dossiers", "Warme overdracht met een giraffe"]


class TestMended:
    @pytest.mark.parametrize("q", ["autsime", "autsime klas", "gymles autsime angst klas"])
    def test_a_word_that_is_nowhere_is_mended(self, cards, q):
        results = search(q)

        assert results.corrected_from == q
        assert results.literal_url.endswith("&letterlijk=1")
        assert results.steps[0] == (
            f"Geen kaart heeft ‘autsime’. Wij zochten op ‘{q.replace('autsime', 'autisme')}’."
        )
        assert "Autisme in de klas" in titles(results)
        assert results.suggestion is None

    def test_while_the_other_words_find_something_it_is_only_a_link(self, site, cards):
        q = "overdracht giraffe dossiers autsime"
        factories.make_toolkit(site, title="Overdracht van dossiers over een giraffe")
        factories.make_toolkit(site, title="Dossiers bij autisme: de overdracht")
        cards.drain()
        results = search(q)

        assert results.step == ANY
        assert not results.corrected_from
        assert titles(results)[0] == "Overdracht van dossiers over een giraffe"
        assert results.suggestion["text"] == q.replace("autsime", "autisme")

    def test_the_other_steps_go_on_from_the_better_words(self, cards):
        results = search("overdrachtt giraffe")

        assert results.step == MENDED
        assert titles(results)[0] == "Warme overdracht met een giraffe"
        assert len(results.steps) == 2

    def test_it_can_be_undone_and_is_then_a_link(self, cards):
        results = search("autsime klas", letterlijk="1")

        assert results.corrected_from == ""
        assert results.suggestion == {
            "text": "autisme klas",
            "url": "/zoeken/?q=autisme+klas",
        }
        assert titles(results) == ["Autisme in de klas"]

    def test_forgotten_and_needless_spaces(self, cards):
        assert search("warmeoverdracht").total >= 1
        assert search("zwem les angst").total >= 1

    @pytest.mark.parametrize("q", ["thuis zitter", "thuis zitters", "school verzuim melden"])
    def test_a_compound_in_two_words_is_asked_in_both_ways(self, cards, monkeypatch, q):
        asked = Asked(monkeypatch)
        results = search(q)

        assert {"Thuiszitters terug naar school", "Schoolverzuim melden"} & set(titles(results))
        assert results.corrected_from == ""
        assert asked.count <= 2
        assert all("<mark>" in hit.title_html for hit in results.hits[:1])

    def test_a_word_that_stands_in_some_text_is_only_a_link(self, site, cards):
        """The dictionary knows titles, intros and keywords; a name can stand in a text."""
        factories.make_toolkit(site, title="Bezoek", purpose="<p>Autismi is een naam.</p>")
        cards.drain()
        results = search("autismi")

        assert (titles(results), results.corrected_from) == (["Bezoek"], "")
        assert results.suggestion["text"] == "autisme"

    def test_a_suggestion_that_finds_no_more_is_none(self, site, cards):
        factories.make_toolkit(site, title="Bezoek", purpose="<p>Zwemlesi is een naam.</p>")
        cards.drain()

        assert search("zwemlesi").suggestion is None

    @pytest.mark.parametrize("q", ["kangoeroe", "autismes", "gymlessen", "klassenplein"])
    def test_a_word_that_people_know_is_never_mended(self, cards, q):
        results = search(q)

        assert (results.corrected_from, results.suggestion) == ("", None)

    def test_names_of_filters_and_synonyms_are_no_mistakes(self, cards):
        Synonym.objects.create(term="zwemles", words="badlest")
        assert search("badlest").corrected_from == ""
        assert titles(search("badlest")) == ["Zwemles zonder angst"]
        assert search("leerkracht").corrected_from == ""

    def test_what_filters_hide_is_not_mended_into_something_else(self, cards):
        results = search("zwemles", cluster="cluster-1")

        assert (results.total, results.corrected_from, results.step) == (0, "", NOTHING)

    def test_when_the_better_words_find_nothing_either_the_typed_ones_count(self, cards):
        results = search("autsime", cluster="cluster-1")

        assert (results.total, results.corrected_from) == (0, "")


class TestAlike:
    def test_words_that_look_like_it_are_the_last_try(self, cards):
        results = search("sgoolverzuyn")

        assert results.step == ALIKE
        assert titles(results)[0] == "Schoolverzuim melden"
        assert results.steps == [
            "Geen kaart heeft uw woorden. Dit zijn kaarten met woorden die erop lijken."
        ]

    def test_nothing_is_nothing(self, cards):
        results = search("xyzzyq")

        assert (results.step, results.steps, results.total) == (NOTHING, [], 0)
        assert results.ways_on[-1].kind == "danger"


class TestOffers:
    def test_an_offer_sets_the_filter_and_takes_the_words_out(self, cards):
        results = search("training voor de leerkracht over autisme")

        assert [(one.label, one.text, one.url) for one in results.offers] == [
            (
                "Soort: Training of uitwisseling",
                "training",
                "/zoeken/?q=voor+de+leerkracht+over+autisme&type=training",
            ),
            (
                "Voor wie: Leerkracht / docent / mentor",
                "voor de leerkracht",
                "/zoeken/?q=training+over+autisme&rol=leerkracht",
            ),
        ]
        assert titles(search("training over autisme"))[0]

    def test_a_filter_without_cards_behind_it_is_not_offered(self, cards):
        assert search("autisme nieuws").offers == []

    def test_words_that_are_all_filters_are_text_and_an_offer(self, cards):
        results = search("buurt")

        assert [one.url for one in results.offers] == ["/zoeken/?niveau=buurt"]

    def test_words_that_are_all_filters_find_what_has_them(self, cards):
        results = search("training cluster 2")

        assert titles(results)[0] == "Autisme herkennen"
        assert [one.facet for one in results.offers] == ["type", "cluster"]
        assert (results.corrected_from, "mark" in results.hits[0].title_html) == ("", False)

    def test_what_is_chosen_already_is_not_offered(self, cards):
        assert search("toolkit autisme", type="toolkit").offers == []

    def test_the_words_are_no_longer_required(self, cards):
        assert search("toolkit autisme").total == 4
        assert search("toolkit leerkracht dossiers").total == 1


class TestOwn:
    def test_what_fits_says_so_and_nothing_is_hidden(self, cards):
        plain = search("school autisme melden verzuim")
        own = search("school autisme melden verzuim", mijn_rol="ib")

        assert own.total == plain.total
        assert [hit.title for hit in own.hits if hit.own] == ["Schoolverzuim melden"]
        assert not any(hit.own for hit in plain.hits)
        assert [(choice.name, [o[0] for o in choice.options if o[2]]) for choice in own.own] == [
            ("mijn_rol", ["ib"]),
            ("mijn_niveau", []),
        ]

    def test_another_order_has_nothing_to_move(self, cards):
        assert search("autisme", sorteer="nieuw").own == []


class TestBestBets:
    def test_what_editors_chose_comes_first_on_every_step(self, cards, monkeypatch):
        chosen = next(hit.key for hit in search("dossiers").hits)
        monkeypatch.setattr(sources._registry, "best_bets", lambda text: (chosen,))

        for q in ("autisme", "zwemles kangoeroe", "autsime"):
            results = search(q)
            assert titles(results)[0] == "Overdracht van dossiers", q
            assert [hit.pinned for hit in results.hits] == [True] + [False] * (
                len(results.hits) - 1
            )


class TestOutage:
    def test_without_any_engine_titles_are_all_there_is(self, cards, flaky: Flaky, monkeypatch):
        flaky.away = True
        for name in ("embedded", "elasticsearch"):
            monkeypatch.setattr(answers.breakers[name], "allows", lambda: False, raising=True)
        results = search("autisme kangoeroe")

        assert (results.engine, results.total, results.steps) == ("database", 0, [])


class TestDictionary:
    def test_it_is_read_once_and_again_beside_the_requests_when_it_is_old(self, cards, monkeypatch):
        reads = []
        real = answers.vocabulary
        monkeypatch.setattr(answers, "vocabulary", lambda: reads.append(1) or real())
        dictionary.forget()

        first = dictionary.current()
        assert dictionary.current() is first
        assert len(reads) == 1
        monkeypatch.setattr(dictionary, "MAX_AGE", -1.0)
        assert dictionary.current() is first
        with dictionary._lock:
            pass
        assert len(reads) == 2
        assert dictionary._kept.dictionary is not first

    def test_a_small_index_is_read_often_and_a_large_one_each_minute(self, monkeypatch):
        monkeypatch.setattr(dictionary, "time", SimpleNamespace(monotonic=lambda: 100.0))

        def is_old(age: float, took: float) -> bool:
            return dictionary._Kept(None, Dictionary({}), 100.0 - age, took).is_old

        assert [is_old(age, 0.001) for age in (1.9, 2.1)] == [False, True]
        assert [is_old(age, 0.1) for age in (9.9, 10.1)] == [False, True]
        assert [is_old(age, 5.0) for age in (59.9, 60.1)] == [False, True]

    def test_an_index_that_was_empty_is_waited_for(self, cards, monkeypatch):
        real = answers.vocabulary
        monkeypatch.setattr(answers, "vocabulary", dict)
        dictionary.forget()
        assert not dictionary.current()

        monkeypatch.setattr(answers, "vocabulary", real)
        assert not dictionary.current()
        monkeypatch.setattr(dictionary, "MAX_AGE", -1.0)
        assert "autisme" in dictionary.current()

    def test_without_an_engine_it_keeps_what_it_knows(self, cards, monkeypatch):
        first = dictionary.current()
        monkeypatch.setattr(answers, "vocabulary", lambda: None)

        kept = dictionary._read(engines.get_engine(cards.name), {})
        assert kept.dictionary is first
        dictionary.forget()
        assert not dictionary.current()

    def test_an_engine_that_fails_gives_no_words(self, cards, flaky: Flaky, monkeypatch):
        def fails():
            raise EngineUnavailable("away")

        monkeypatch.setattr(flaky, "vocabulary", fails, raising=False)
        monkeypatch.setattr(answers, "configured_engines", lambda: (cards.name,))
        dictionary.forget()

        assert not dictionary.current()
        assert search("autsime").total == 0 or search("autsime").step == ALIKE

    def test_it_knows_our_own_words(self, cards):
        assert "leerkracht" in dictionary.current()
        assert dictionary.current().count("autisme") >= 4


def test_climbing_does_not_depend_on_the_moment(cards):
    params = parse_params(QueryDict("q=autisme"), path="/zoeken/")
    now = timezone.localtime()

    assert climb(params, now).total == climb(params, now + timedelta(seconds=1)).total
