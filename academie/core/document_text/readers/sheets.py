"""Spreadsheets (xlsx), by openpyxl: every text once, no numbers."""

from typing import IO

import openpyxl

from academie.core.document_text.archive import check_office_file
from academie.core.document_text.outcome import Outcome
from academie.core.document_text.pieces import Pieces


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read the names of the sheets and the texts in the cells, as they were last computed."""
    check_office_file(file, "xlsx")
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    seen: set[str] = set()
    left = pieces.limits.cells
    for sheet in book.worksheets:
        pieces.add(f"{sheet.title}\n")
        # The size that a sheet claims to have may be anything.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            left -= max(1, len(row))
            if left <= 0 or pieces.full():
                pieces.cut = True
                return pieces.outcome()
            for value in row:
                if isinstance(value, str) and value not in seen:
                    seen.add(value)
                    pieces.add(f"{value}\n")
    return pieces.outcome()
