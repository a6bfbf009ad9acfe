"""What comes back to the maker, and the report for editors."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from academie.feedback.models import Reply
from academie.feedback.use import overview, trend
from academie.figures.counting import count, count_words
from academie.figures.models import What
from academie.figures.totals import MonthTotals, Totals
from tests import factories
from tests.feedback.people import account, shown

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def maker(db):
    return account("maker")


@pytest.fixture
def page(site, maker):
    page = factories.make_toolkit(site, owner=maker, title="Praten met ouders")
    for _ in range(3):
        count(page.pk, What.VIEWS)
        count_words(page.pk, "oudergesprek")
    count(page.pk, What.USEFUL)
    count(page.pk, What.UNCLEAR)
    return page


def log_in(user):
    client = Client()
    client.force_login(user)
    return client


def months(last, before):
    return [
        MonthTotals(date(2026, 10, 1), Totals(views=last)),
        MonthTotals(date(2026, 9, 1), Totals(views=before)),
    ]


@pytest.mark.parametrize(
    ("last", "before", "words"),
    [
        (9, 0, "te weinig om te vergelijken"),
        (12, 10, "vaker gelezen dan een maand eerder"),
        (11, 10, "ongeveer even vaak gelezen"),
        (9, 10, "ongeveer even vaak gelezen"),
        (8, 10, "minder gelezen dan een maand eerder"),
        (0, 10, "minder gelezen dan een maand eerder"),
    ],
)
def test_a_trend_is_said_in_words(last, before, words):
    assert trend(months(last, before), TODAY) == words


def test_a_trend_looks_over_the_turn_of_the_year():
    january = [MonthTotals(date(2026, 12, 1), Totals(views=30))]
    assert trend(january, date(2027, 1, 5)) == "vaker gelezen dan een maand eerder"


def test_the_maker_sees_it_on_her_own_page(maker, page, site):
    factories.make_toolkit(site, title="Van een ander")
    factories.make_toolkit(site, title="Nog niet af", owner=maker, publish=False)
    shown(page, text="Goed.")
    text = log_in(maker).get("/mijn-academie/").content.decode()
    text = text.partition("Zo wordt uw kennis gebruikt")[1:]
    text = "".join(text).partition("</section>")[0]
    assert "Zo wordt uw kennis gebruikt" in text
    assert "3 keer gelezen" in text
    assert "Gevonden met: oudergesprek (3)." in text
    assert "1 ervaring om op te antwoorden" in text
    assert "Van een ander" not in text
    assert "Nog niet af" not in text
    other = log_in(account("lezer")).get("/mijn-academie/").content.decode()
    assert "Zo wordt uw kennis gebruikt" not in other


def test_the_overview_asks_the_same_for_many_items(
    maker, page, site, django_assert_max_num_queries
):
    pages = [page.page_ptr]
    pages += [
        factories.make_nieuws(site, title=f"Bericht {number}", owner=maker).page_ptr
        for number in range(5)
    ]
    with django_assert_max_num_queries(9):
        assert len(overview(pages)) == 6


def test_the_page_of_one_item_is_for_its_maker_and_for_editors(maker, page, client):
    path = f"/mijn-academie/gebruik/{page.permanent_id}/"
    shown(page, text="Wij deden het korter.")
    text = log_in(maker).get(path).content.decode()
    assert "oudergesprek: 3 keer" in text
    assert "Het is niet duidelijk genoeg: 1 keer" in text
    assert "Wij deden het korter." in text
    assert ">Antwoord<" in text
    editor = log_in(account("redacteur", "Redacteur")).get(path).content.decode()
    assert "3 keer" in editor
    assert ">Antwoord<" not in editor
    assert log_in(account("lezer", "Specialist")).get(path).status_code == 404
    assert client.get(path).status_code == 302


def test_only_the_maker_answers_and_only_what_is_shown(maker, page):
    experience = shown(page, text="Wij deden het korter.")
    path = f"/ervaringen/{experience.pk}/antwoord/"
    assert log_in(account("redacteur", "Redacteur")).get(path).status_code == 404
    browser = log_in(maker)
    wrong = browser.post(path, {"text": "Bel mij: 06 12345678"})
    assert "<title>Fout: " in wrong.content.decode()
    assert browser.post(path, {"text": "Dat kan goed."}).status_code == 303
    assert Reply.objects.get().text == "Dat kan goed."
    assert "wacht op een redacteur" in browser.get(path).content.decode()
    browser.post(path, {"text": ""})
    assert not Reply.objects.exists()
    silent = shown(page)
    assert browser.get(f"/ervaringen/{silent.pk}/antwoord/").status_code == 404


def test_the_report_is_for_editors(page, site):
    closed = log_in(account("specialist", "Specialist"))
    assert closed.get("/beheer/reports/gebruik/").status_code in (302, 403)
    assert closed.get("/beheer/reports/gebruik/csv/").status_code in (302, 403)
    browser = log_in(account("redacteur", "Redacteur"))
    for period in ("", "?periode=90", "?periode=alles", "?periode=onzin"):
        text = browser.get(f"/beheer/reports/gebruik/{period}").content.decode()
        assert "Praten met ouders" in text
        assert "oudergesprek (3)" in text
    assert browser.get("/beheer/reports/gebruik/pdf/").status_code == 404


def test_the_report_as_a_file_holds_no_formula(page, site):
    factories.make_nieuws(site, title="=1+1")
    browser = log_in(account("redacteur", "Redacteur"))
    answer = browser.get("/beheer/reports/gebruik/csv/")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:3] == ["Praten met ouders", "toolkit", "3"]
    assert rows[1][-1] == "oudergesprek (3)"
    assert any(row[0] == "'=1+1" for row in rows)
    answer = browser.get("/beheer/reports/gebruik/xlsx/")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet.title == "Gebruik"
    assert [cell.value for cell in sheet[2]][:3] == ["Praten met ouders", "toolkit", "3"]
