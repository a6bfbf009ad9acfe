"""Words that are names of filters: found, offered, and not required as text."""

from datetime import UTC, datetime

import pytest

from search import sources
from search.analysis.chain import Analyzer
from search.analysis.synonyms import compile_rules
from search.clauses import clauses_of, units_of
from search.guidance.offers import compile_filters, find_filters, span_of
from search.params import SearchParams
from search.query import build_query, read_words
from search.ranking import CHOICE, CHOICE_BONUS, LIKELY_BONUS
from search.sources import TYPE_VOCABULARY, FacetLabel, SynonymRule
from search.tree import All, Any, Best, Choice, Except, Phrase, Prefer, Word

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
VOCABULARIES = {
    "type": TYPE_VOCABULARY,
    "cluster": {
        f"cluster-{n}": FacetLabel(
            f"cluster-{n}", f"Cluster {n}: iets", short, words=(f"cluster {n}", f"cl{n}", other)
        )
        for n, short, other in ((2, "Taal", "doof"), (3, "Leren", "zml"))
    },
    "niveau": {
        "school": FacetLabel("school", "School", words=("klas", "op school")),
        "buurt": FacetLabel("buurt", "Buurt", words=("wijk",)),
    },
    "rol": {
        "leerkracht": FacetLabel("leerkracht", "Leerkracht, docent", words=("juf", "docent")),
        "wijkteam": FacetLabel("wijkteam", "Medewerker wijkteam", "Wijkteam"),
        "zoco": FacetLabel("zoco", "Zorgcoördinator (ZC'er)", "Coördinator"),
    },
    "sector": {"wijkteam": FacetLabel("wijkteam", "Hulp", words=("jeugdzorg",))},
    "regio": {"oude-westen": FacetLabel("oude-westen", "Oude Westen")},
}


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    registry = sources.Registry()
    for facet, labels in VOCABULARIES.items():
        registry.vocabularies[facet] = lambda labels=labels: labels
    registry.synonyms.append(lambda: (SynonymRule(("niet naar school",), ("thuiszitten",)),))
    monkeypatch.setattr(sources, "_registry", registry)


def _found(text):
    read = read_words(text)
    return [(one.name.facet, one.name.slug) for one in read.filters]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("toolkit TOS leerkracht groep 3", [("type", "toolkit"), ("rol", "leerkracht")]),
        ("training cluster 2", [("type", "training"), ("cluster", "cluster-2")]),
        ("trainingen voor de leerkracht", [("type", "training"), ("rol", "leerkracht")]),
        ("cluster-2 toolkits", [("cluster", "cluster-2"), ("type", "toolkit")]),
        ("cl3", [("cluster", "cluster-3")]),
        ("buurt", [("niveau", "buurt")]),
        ("de buurt", [("niveau", "buurt")]),
        ("juf", [("rol", "leerkracht")]),
        ("wijkteam", [("rol", "wijkteam")]),
        ("jeugdzorg", [("sector", "wijkteam")]),
        ("in het oude westen", [("regio", "oude-westen")]),
        ("groep 3", []),
        ("3", []),
        ("cluster", []),
        ("doof", []),
        ("zml", [("cluster", "cluster-3")]),
        ("taal", []),
        ("in de klas", []),
        ("gesprek met de leerkracht", []),
        ("hoe helpt de leerkracht", []),
        ("leerling wil niet naar school", []),
        ("wat is een toolkit", [("type", "toolkit")]),
        ('"toolkit"', []),
        ("kind -toolkit", []),
        ("", []),
    ],
)
def test_names_of_filters_are_found_and_sentences_are_left_alone(text, found):
    assert _found(text) == found


def _tree(text):
    return read_words(text).tree


def test_a_filter_is_a_bonus_beside_other_words():
    tree = _tree("toolkit TOS leerkracht groep 3")
    alone = _tree("TOS groep 3")

    assert isinstance(tree, Prefer)
    assert tree.node == alone.node
    assert isinstance(tree.node, Any)
    assert (len(tree.node.nodes), tree.node.minimum) == (3, 2)
    # The word itself counts, and so does having the value; a type is surer than a role.
    texts = {_tree(f'"{word}"') for word in ("toolkit", "leerkracht")}
    chosen = {
        Choice("type", "toolkit", CHOICE_BONUS),
        Choice("rol", "leerkracht", LIKELY_BONUS),
    }
    assert texts | chosen <= set(tree.bonuses)


def test_of_words_that_are_all_filters_each_is_text_or_a_value():
    tree = _tree("training cluster 2")
    training, cluster = (_tree(f'"{word}"') for word in ("training", "cluster"))

    assert tree.node == All(
        (
            Best((training, Choice("type", "training", CHOICE))),
            Best((All((cluster, Word("2"))), Choice("cluster", "cluster-2", CHOICE))),
        )
    )
    assert not any(isinstance(bonus, Choice) for bonus in tree.bonuses)
    assert _tree("de buurt").node == Best((_tree('"buurt"'), Choice("niveau", "buurt", CHOICE)))
    assert read_words("training cluster 2").optional == frozenset()


@pytest.mark.parametrize(
    ("text", "choice"),
    [("juf", Choice("rol", "leerkracht", CHOICE)), ("zml", Choice("cluster", "cluster-3", CHOICE))],
)
def test_another_word_for_a_filter_is_one_too_when_it_stands_alone(text, choice):
    tree = _tree(text)

    # Three letters have no four in a row, so nothing is preferred.
    assert tree == Best((_tree(f'"{text}"'), choice))


def test_another_word_for_a_filter_stays_required():
    tree = _tree("juf autisme")

    assert isinstance(tree.node, All)
    assert Choice("rol", "leerkracht", LIKELY_BONUS) in tree.bonuses
    assert read_words("leerkracht autisme").optional == {0}


@pytest.mark.parametrize("text", ["zorgcoördinator", "ZC'er", "coördinator"])
def test_a_name_with_an_abbreviation_behind_it_is_two_names(text):
    assert _tree(f"{text} autisme").node == _tree("autisme").node


def test_a_filter_beside_quoted_words_is_a_bonus_and_unwanted_words_are_none():
    tree = _tree('toolkit "warme overdracht" -leerkracht')

    assert isinstance(tree, Except)
    assert isinstance(tree.node.node, Phrase)
    assert [one for one in tree.node.bonuses if isinstance(one, Choice)] == [
        Choice("type", "toolkit", CHOICE_BONUS)
    ]


def test_what_is_marked_does_not_depend_on_filters(monkeypatch):
    named = read_words("training cluster 2").marks
    monkeypatch.setattr(sources, "_registry", sources.Registry(vocabularies={}))

    assert set(named.words) == set(read_words("training cluster 2").marks.words)


def test_a_word_inside_an_expression_with_synonyms_is_no_filter():
    assert isinstance(_tree("niet naar school").node, Best)
    assert read_words("niet naar school").filters == ()


def test_what_is_cut_out_takes_its_little_words_along():
    read = read_words("training voor de leerkracht over autisme")
    cut = [read.text[slice(*span_of(read.clauses, one))] for one in read.filters]

    assert cut == ["training", "voor de leerkracht"]


def test_places_are_those_in_the_question_also_around_quotes():
    read = read_words('“groep  3” toolkit -kind voor "de" leerkracht')

    assert [read.text[one.start : one.end] for one in read.clauses] == [
        "toolkit",
        "voor",
        "leerkracht",
    ]


def test_the_filter_itself_is_not_set():
    params = SearchParams(q="toolkit TOS")

    assert build_query(params, NOW).filters == {}


def test_of_one_name_in_two_facets_the_first_has_it_and_names_go_before_other_words():
    analyzer = Analyzer()
    labels = {
        "rol": {"a": FacetLabel("a", "Eerste", words=("zorg",))},
        "sector": {"b": FacetLabel("b", "Zorg")},
    }
    filters = compile_filters(analyzer, labels)
    clauses = clauses_of([units_of(analyzer.analyse("zorg"))], compile_rules(()))

    (found,) = find_filters(clauses, filters)
    assert (found.name.facet, found.name.own) == ("sector", True)
