"""Synonym rules are data: whoever changes one changes the next search, and no index."""

import pytest

from search import sources
from search.analysis import get_analyzer
from search.analysis.synonyms import compile_rules, current_synonyms
from search.sources import SynonymRule

TOS = SynonymRule(("TOS",), ("taalontwikkelingsstoornis", "taal- en spraakstoornis"), weight=0.6)


def _lemmas(text):
    return get_analyzer().lemmas(text)


def _found(synonyms, text):
    return synonyms.longest([(lemma,) for lemma in _lemmas(text)])


def _others(synonyms, text):
    return dict(_found(synonyms, text)[1])


def test_a_two_way_rule_ties_all_its_expressions():
    synonyms = compile_rules([TOS])

    assert _others(synonyms, "tos") == {
        _lemmas("taalontwikkelingsstoornis"): 0.6,
        _lemmas("taal- en spraakstoornis"): 0.6,
    }
    assert _lemmas("tos") in _others(synonyms, "taalontwikkelingsstoornis")


def test_a_one_way_rule_does_not_work_backwards():
    synonyms = compile_rules([SynonymRule(("thuiszitter",), ("verzuim",), two_way=False)])

    assert _others(synonyms, "thuiszitters") == {_lemmas("verzuim"): 0.6}
    assert _others(synonyms, "verzuim") == {}


def test_the_longest_expression_wins_and_inflections_count():
    rules = [
        SynonymRule(("begeleider",), ("coach",)),
        SynonymRule(("begeleider op school",), ("ib",)),
    ]
    used, others = _found(compile_rules(rules), "begeleiders op school vandaag")

    assert used == 3
    assert others == ((_lemmas("ib"), 0.6),)


def test_of_two_rules_for_one_pair_the_heavier_one_counts():
    rules = [
        SynonymRule(("a1",), ("b1",), weight=0.3),
        SynonymRule(("a1",), ("b1", "c1"), weight=0.8),
    ]
    assert _others(compile_rules(rules), "a1") == {("b1",): 0.8, ("c1",): 0.8}


@pytest.mark.parametrize(("weight", "expected"), [(5.0, 1.0), (-1.0, 0.01), (0.4, 0.4)])
def test_a_weight_stays_within_bounds(weight, expected):
    rules = [SynonymRule(("a1",), ("b1",), weight=weight)]

    assert _others(compile_rules(rules), "a1") == {("b1",): expected}


@pytest.mark.parametrize("rule", [SynonymRule((), ()), SynonymRule(("",), ("-",))])
def test_an_empty_rule_does_nothing(rule):
    assert compile_rules([rule, TOS]).longest([]) == (0, ())


def test_registered_rules_are_compiled_again_only_when_they_change(monkeypatch):
    rules = [TOS]
    monkeypatch.setattr(sources, "_registry", sources.Registry())
    sources.register_synonyms(lambda: rules)

    first = current_synonyms()
    assert current_synonyms() is first
    rules.append(SynonymRule(("ib",), ("intern begeleider",)))
    second = current_synonyms()
    assert second is not first
    assert _others(second, "ib")
