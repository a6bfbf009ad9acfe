"""Titles and snippets: the right words marked, the best stretch chosen, everything escaped."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import sources
from search.documents import Attachment, Document, clean_text
from search.highlight import INTRO, WINDOW, Highlighter
from search.query import read_words
from search.sources import SynonymRule
from search.tree import Marks

RULES = (
    SynonymRule(("TOS",), ("taalontwikkelingsstoornis",)),
    SynonymRule(("ib",), ("intern begeleider",)),
)
FILL = "Een zin die nergens over gaat. " * 20


@pytest.fixture(autouse=True)
def _registry(monkeypatch):
    registry = sources.Registry()
    registry.synonyms.append(lambda: RULES)
    monkeypatch.setattr(sources, "_registry", registry)


def _document(title="Kaart", intro="", body=""):
    published = datetime(2026, 9, 1, tzinfo=UTC)
    return Document("page:1", "toolkit", clean_text(title), "/x/", published, intro, body)


def _title(title, q):
    return Highlighter(read_words(q).marks).title(_document(title))


def _snippet(q, intro="", body=""):
    return Highlighter(read_words(q).marks).snippet(_document(intro=intro, body=body)).html


@pytest.mark.parametrize(
    ("title", "q", "marked"),
    [
        ("Zo helpt u bij TOS", "tos", "Zo helpt u bij <mark>TOS</mark>"),
        ("Gesprekken voeren", "gesprek", "<mark>Gesprekken</mark> voeren"),
        ("De coördinator", "coordinator", "De <mark>coördinator</mark>"),
        ("Foto's op school", "foto", "<mark>Foto&#x27;s</mark> op school"),
        ("Een taalontwikkelingsstoornis", "TOS", "Een <mark>taalontwikkelingsstoornis</mark>"),
        ("De intern begeleider", "ib", "De <mark>intern begeleider</mark>"),
        ("Intern, en begeleider", "ib", "Intern, en begeleider"),
        ("Van po-vo naar mbo", "povo", "Van <mark>po-vo</mark> naar mbo"),
        ("Van po-vo naar mbo", "vo", "Van po-<mark>vo</mark> naar mbo"),
        ("Groep 3 en groep 4", '"groep 3"', "<mark>Groep 3</mark> en groep 4"),
        (
            "Groep 3 en groep 4",
            "groep 3",
            "<mark>Groep</mark> <mark>3</mark> en <mark>groep</mark> 4",
        ),
        ("Het kind", "het kind", "Het <mark>kind</mark>"),
        ("Kind <b>", "", "Kind &lt;b&gt;"),
        ("Kind en ouder", "kind -ouder", "<mark>Kind</mark> en ouder"),
        ("", "kind", ""),
    ],
)
def test_a_title_is_shown_whole_with_its_words_marked(title, q, marked):
    assert _title(title, q) == marked


def test_marks_that_overlap_become_one():
    assert _title("Groep 3 of 4", '"groep 3" "3 of 4"') == "<mark>Groep 3 of 4</mark>"


def test_hostile_text_is_escaped_inside_and_outside_marks():
    html = _title("<script>alert('kind')</script> \"kind\" &amp;", "kind script")

    assert "<script" not in html
    assert re.sub(r"</?mark>", "", html) == (
        "&lt;script&gt;alert(&#x27;kind&#x27;)&lt;/script&gt; &quot;kind&quot; &amp;amp;"
    )


def test_an_intro_with_all_words_is_shown_whole():
    intro = "Een warme overdracht in drie stappen."

    assert _snippet("overdracht", intro, "De overdracht zelf.") == (
        "Een warme <mark>overdracht</mark> in drie stappen."
    )


def _with_sheets(q, **texts):
    document = replace(
        _document(intro=texts.get("intro", ""), body=texts.get("body", "")),
        attachments=(Attachment("Leeg", FILL), Attachment("Werkblad", texts["sheet"])),
    )
    return Highlighter(read_words(q).marks).snippet(document)


def test_an_attachment_is_shown_when_it_shows_more_than_intro_and_body():
    found = _with_sheets("angst verzuim", intro="Over angst.", sheet="Bij angst en verzuim.")

    assert found.found_in == "Werkblad"
    assert found.html == "Bij <mark>angst</mark> en <mark>verzuim</mark>."


def test_an_attachment_that_shows_as_much_is_not_shown():
    intro = _with_sheets("angst verzuim", intro="Over angst.", sheet="Over verzuim.")
    body = _with_sheets("angst verzuim", body="Angst en verzuim.", sheet="Angst en verzuim.")

    assert (intro.found_in, intro.html) == ("", "Over <mark>angst</mark>.")
    assert body.found_in == ""


def test_words_are_marked_wherever_they_stand_between_spaces():
    title = "Angst, angst (angst) angstig angst-angst angst"

    assert _title(title, "angst").count("<mark>") >= 5
    assert _title("Kindangst kind", "kind").endswith("<mark>kind</mark>")


def test_without_words_the_intro_is_shown():
    assert _snippet("", "Kort en goed.", "Lang.") == "Kort en goed."
    assert _snippet("bestaatniet", "Kort en goed.", "Lang.") == "Kort en goed."


def test_the_body_is_shown_when_it_shows_more_of_the_question():
    body = f"{FILL}Hier staat de escalatie naar het wijkteam beschreven. {FILL}"
    html = _snippet("escalatie wijkteam", "Wat doet het wijkteam?", body)

    assert html == (
        "… Hier staat de <mark>escalatie</mark> naar het <mark>wijkteam</mark> beschreven. "
        "Een zin die nergens over gaat. Een zin die nergens over gaat. "
        "Een zin die nergens over gaat. Een zin die …"
    )


def test_a_synonym_does_not_count_as_a_second_word():
    body = f"{FILL}TOS is een taalontwikkelingsstoornis."

    assert _snippet("TOS", "Over TOS.", body) == "Over <mark>TOS</mark>."


def test_the_best_stretch_holds_most_different_words():
    body = f"angst angst angst. {FILL}angst en verzuim. {FILL}"

    assert "<mark>angst</mark> en <mark>verzuim</mark>" in _snippet("angst verzuim", "", body)


def test_without_an_intro_the_body_begins_the_card():
    assert _snippet("", "", FILL).startswith("Een zin die")
    assert _snippet("", "", FILL).endswith(" …")


def test_a_long_intro_is_cut_after_a_word():
    html = _snippet("", "woord " * 100)

    assert len(html) <= INTRO + 2
    assert html.endswith("woord …")


def test_a_text_without_spaces_is_cut_hard():
    assert len(_snippet("", "", "x" * 1_000)) == WINDOW + 2


def test_a_word_that_is_longer_than_the_window_is_shown_whole():
    word = "kind" * 60

    assert _snippet(word[:64], "", f"Een {word} hier") == f"Een <mark>{word}</mark> …"


def test_nothing_to_mark_costs_nothing():
    assert Highlighter(Marks()).spans("Het kind") == []


@given(
    text=st.text(alphabet=st.sampled_from("kind groep 3-po'vo<&>\"é.\n"), max_size=400),
    words=st.sampled_from(["kind", "groep 3", '"groep 3"', "povo", "kind groep po vo", "é"]),
)
def test_a_snippet_is_a_stretch_of_the_text(text, words):
    cleaned = clean_text(text)
    html = Highlighter(read_words(words).marks).snippet(_document(body=cleaned)).html
    plain = unescape(re.sub(r"</?mark>", "", html))

    assert html.count("<mark>") == html.count("</mark>")
    assert plain.removeprefix("… ").removesuffix(" …") in cleaned
    assert "<" not in re.sub(r"</?mark>", "", html)
