"""The reader's words become an exact tree, whatever she types."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import sources
from search.analysis.chain import Analyzer
from search.grams import grams_of
from search.params import NEWEST, RELEVANCE, SHORTEST, SearchParams
from search.query import build_query, card_number, number_term, read_words, words_needed
from search.ranking import GRAM_BONUS, MAX_BONUSES, MAX_GRAMS, PHRASE_BONUS
from search.sources import SynonymRule
from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Everything,
    Except,
    Grams,
    Marks,
    Phrase,
    Prefer,
    Word,
)

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
RULES = (
    SynonymRule(("TOS",), ("taalstoornis",), weight=0.6),
    SynonymRule(("intern begeleider",), ("ib",), weight=0.7),
    SynonymRule(("IB'er",), ("zorgcoördinator",), weight=0.5),
)


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    registry = sources.Registry()
    registry.synonyms.append(lambda: RULES)
    monkeypatch.setattr(sources, "_registry", registry)


def _tree(text):
    return read_words(text).tree


def _pair(left, right):
    return Phrase((left, right), PHRASE_BONUS)


def _letters(word):
    """Return the bonus for letters in common with a typed word."""
    return Grams(tuple(dict.fromkeys(grams_of([word]))), 1, GRAM_BONUS)


# Whatever the lexicon makes of an abbreviation: it is one term, here and in every text.
ANALYZER = Analyzer()
ABBREVIATION, _ = ANALYZER.forms("tos")
DISORDER, _ = ANALYZER.forms("taalstoornis")
TOS = Best((Word(ABBREVIATION), Word(DISORDER, boost=0.6)))
GROEP, DRIE, KIND = Word("groep"), Word("3"), Word("kind")
G, K = _letters("groep"), _letters("kind")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("kind", Prefer(KIND, (K,))),
        ("KIND kind", Prefer(KIND, (_pair("kind", "kind"), K))),
        ("groep 3", Prefer(All((GROEP, DRIE)), (_pair("groep", "3"), G))),
        ('"groep 3"', Phrase(("groep", "3"))),
        ("“groep 3”", Phrase(("groep", "3"))),
        ('"groep"', GROEP),
        ('"groep 3', Prefer(All((GROEP, DRIE)), (_pair("groep", "3"), G))),
        ('""', Everything()),
        ('kind "groep 3"', Prefer(All((KIND, Phrase(("groep", "3")))), (K,))),
        ('"het kind"', Phrase(("het", "kind"))),
        ("het kind", Prefer(KIND, (K,))),
        ("-kind", Except(Everything(), (KIND,))),
        ("groep -kind", Except(Prefer(GROEP, (G,)), (KIND,))),
        ('groep -"kind 3"', Except(Prefer(GROEP, (G,)), (Phrase(("kind", "3")),))),
        ("-", Everything()),
        ("groep - kind", Prefer(All((GROEP, KIND)), (_pair("groep", "kind"), G, K))),
        ("-kind -kind", Except(Everything(), (KIND,))),
        ("de en het", Any((Word("de"), Word("en"), Word("het")), 1)),
        ("de", Word("de")),
        ("T2S 041", CardNumber("t2s041")),
        (" t2s-041 ", CardNumber("t2s041")),
        ("t2s041", CardNumber("t2s041")),
        ("tos", TOS),
        (
            "TOS groep 3",
            Prefer(
                Any((TOS, GROEP, DRIE), 2), (_pair(ABBREVIATION, "groep"), _pair("groep", "3"), G)
            ),
        ),
        (
            "po-vo",
            Best((All((Word("po"), Word("vo"))), Word("povo"))),
        ),
    ],
)
def test_words_become_exactly_this_tree(text, tree):
    assert _tree(text) == tree


def test_a_synonym_of_more_words_is_a_phrase_and_the_other_way_round():
    assert _tree("ib") == Best((Word("ib"), Phrase(("intern", "begeleider"), 0.7)))
    assert _tree("intern begeleider") == Prefer(
        Best((All((Word("intern"), Word("begeleider"))), Word("ib", boost=0.7))),
        (_pair("intern", "begeleider"), _letters("intern"), _letters("begeleider")),
    )


@pytest.mark.parametrize("typed", ["IB'er", "IB-er", "iber"])
def test_a_word_with_a_hyphen_has_the_synonyms_of_its_joined_form(typed):
    tree = _tree(typed)
    best = tree.node if isinstance(tree, Prefer) else tree
    assert best.nodes[-1] == Word("zorgcoordinator", boost=0.5)


def test_quoted_and_unwanted_words_have_no_synonyms():
    assert _tree('"tos"') == Word(ABBREVIATION)
    assert _tree("kind -tos") == Except(Prefer(KIND, (K,)), (Word(ABBREVIATION),))


@pytest.mark.parametrize(
    ("words", "needed"),
    [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (8, 5), (10, 7)],
)
def test_how_many_words_have_to_match(words, needed):
    assert words_needed(words) == needed


def test_stop_words_do_not_count_for_how_many_have_to_match():
    tree = _tree("hoe help ik een kind met angst in de klas")

    assert isinstance(tree, Prefer)
    assert isinstance(tree.node, Any)
    assert len(tree.node.nodes) == 4
    assert tree.node.minimum == 3
    assert {one.grams[0] for one in tree.bonuses} == {"help", "kind", "angs", "klas"}


@pytest.mark.parametrize("typed", ["T.O.S.", "t.o.s"])
def test_an_abbreviation_with_points_is_the_one_without(typed):
    assert read_words(f"{typed} autisme").tree == read_words("tos autisme").tree
    assert read_words("groep 3. les").text == "groep 3. les"


def test_the_whole_of_a_question_asks_for_every_word():
    read = read_words("koptelefoon giraffe zandloper")

    assert isinstance(read.tree.node, Any)
    assert read.whole.node == All(read.tree.node.nodes)
    assert read.whole.bonuses == read.tree.bonuses
    assert read_words("koptelefoon giraffe").whole == read_words("koptelefoon giraffe").tree


def test_words_with_a_stop_word_between_them_earn_no_bonus():
    assert _tree("angst in klas") == Prefer(
        All((Word("angst"), Word("klas"))), (_letters("angst"), _letters("klas"))
    )


def test_a_long_question_has_few_bonuses():
    tree = _tree(" ".join(f"woord{n}" for n in range(30)))

    letters = [one for one in tree.bonuses if isinstance(one, Grams)]
    assert len(tree.bonuses) - len(letters) == MAX_BONUSES
    assert MAX_GRAMS - 5 < sum(len(one.grams) for one in letters) <= MAX_GRAMS


def test_letters_in_common_are_never_marked_nor_required():
    read = read_words("autisme klas")

    assert set(read.marks.words) == {"autisme", "klas"}
    assert read.tree.node == All((Word("autisme"), Word("klas")))
    assert not any(isinstance(one, Grams) for one in (*read.tree.node.nodes, *read.without))


@pytest.mark.parametrize(
    ("text", "number"),
    [("T2S 041", "t2s041"), ("VXB-1234", "vxb1234"), ("groep 3", ""), ("T2S", ""), ("", "")],
)
def test_card_numbers(text, number):
    assert card_number(text) == number


def test_an_odd_number_is_indexed_as_it_is():
    assert number_term("Kaart 7") == "kaart7"
    assert number_term("T2S 041") == "t2s041"


def test_marks_name_words_synonyms_and_phrases_by_the_word_they_stand_for():
    marks = read_words('tos po-vo "groep 3" -kind').marks

    assert marks == Marks(
        words={ABBREVIATION: 0, DISORDER: 0, "po": 1, "vo": 1, "povo": 1},
        phrases=((("groep", "3"), 2),),
    )
    assert marks.count == 3
    assert not Marks()


@pytest.mark.parametrize(
    ("q", "asked", "given"),
    [
        ("kind", RELEVANCE, RELEVANCE),
        ("kind", SHORTEST, SHORTEST),
        ("-kind", RELEVANCE, NEWEST),
        ("", NEWEST, NEWEST),
        ('""', RELEVANCE, NEWEST),
    ],
)
def test_what_cannot_score_is_sorted_by_newest(q, asked, given):
    assert build_query(SearchParams(q=q, sort=asked), NOW).sort == given


def test_a_query_takes_filters_and_page_from_the_params():
    query = build_query(
        SearchParams(q="kind", facets={"rol": ("ib",)}, sort=RELEVANCE, page=3, per_page=10), NOW
    )
    assert query.filters == {"rol": ("ib",)}
    assert (query.offset, query.limit) == (20, 10)
    assert query.today == NOW.date()
    assert query.terms_to_highlight.words == {"kind": 0}


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(alphabet=st.sampled_from("ab3 -\"'’“”«»\u00e9_.*:()[]~^\\/\x00"), max_size=60))
def test_no_punctuation_breaks_a_query(text):
    query = build_query(SearchParams(q=text, sort=RELEVANCE), NOW)

    assert query.tree is not None
    assert read_words(text) == read_words(text)
