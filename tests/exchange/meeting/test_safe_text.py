"""What may not stand in free text, and what may."""

import pytest

from academie.exchange.meeting import safe_text


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
    assert safe_text.problem_with(text) == safe_text.BSN


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
    assert safe_text.problem_with(text) == safe_text.BIRTH


@pytest.mark.parametrize("text", ["jan@school.nl", "mail a.b-c@wijkteam.rotterdam.nl even"])
def test_a_mail_address(text):
    assert safe_text.problem_with(text) == safe_text.EMAIL


@pytest.mark.parametrize(
    "text", ["Sanne de Vries uit groep 6 deed mee.", "J. uit 5b vond het leuk"]
)
def test_a_name_with_a_class(text):
    assert safe_text.problem_with(text) == safe_text.NAME


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
    assert safe_text.problem_with(text) == ""
