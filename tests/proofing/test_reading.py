"""How hard a text reads."""

import pytest

from academie.proofing.reading import ENOUGH, FLOOR, score, sentences_of

EASY = (
    "Een kind is boos. U gaat erbij staan. U zegt weinig. U wacht tot het kind rustig is. "
    "Dan praat u samen. Wat is er gebeurd? Wat helpt nu? Schrijf het kort op."
)
HARD = (
    "Teneinde de ondersteuningsbehoeften van leerlingen met gedragsproblematiek adequaat te kunnen "
    "inventariseren, dient voorafgaand aan de handelingsgerichte procesdiagnostiek een "
    "multidisciplinaire overlegsituatie te worden georganiseerd waarin de verantwoordelijkheden "
    "van samenwerkingspartners expliciet worden vastgelegd."
)


def test_easy_text_is_above_the_floor():
    found = score(EASY)
    assert found.flesch_douma is not None
    assert found.flesch_douma > 80
    assert not found.hard
    assert found.long_sentences == ()


def test_hard_text_is_below_it_and_says_which_sentence():
    found = score(f"{EASY}\n{HARD} {HARD}")
    assert found.hard
    assert found.hardest_sentence == HARD
    assert found.long_sentences == (HARD, HARD)


def test_the_formula_of_douma():
    """206.84 - 0.93 x words a sentence - 0.77 x syllables a hundred words, counted by hand."""
    text = "De kat zit op de mat. " * 6
    found = score(text)
    assert (found.words, found.sentences) == (36, 6)
    assert found.flesch_douma == pytest.approx(206.84 - 0.93 * 6 - 0.77 * 100, abs=0.05)


def test_a_few_words_have_no_score():
    assert score("Interdisciplinaire samenwerkingsverbanden.").flesch_douma is None
    assert score("").flesch_douma is None
    assert score("").hardest_sentence == ""
    assert score("woord " * ENOUGH).flesch_douma is not None
    assert FLOOR == 55


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bel bijv. de ouders. Wacht niet.", 2),
        ("Dat is o.a. Nederlands en rekenen.", 1),
        ("Zegt hij: “Nee!” Ga dan door.", 2),
        ("Kop zonder punt\nEn een zin.", 2),
        ("Om 8.45 uur begint het. Dan gaat de bel.", 2),
        ("Wat nu? Wacht! Kijk…", 3),
        ("", 0),
    ],
)
def test_sentences(text, number):
    assert len(sentences_of(text)) == number
