"""Word rules of editors go before the lexicon, at once and in compounds too."""

import threading

import pytest

from search import sources
from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.sources import WordRule


def _forms(word, *rules):
    return Analyzer(rules).forms(word)


def test_without_rules_there_is_no_version_of_them():
    assert Analyzer().rules_version == ""


def test_a_rule_can_give_parts():
    rule = WordRule("Kanjertraining", parts=("kanjer", "trainingen"))

    assert _forms("kanjertraining", rule) == ("kanjertraining", ("kanjer", "training"))


def test_the_parts_count_for_every_form_of_the_word():
    rule = WordRule("werkboek", parts=("boek",))

    assert _forms("werkboeken", rule) == ("werkboek", ("boek",))


def test_a_word_as_its_own_part_is_never_split():
    rule = WordRule("werkboek", parts=("werkboek",))

    assert _forms("werkboek", rule) == ("werkboek", ("werkboek",))
    assert _forms("werkboeken", rule) == ("werkboek", ("werkboek",))


def test_a_rule_holds_inside_larger_compounds():
    assert "boek" in _forms("schoolwerkboek", WordRule("werkboek"))[1]
    rule = WordRule("werkboek", parts=("werkboek",))

    assert _forms("schoolwerkboek", rule)[1] == ("school", "werkboek")


def test_a_rule_can_give_a_lemma():
    rule = WordRule("thuisblijver", lemma="thuiszitter")

    assert _forms("thuisblijver", rule)[0] == "thuiszitter"
    assert _forms("thuisblijvers", rule)[0] == "thuiszitter"


def test_a_word_in_a_rule_is_known_and_makes_compounds():
    rule = WordRule("sova")

    assert not Analyzer().known("sova")
    assert Analyzer([rule]).known("sova")
    assert _forms("sovatraining", rule)[1] == ("sova", "training")


@pytest.mark.parametrize("rule", [WordRule(""), WordRule(" "), WordRule("a b"), WordRule("-")])
def test_an_empty_or_odd_rule_does_no_harm(rule):
    assert _forms("leerlingen", rule) == ("leerling", ("leerling",))


def test_accents_and_capitals_of_a_rule_do_not_matter():
    rule = WordRule("Coördinatieteam", parts=("team",))

    assert _forms("coordinatieteam", rule)[1] == ("team",)
    assert _forms("coördinatieteams", rule)[1] == ("team",)


def test_a_rule_that_points_at_itself_ends():
    rules = (WordRule("aap", lemma="noot"), WordRule("noot", lemma="aap"))

    assert _forms("aap", *rules)[0] == "noot"


def test_other_rules_mean_another_analyser_at_once(monkeypatch):
    rules = []
    monkeypatch.setattr(sources, "_registry", sources.Registry())
    sources.register_word_rules(lambda: rules)
    before = get_analyzer()

    assert get_analyzer() is before
    rules.append(WordRule("werkboek", parts=("werkboek",)))
    after = get_analyzer()

    assert after is not before
    assert after is get_analyzer()
    assert after.forms("werkboek")[1] == ("werkboek",)
    assert after.version == before.version
    assert after.rules_version != before.rules_version == ""
    assert after.rules_version == Analyzer(tuple(rules)).rules_version


def test_equal_rules_keep_the_analyser(monkeypatch):
    monkeypatch.setattr(sources, "_registry", sources.Registry())
    sources.register_word_rules(lambda: [WordRule("sova")])

    assert get_analyzer() is get_analyzer()


def test_threads_that_start_together_share_one_analyser(monkeypatch):
    monkeypatch.setattr(sources, "_registry", sources.Registry())
    rules = (WordRule("sova", parts=("vaardigheid",)),)
    sources.register_word_rules(lambda: rules)
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(get_analyzer())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(seen) == 8
    assert len(set(map(id, seen))) == 1
