"""The list as a file, read back with other eyes, and the note of who took it."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from academie.core.enums import World
from academie.exchange.models import ExportLog, SignUp
from tests.exchange.organising.people import sign_up

pytestmark = pytest.mark.django_db

HEAD = [
    "Nummer",
    "Toestand",
    "Kant",
    "Naam",
    "E-mail",
    "Rol",
    "Organisatie",
    "Aangemeld op",
    "Aanwezig",
]


@pytest.fixture
def people(visit):
    """Somebody plain, and somebody who is up to something."""
    sign_up(visit, "Anna")
    sign_up(
        visit,
        '=HYPERLINK("http://voorbeeld.nl","x")',
        World.CARE,
        email="kwaad@zorg.nl",
        role="+31 6 12345678",
        organisation="＝1+1",
    )
    SignUp.objects.filter(name="Anna").update(present=True)
    return list(SignUp.objects.order_by("number"))


def fetch(browser, session, form):
    return browser.get(reverse(f"exchange_organise_{form}", args=[session.pk]))


def test_xlsx_is_text_in_every_cell(browser, visit, people):
    answer = fetch(browser, visit, "xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    signed_up = f"{timezone.localtime(people[0].created_at):%d-%m-%Y %H:%M}"
    assert rows[0] == HEAD
    assert rows[1] == [
        "1",
        "Heeft een plaats",
        "Onderwijs",
        "Anna",
        "anna@school.nl",
        "Intern begeleider (IB'er)",
        "De Brug",
        signed_up,
        "ja",
    ]
    assert rows[2][3] == '=HYPERLINK("http://voorbeeld.nl","x")'
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {(type(cell.value), cell.data_type) for cell in cells} == {(str, "s")}


def test_csv_has_no_cell_that_begins_a_formula(browser, visit, people):
    answer = fetch(browser, visit, "csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = StringIO(answer.content.decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, delimiter=";"))
    assert rows[0] == HEAD
    assert rows[1][3] == "Anna"
    assert rows[2][3] == '\'=HYPERLINK("http://voorbeeld.nl","x")'
    assert rows[2][5] == "'+31 6 12345678"
    assert rows[2][6] == "'＝1+1"
    assert not any(cell[:1] in "=+-@＝\t\r" for row in rows for cell in row if cell)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_who_took_it_is_written_down_and_shown(browser, editor, visit, people, form):
    answer = fetch(browser, visit, form)

    log = ExportLog.objects.get()
    assert (log.session, log.user, log.form, log.count) == (visit, editor, form, 2)
    today = timezone.localdate()
    name = f'attachment; filename="deelnemers-{visit.pk}-{today:%Y-%m-%d}.{form}"'
    assert answer["Content-Disposition"] == name
    assert "no-store" in answer["Cache-Control"]
    screen = browser.get(reverse("exchange_organise_session", args=[visit.pk])).text
    assert "<td>redacteur</td>" in screen
    assert f"<td>{form.upper()}</td><td>2</td>" in screen


def test_looking_whether_it_is_there_is_no_export(browser, visit, people):
    url = reverse("exchange_organise_csv", args=[visit.pk])
    assert browser.head(url).status_code == 405
    assert not ExportLog.objects.exists()
