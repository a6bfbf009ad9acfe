"""Text to words by the rules of Dutch spelling, and words to terms."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import MAX_TOKEN, fold, split_words
from search.documents import clean_text


def _words(text):
    return [raw.word for raw in split_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De leerling leest.", ["de", "leerling", "leest"]),
        ("TOS in groep 3", ["tos", "in", "groep", "3"]),
        ("foto's en IKC's", ["foto", "en", "ikc"]),
        ("IB'er IB'ers IB’er", ["iber", "ibers", "iber"]),
        ("po-vo", ["po", "vo", "povo"]),
        ("sociaal-emotioneel", ["sociaal", "emotioneel"]),
        ("mbo-4 t/m", ["mbo", "4", "mbo4", "t", "m"]),
        ("zorgcoördinator", ["zorgcoördinator"]),
        ("één gezin", ["één", "gezin"]),
        ("zo'n dag", ["zo'n", "dag"]),
        ("'s ochtends", ["s", "ochtends"]),
        ("snake_case", ["snake", "case"]),
        ("- ' -- ", []),
        ("", []),
        ("a@b.nl", ["a", "b", "nl"]),
        ("1,5 uur (90 min.)", ["1", "5", "uur", "90", "min"]),
        ("İstanbul", ["i̇stanbul"]),
    ],
)
def test_words_of_a_text(text, words):
    assert _words(text) == words


def test_places_point_at_the_surface():
    text = "Van po-vo: foto's!"

    assert [(raw.word, text[raw.start : raw.end], raw.overlay) for raw in split_words(text)] == [
        ("van", "Van", False),
        ("po", "po", False),
        ("vo", "vo", False),
        ("povo", "po-vo", True),
        ("foto", "foto's", False),
    ]


def test_very_long_words_are_cut():
    assert _words("x" * 1_000) == ["x" * MAX_TOKEN]


@given(st.text())
def test_any_text_gives_words_that_are_whole_terms(text):
    cleaned = clean_text(text)
    for token in get_analyzer().analyse(text):
        assert cleaned[token.start : token.end] == token.surface
        assert token.lemma
        assert token.lemma.split() == [token.lemma]
        assert token.parts
        assert "_" not in token.lemma


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("coördinator", "coordinator"),
        ("zorgcoördinator", "zorgcoordinator"),
        ("TOS", "tos"),
        ("foto's", "foto"),
        ("IB'er", "IB’ers"),
        ("gesprek", "gesprekken"),
        ("begeleider", "begeleiders"),
    ],
)
def test_forms_that_have_to_meet(left, right):
    lemmas = get_analyzer().lemmas

    assert lemmas(left) == lemmas(right)


@pytest.mark.parametrize(
    ("left", "right"), [("gezin", "zin"), ("gebied", "bieden"), ("leraar", "leer"), ("po", "vo")]
)
def test_forms_that_must_not_meet(left, right):
    lemmas = get_analyzer().lemmas

    assert lemmas(left) != lemmas(right)


def test_the_chain_gives_terms_with_their_place():
    (token,) = get_analyzer().analyse("  Coördinatoren\u00ad  ")

    assert token.surface == "Coördinatoren"
    assert token.word == "coördinatoren"
    assert token.lemma == fold(token.lemma)
    assert token.parts == (token.lemma,)


def test_lemmas_have_one_position_each():
    assert len(get_analyzer().lemmas("van po-vo naar mbo")) == 5


@pytest.mark.parametrize("word", ["niet", "zonder", "meer"])
def test_words_that_change_the_question_are_no_stop_words(word):
    assert word not in STOPWORDS


def test_stop_words_are_written_as_tokens_are():
    assert all(_words(word) == [word] for word in STOPWORDS)


def test_many_threads_get_the_same_terms():
    analyzer, words = Analyzer(), [f"leerling{n}en klassen{n} begeleiders{n}" for n in range(300)]
    expected = [Analyzer().lemmas(text) for text in words]
    wrong = []

    def run():
        if [analyzer.lemmas(text) for text in words] != expected:
            wrong.append(1)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
