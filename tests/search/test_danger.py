"""Whom to call stands first when the words may mean danger, and only then."""

import re

import pytest
from django.conf import settings
from django.test import Client

from academie.taxonomy.selectors import rows_of
from academie.taxonomy.vocabulary_files import read_word_rules
from search import sources
from search.guidance.danger import LINES, lines_for, shows_danger
from tests import factories
from tests.search.support import Index

DANGER = """
leerling wil dood
Leerlingen willen dood
hij zegt dat hij liever dood wil
ik wou dat ik dood was
zelfmoord
zelf moord
zelfmoordgedachten leerling
ZELFMOORD!
zelfmoort
zelfmoodr
suïcidaal
suicidale jongere
suicidal
wil niet meer leven
wil niet verder leven
wil zichzelf iets aandoen
dreigt zichzelf iets aan te doen
uit het leven stappen
zelfbeschadiging
snijdt zichzelf
krast in haar armen
kind wordt mishandeld
mishandelt haar kind
kindermishandelling
geslagen thuis
kind wordt thuis niet geslagen
kind wordt geslagen
vader slaat
krijgt klappen van zijn vader
seksueel misbruik
seksueel misbruikt door oom
huiselijk geweld
durft niet naar huis
bang voor haar vader
thuis is het onveilig
thuis niet veilig
mes bij zich
leerling met een mes op school
messen in de tas
wapens in de klas
pistool mee naar school
dreigt met een mes
doodsbedreiging
"""

NO_DANGER = """
pestprotocol
pesten
rouw
rouw en verlies
dode hoek
dood van een ouder
kind wil praten over de dood van oma
na de dood van vader wil hij niet naar school
dood konijn in de klas
doodmoe
doodstil in de klas
veilig thuis
zorgen om veiligheid thuis
kind slaat andere kinderen
slaan en schelden op het plein
met mes en vork eten
misbruik van gegevens
alcoholmisbruik leerling
dierenmishandeling
bang in het donker
kind klapt thuis dicht
bang om ouders te bellen
durft niet voor te lezen
levensles
kind slaat juf
wapenfeit
seksuele vorming
faalangst
wil niet naar school
leven met een beperking
zelfredzaamheid
thuiszitter
springen en bewegen in de klas
moordenaarsspel
agressie
boos kind
TOS groep 3
"""


def lines_of(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.fixture(autouse=True)
def word_rules(monkeypatch):
    """The rules of words that every site starts with, without a database."""
    folder = settings.BASE_DIR / "fixtures" / "vocabulary"
    rows = [row for rule in read_word_rules(folder) for row in rows_of(rule)]
    words = [sources.WordRule(row.word, row.lemma, row.parts) for row in rows]
    monkeypatch.setattr(sources._registry, "word_rules", [lambda: words])


def test_words_of_danger_are_seen_in_any_form():
    assert [text for text in lines_of(DANGER) if not shows_danger(text)] == []


def test_other_words_are_left_in_peace():
    assert [text for text in lines_of(NO_DANGER) if shows_danger(text)] == []


def test_the_words_that_were_searched_for_count_as_well_as_those_typed():
    assert lines_for("", "") == ()
    assert lines_for("pesten", "leerling wil dood") == LINES
    assert lines_for("leerling wil dood", "pesten") == LINES


@pytest.mark.django_db
class TestOnThePage:
    @pytest.fixture
    def library(self, site, search_index: Index) -> Index:
        factories.make_toolkit(site, title="In gesprek over zelfmoord")
        search_index.make_empty()
        search_index.drain()
        return search_index

    def test_numbers_stand_above_the_results(self, client: Client, library):
        page = client.get("/zoeken/", {"q": "zelfmoord"}).text
        note = re.search(r"<section[^>]*data-danger.*?</section>", page, re.S)

        assert note
        assert re.findall(r'href="tel:(\d+)"', note[0]) == ["112", "08002000", "113", "08000113"]
        assert "De kaarten staan hieronder." in note[0]
        assert page.index("data-danger") < page.index("data-count") < page.index('class="hits"')

    def test_numbers_stand_above_the_ways_on(self, client: Client, library):
        page = client.get("/zoeken/", {"q": "geslagen thuis"}).text

        assert page.index("data-danger") < page.index('class="ways"')
        assert "Hieronder staat hoe u verder kunt." in page
        assert "Is het nu niet veilig?" in page

    def test_other_questions_have_no_such_note(self, client: Client, library):
        for asked in ({"q": "gesprek"}, {"q": "kangoeroe"}, {}):
            assert "data-danger" not in client.get("/zoeken/", asked).text

    def test_programs_get_the_numbers_too(self, client: Client, library):
        found = client.get("/api/zoeken/", {"q": "zelfmoord"}).json()

        assert [line["number"] for line in found["danger"]] == ["112", "0800-2000", "113"]
        assert found["total"] == 1
        assert client.get("/api/zoeken/", {"q": "gesprek"}).json()["danger"] == []
