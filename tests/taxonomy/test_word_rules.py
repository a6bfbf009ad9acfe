"""Word rules: what is refused, and what the analyser gets."""

import pytest
from django.core.exceptions import ValidationError

from academie.taxonomy.loading import load_vocabulary
from academie.taxonomy.models import WordRule
from academie.taxonomy.models.word_rules import as_word
from academie.taxonomy.search_vocabulary import word_rules
from academie.taxonomy.selectors import rows_of
from academie.taxonomy.vocabulary_files import VocabularyFileError, read_word_rules
from search import sources
from search.analysis import get_analyzer
from tests.taxonomy.test_seeds import FOLDER

pytestmark = pytest.mark.django_db


def make(**values):
    rule = WordRule(**{"kind": "split", **values})
    rule.full_clean()
    rule.save()
    return rule


@pytest.mark.parametrize(
    ("text", "word"),
    [(" Wijkteam ", "wijkteam"), ("IB'ers", "ibers"), ("foto’s", "foto"), ("po-vo", ""), ("", "")],
)
def test_one_word_is_what_the_analyser_takes_for_one(text, word):
    assert as_word(text) == word


@pytest.mark.parametrize(
    ("values", "name", "says"),
    [
        ({"word": "twee woorden"}, "word", "precies één woord"),
        ({"word": "po-vo"}, "word", "precies één woord"),
        ({"word": "spelzaal"}, "parts", "ten minste twee delen"),
        ({"word": "spelzaal", "parts": "spelzaal"}, "parts", "ten minste twee delen"),
        ({"word": "zaal", "parts": "speel|zaal"}, "parts", "geen deel van ‘zaal’"),
        ({"word": "spelzaal", "parts": "spel|!"}, "parts", "‘!’ is niet één woord"),
        ({"word": "klassen", "kind": "inflect"}, "lemma", "bij welk grondwoord"),
        ({"word": "klas", "kind": "inflect", "lemma": "Klas"}, "lemma", "hetzelfde"),
        ({"word": "klassen", "kind": "inflect", "lemma": "de klas"}, "lemma", "precies één woord"),
        ({"word": "oorzaak", "kind": "whole", "parts": "oor|zaak"}, "parts", "Maak dit veld leeg"),
        ({"word": "oorzaak", "kind": "whole", "forms": "Oorzaak"}, "forms", "niet te herhalen"),
        ({"word": "oorzaak", "kind": "whole", "forms": "oor zaak"}, "forms", "niet één woord"),
        ({"word": "oorzaak", "kind": "whole", "forms": "a\n" * 13}, "forms", "hoogstens 12"),
        ({"word": "dagbestedingen", "parts": "dag|bezig"}, "word", "‘dagbesteding’. Verander die."),
        (
            {"word": "dagje", "kind": "whole", "forms": "dagbesteding"},
            "forms",
            "al een regel: ‘dagbesteding’",
        ),
    ],
)
def test_what_cannot_work_is_refused(values, name, says):
    make(word="dagbesteding", parts="dag|besteding", forms="dagbestedingen")
    with pytest.raises(ValidationError) as refused:
        make(**values)
    assert says in " ".join(refused.value.message_dict[name])


def test_a_rule_is_written_in_one_way():
    rule = make(word=" Dagbesteding", parts="dag,  Besteding", forms=" dagbestedingen \n\n")
    assert (rule.word, rule.parts, rule.forms) == (
        "dagbesteding",
        "dag | besteding",
        "dagbestedingen",
    )
    rule.full_clean()


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        (
            {"word": "dagbesteding", "kind": "split", "parts": "dag|besteding"},
            [("dagbesteding", "", ("dag", "besteding"))],
        ),
        (
            {"word": "eetstoornis", "kind": "split", "parts": "eet|stoornis", "forms": "eetst"},
            [
                ("eetstoornis", "eetstoornis", ("eet", "stoornis")),
                ("eetst", "eetstoornis", ("eet", "stoornis")),
            ],
        ),
        ({"word": "klassen", "kind": "inflect", "lemma": "klas"}, [("klassen", "klas", ())]),
        ({"word": "oorzaak", "kind": "whole"}, [("oorzaak", "oorzaak", ("oorzaak",))]),
    ],
)
def test_a_rule_gives_a_row_for_each_form(values, rows):
    assert [(row.word, row.lemma, row.parts) for row in rows_of(WordRule(**values))] == rows


def test_a_saved_rule_counts_at_once_and_a_deleted_one_no_longer():
    before = get_analyzer()
    rule = make(word="wijkdrempel", parts="wijk|drempel")
    after = get_analyzer()
    assert after.forms("wijkdrempel")[1] == ("wijk", "drempel")
    assert after.rules_version != before.rules_version
    rule.delete()
    assert get_analyzer().rules_version == before.rules_version


def test_the_provider_is_registered_and_gives_the_same_object():
    make(word="wijkdrempel", parts="wijk|drempel")
    assert sources.word_rules() is sources.word_rules()
    assert [rule.word for rule in word_rules()] == ["wijkdrempel"]


def test_the_seeds_are_loaded_and_the_rule_of_an_editor_stays():
    load_vocabulary(FOLDER)
    assert WordRule.objects.filter(word="leerplichtambtenaar").exists()
    WordRule.objects.filter(word="dagbesteding").update(note="van ons")
    load_vocabulary(FOLDER)
    assert WordRule.objects.get(word="dagbesteding").note == "van ons"
    for rule in WordRule.objects.all():
        rule.full_clean()


def test_a_form_twice_in_the_file_is_refused(tmp_path):
    text = '[[words]]\nword="a"\nkind="whole"\nforms=["b"]\n[[words]]\nword="b"\nkind="whole"\n'
    (tmp_path / "word_rules.toml").write_text(text)
    with pytest.raises(VocabularyFileError, match="'b' staat er twee keer in"):
        read_word_rules(tmp_path)
