"""Plainer words."""

import tomllib

import pytest
from django.conf import settings

from academie.proofing.hints import plainer


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Doe dit middels een gesprek.", "middels"),
        ("MIDDELS een gesprek", "MIDDELS"),
        ("In het kader van de zorg", "In het kader van"),
        ("Wij implementeren\nhet plan", "implementeren"),
        ("een adequate reactie", "adequate"),
    ],
)
def test_a_hard_word_is_found(text, word):
    assert [hint.word for hint in plainer(text)] == [word]
    assert word in plainer(text)[0].excerpt
    assert plainer(text)[0].instead


@pytest.mark.parametrize("text", ["", "Een rustig gesprek helpt.", "inmiddels", "het kader", "123"])
def test_plain_text_stays(text):
    assert plainer(text) == []


def test_each_word_once_and_the_words_round_it():
    text = "Begin van de zin, lang genoeg om te knippen: middels " + "en verder " * 9 + "middels."
    (hint,) = plainer(text)
    assert hint.excerpt.startswith("… ")
    assert hint.excerpt.endswith(" …")


def test_the_list_is_long_and_gives_no_hard_words_back():
    file = settings.BASE_DIR / "fixtures" / "vocabulary" / "plain_words.toml"
    words = tomllib.loads(file.read_text())["words"]
    assert len(words) >= 80
    forms = [form.strip() for key in words for form in key.split(",")]
    assert len(forms) == len(set(forms))
    assert [instead for instead in words.values() if plainer(instead)] == []
