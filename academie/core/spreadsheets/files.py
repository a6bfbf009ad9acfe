"""A list as a file: XLSX with text only, or CSV as Dutch Excel reads it."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from academie.core.spreadsheets.cells import clean_cell, csv_cell, looks_like_formula

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
_TEXT = "@"
_WIDEST = 45

Rows = Iterable[Sequence[str]]


def xlsx(head: Sequence[str], rows: Rows, *, sheet_name: str) -> bytes:
    """Return a workbook of one sheet. Every cell is text, also a number and a date."""
    book = Workbook()
    book.properties.creator = ""
    sheet = book.create_sheet(sheet_name, 0)
    for other in book.worksheets[1:]:
        book.remove(other)
    widths = [len(title) for title in head]
    for number, row in enumerate([head, *rows], start=1):
        for column, value in enumerate(row, start=1):
            text = clean_cell(value)
            cell = sheet.cell(number, column)
            if isinstance(cell, Cell):
                _write(cell, text)
            widths[column - 1] = max(widths[column - 1], len(text))
    for column, width in enumerate(widths, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(cell: Cell, text: str) -> None:
    cell.value = text
    # openpyxl makes a formula of '=1+1'; the type has to be said after the value.
    cell.data_type = "s"
    cell.number_format = _TEXT
    # Who edits the cell in a spreadsheet keeps the text.
    cell.quotePrefix = looks_like_formula(text)


def csv_file(head: Sequence[str], rows: Rows) -> bytes:
    """Return a CSV file with a byte order mark, semicolons and every value between quotes."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in [head, *rows]:
        writer.writerow([csv_cell(value) for value in row])
    return file.getvalue().encode("utf-8-sig")
