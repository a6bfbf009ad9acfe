"""What may not stand in free text, and what may."""

import pytest

from academie.core import free_text


@pytest.mark.parametrize(
    "text",
    [
        "Zijn BSN is 111222333.",
        "BSN 1112.22.333",
        "bsn: 111 222 333",
        "123456782",
        "oud nummer 10000008",
    ],
)
def test_a_bsn(text):
    assert free_text.problem_with(text) == free_text.BSN


@pytest.mark.parametrize(
    "text",
    [
        "geboren 3-4-2014",
        "3/4/14",
        "03.04.2014",
        "2014-04-03",
        "3 april 2014",
        "Hij is geboren op 3 april.",
        "12-03-2015 kwam hij",
        "4 okt. 2016",
    ],
)
def test_a_date_of_birth(text):
    assert free_text.problem_with(text) == free_text.BIRTH


@pytest.mark.parametrize("text", ["jan@school.nl", "mail a.b-c@wijkteam.rotterdam.nl even"])
def test_a_mail_address(text):
    assert free_text.problem_with(text) == free_text.EMAIL


@pytest.mark.parametrize(
    "text", ["Sanne de Vries uit groep 6 deed mee.", "J. uit 5b vond het leuk"]
)
def test_a_name_with_a_class(text):
    assert free_text.problem_with(text) == free_text.NAME


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ik bel nu binnen 3 dagen met het wijkteam.",
        "In 2027 doen we dit weer, met 12 scholen en 30 collega's.",
        "Groep 7/8 en klas 1 t/m 3",
        "Bel 010 - 123 45 67",
        "Om 8.45 uur beginnen, 25 minuten per gesprek.",
        "Een budget van 1.500.000 euro",
        "Het nummer 111222334 is geen BSN.",
        "@school",
    ],
)
def test_what_may_stand(text):
    assert free_text.problem_with(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Jan heeft nummer 111222333.", "burgerservicenummer"),
        ("Hij is van 3-4-2015.", "datum"),
        ("Mail naar ib@school.nl voor meer.", "e-mailadres"),
        ("Bel 010-123 45 67 na vieren.", "telefoonnummer"),
        ("Bel 06 12345678.", "telefoonnummer"),
        ("Bel +31 (0)6 1234 5678.", "telefoonnummer"),
    ],
)
def test_a_note_that_points_at_somebody(text, word):
    assert word in free_text.problem_in_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rust werkt beter dan regels.",
        "In een groep van 12 met 2 begeleiders gaat het goed, al sinds 2019.",
        "Kinderen van 10-12 jaar kiezen zelf; 100 % deed mee in schooljaar 2026-2027.",
    ],
)
def test_a_note_may_stand(text):
    assert free_text.problem_in_note(text) == ""


def test_an_empty_note_and_a_long_one():
    assert free_text.problem_in_note(free_text.clean(" \r\n ")) == free_text.EMPTY
    assert free_text.problem_in_note("a" * free_text.MAX_NOTE) == ""
    assert free_text.problem_in_note("a" * (free_text.MAX_NOTE + 1)) == free_text.TOO_LONG
