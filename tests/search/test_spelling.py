"""Better spelling: what nobody knows is mended from the words of the index, the rest stays."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.chain import Analyzer
from search.guidance.spelling import Dictionary, correct, join
from tests.bench.words import rare_words

ANALYZER = Analyzer()
WORDS = {
    "autisme": 40,
    "wijkteam": 60,
    "escalatie": 8,
    "coördinator": 12,
    "klas": 90,
    "warme": 20,
    "overdracht": 25,
    "logopedie": 9,
    "logopedist": 11,
    "thuiszitter": 14,
    "verzuim": 30,
    "verzuimen": 2,
    "tos": 50,
    "groep": 70,
    "schoolmaatschappelijk": 6,
    "werk": 33,
    "leerling": 99,
}
DICTIONARY = Dictionary(WORDS)


def _nobody(word: str) -> bool:
    return False


def _mended(text, known=_nobody, dictionary=DICTIONARY):
    return correct(text, ANALYZER.analyse(text), dictionary, known)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("autsime", "autisme"),
        ("autsme", "autisme"),
        ("autisne", "autisme"),
        ("escallatie", "escalatie"),
        ("eskalatie", "escalatie"),
        ("coordinatot", "coördinator"),
        ("wjikteam", "wijkteam"),
        ("iwjkteam", "wijkteam"),
        ("schoolmaatschapelik werk", "schoolmaatschappelijk werk"),
        ("warmeoverdracht", "warme overdracht"),
        ("logo pedie", "logopedie"),
        ("kals", "klas"),
        ("kind met autsime in de kals", "kind met autisme in de klas"),
        ("Autsime, in groep 3!", "autisme, in groep 3!"),
    ],
)
def test_a_word_that_is_nowhere_becomes_the_nearest_that_is_somewhere(typed, better):
    known = {"kind"}

    assert _mended(typed, known.__contains__).text == better


def test_what_changed_is_told():
    mended = _mended("kind logo pedie autsime", {"kind"}.__contains__)

    assert mended.old == ("logo pedie", "autsime")
    assert mended.new == ("logopedie", "autisme")
    assert {token.surface for token in mended.unknown} == {"logo", "pedie", "autsime"}


@pytest.mark.parametrize(
    "typed",
    [
        "autisme",
        "coordinator",
        "AUTISME",
        "tso",
        "groep 4",
        "voor",
        "klsa1",
        "xqzwvbn",
        "opkals",
        "",
    ],
)
def test_what_is_known_short_no_word_or_far_off_stays(typed):
    assert _mended(typed) is None


def test_a_word_that_people_know_is_never_mended_though_no_card_has_it():
    assert _mended("wijkteams").text == "wijkteam"
    assert _mended("wijkteams", ANALYZER.known) is None
    assert _mended("klassen", ANALYZER.known) is None


def test_short_words_may_be_one_letter_off_and_long_ones_two():
    dictionary = Dictionary({"angst": 5, "veiligheid": 5})

    assert _mended("angts", dictionary=dictionary).text == "angst"
    assert _mended("agnts", dictionary=dictionary) is None
    assert _mended("vijligheid", dictionary=dictionary).text == "veiligheid"
    assert _mended("vijligheit", dictionary=dictionary) is None


def test_the_commoner_word_wins_and_so_does_the_same_first_letter():
    assert _mended("verzuimn").text == "verzuim"
    assert Dictionary({"huis": 1, "muis": 1}).nearest("huiss")[0] == "huis"
    assert Dictionary({"kaart": 3, "maart": 4}).nearest("kaaart")[0] == "kaart"


def test_one_wrong_letter_is_likelier_than_a_forgotten_space_and_two_are_not():
    assert Dictionary({"zorg": 5, "plan": 5, "zorgplan": 1}).nearest("zorgplam")[0] == "zorgplan"
    words = Dictionary({"plan": 5, "zorg": 5, "zorgplek": 5})
    assert _mended("zorgplan", dictionary=words).text == "zorg plan"


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("thuis zitter", "thuiszitter"),
        ("thuis zitters", "thuiszitters"),
        ("hulp bij logo pedie", "hulp bij logopedie"),
        ("thuis, zitter", None),
        ("klas groep", None),
        ("thuiszitter", None),
    ],
)
def test_words_that_are_one_word_are_joined_only_to_ask_beside_them(typed, joined):
    tokens = ANALYZER.analyse(typed)
    found = join(typed, tokens, DICTIONARY, lambda word: ANALYZER.forms(word)[0])

    assert (found.text if found else None) == joined
    assert correct(typed, tokens, DICTIONARY, lambda word: True) is None


def test_an_empty_dictionary_mends_nothing():
    assert _mended("autsime", dictionary=Dictionary({})) is None
    assert not Dictionary({})


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_it(text):
    mended = _mended(text)

    assert mended is None or mended.text != text


def test_mending_a_word_is_fast_in_a_large_index():
    """The target is 3 ms for 50,000 words; ten times that still fails for a slower algorithm."""
    words = rare_words(50_000, 1)
    dictionary = Dictionary({word: 1 + at % 50 for at, word in enumerate(words)})
    typed = [word[:2] + word[3:] for word in words[::2_500] if len(word) > 6]
    began = time.process_time()
    for word in typed:
        dictionary.nearest(word)

    assert (time.process_time() - began) / len(typed) < 0.03
