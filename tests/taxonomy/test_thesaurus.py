"""What is refused, warned about and hinted at in a synonym."""

import pytest

from academie.taxonomy import thesaurus
from academie.taxonomy.selectors import SynonymRow


def row(term, *words, two_way=True, weight=0.8):
    return SynonymRow(term, words, two_way, weight)


def said(found):
    return " ".join([*found.term, *found.words])


def test_a_good_synonym_has_no_problems():
    assert not thesaurus.problems(row("schorsing", "time-out"), [row("TOS", "ESM")])


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (row("de", "wijkteam"), "Schrijf een woord op waar iemand mee kan zoeken."),
        (row("!?", "wijkteam"), "Schrijf een woord op waar iemand mee kan zoeken."),
        (row("wijkteam"), "ten minste één ander woord"),
        (row("wijkteam", "het"), "Met ‘het’ kan niemand zoeken."),
        (row("wijkteam", "Wijkteam"), "‘Wijkteam’ staat er al."),
        (row("IB'er", "ib er"), "‘ib er’ staat er al."),
        (row("zorgcoördinator", "zorgcoordinator"), "staat er al."),
        (row("wijkteam", "team", "team"), "‘team’ staat er al."),
        (row("wijkteam", *(f"woord{n}" for n in range(31))), "hoogstens 30 woorden"),
    ],
)
def test_what_cannot_work_is_refused(draft, says):
    assert says in said(thesaurus.problems(draft, []))


def test_a_tie_that_is_there_already_is_refused_by_name():
    held = [row("thuiszitter", "thuiszitten", "absoluut verzuim")]
    found = thesaurus.problems(row("absoluut verzuim", "thuiszitters"), held)
    assert said(found) == (
        "‘thuiszitters’ vindt ‘absoluut verzuim’ al door het synoniem ‘thuiszitter’. Verander dat."
    )


def test_two_one_way_synonyms_against_each_other_become_one():
    held = [row("wijkteam", "buurtteam", two_way=False)]
    found = thesaurus.problems(row("buurtteam", "wijkteam", two_way=False), held)
    assert "Zet dat op ‘Beide kanten op’." in said(found)


def test_a_longer_circle_is_refused_with_its_steps():
    held = [row("b1", "a1", two_way=False), row("c1", "b1", two_way=False)]
    found = thesaurus.problems(row("a1", "c1", two_way=False), held)
    assert "Zo ontstaat een kring: c1 → a1 → b1 → c1." in said(found)


def test_a_row_of_one_way_steps_without_a_circle_is_fine():
    held = [row("b1", "a1", two_way=False), row("c1", "b1", two_way=False)]
    assert not thesaurus.problems(row("c1", "a1", two_way=False), held)


def test_words_that_are_one_word_to_the_search_are_only_hinted_at():
    draft = row("jonge kind", "kleuter", "kleuters")
    assert not thesaurus.problems(draft, [])
    assert thesaurus.needless(draft) == [
        "‘kleuters’ hoeft er niet bij: voor het zoeken is het hetzelfde als ‘kleuter’."
    ]


@pytest.mark.parametrize(
    "draft",
    [
        row("TOS", "taalachterstand"),
        row("taalachterstand", "tos", two_way=False, weight=0.1),
        row("taalproblemen", "taalachterstand", "taalontwikkelingsstoornissen"),
        row("wijkteam", "OKT"),
        row("wijkteam", "buurtteams", two_way=False, weight=0.9),
        row("IB'er", "zorgcoördinator"),
        row("hulp dichtbij", "CJG", "wijkteams"),
    ],
)
def test_related_words_that_are_not_the_same_are_warned_about(draft):
    (warning,) = thesaurus.warnings(draft)
    assert "zijn niet hetzelfde." in warning


@pytest.mark.parametrize(
    "draft",
    [
        row("TOS", "taalontwikkelingsstoornis"),
        row("wijkteam", "OKT", two_way=False, weight=0.6),
        row("wijkteam", "sociaal wijkteam"),
        row("problemen met taal", "TOS", "taalachterstand", two_way=False),
        row("pesten", "buitensluiten"),
    ],
)
def test_other_words_are_not_warned_about(draft):
    assert thesaurus.warnings(draft) == []


def test_a_rule_for_the_search_goes_the_right_way():
    one_way = thesaurus.rule_of(row("wijkteam", "OKT", two_way=False))
    assert (one_way.terms, one_way.words, one_way.two_way) == (("OKT",), ("wijkteam",), False)
    both = thesaurus.rule_of(row("tos", "esm"))
    assert (both.terms, both.words, both.two_way) == (("tos",), ("esm",), True)
