"""Reads JSON Lines, CSV and Excel into rows with their line number; knows no field of a record."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

MAX_LINE = 4 * 1024 * 1024
"""Bytes of one JSON line or one CSV cell; more is no text that people read."""
MAX_FILE = 256 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
_SEPARATORS = (";", ",", "\t")
# What a file that is no workbook makes openpyxl raise; SyntaxError is what XML parsers raise.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    EOFError,
)


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the text says in Dutch what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as it stands in the file, or why it cannot be read (``problem``, in Dutch)."""

    line: int
    values: Mapping[str, Any]
    problem: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a .jsonl, .csv or .xlsx file.

    Raises ``UnreadableFileError`` for a file that is absent, of another kind, damaged or too large.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFileError("Geef een bestand dat eindigt op .jsonl, .csv of .xlsx.")
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise UnreadableFileError("Het bestand is groter dan 256 MB. Knip het in delen.")
        yield from reader(path)
    except FileNotFoundError as error:
        raise UnreadableFileError("Het bestand is niet te openen: het is er niet.") from error
    except OSError as error:
        reason = "kijk of u het mag lezen en of het een gewoon bestand is"
        raise UnreadableFileError(f"Het bestand is niet te openen: {reason}.") from error


def _read_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as handle:
        number = 0
        while raw := handle.readline(MAX_LINE + 1):
            number += 1
            if len(raw) > MAX_LINE:
                while not raw.endswith(b"\n") and (raw := handle.readline(MAX_LINE)):
                    pass
                yield Row(number, {}, "De regel is te lang (meer dan 4 MB).")
                continue
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.strip():
                yield _json_row(number, raw)


def _json_row(number: int, raw: bytes) -> Row:
    try:
        values = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Row(number, {}, "De regel is geen UTF-8. Sla het bestand op als UTF-8.")
    except json.JSONDecodeError as error:
        return Row(number, {}, f"De regel is geen geldige JSON: kijk bij teken {error.colno}.")
    except (ValueError, RecursionError):
        return Row(number, {}, "De regel is geen geldige JSON: te diep, of met een te groot getal.")
    if not isinstance(values, dict):
        return Row(number, {}, "De regel is geen object met velden: {...}.")
    return Row(number, values)


def _read_csv(path: Path) -> Iterator[Row]:
    text = _decode(path.read_bytes())
    csv.field_size_limit(MAX_LINE)
    skipped = 0
    first, _, rest = text.partition("\n")
    separator = ""
    if first.strip().lower().startswith("sep="):
        # Excel writes this line for itself.
        separator, text, skipped = first.strip()[4:5], rest, 1
        first = text.partition("\n")[0]
    separator = separator or max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    yield from _table(_csv_lines(reader, skipped))


def _csv_lines(reader: Any, skipped: int) -> Iterator[tuple[int, list[Any] | str]]:
    while True:
        line = reader.line_num + 1 + skipped
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"De regel is niet te lezen als CSV ({error})."


def _decode(raw: bytes) -> str:
    """Excel saves 'CSV' in the alphabet of Windows and 'CSV UTF-8' with a mark in front."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError("De tekens zijn niet te lezen. Sla het bestand op als CSV UTF-8.")


def _read_xlsx(path: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise UnreadableFileError("Het Excel-bestand is uitgepakt te groot.")
        # Values as Excel last showed them: a formula itself is no content.
        workbook = load_workbook(path, read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        # Some programs write a size that is too small; Excel itself does not look at it either.
        sheet.reset_dimensions()
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        yield from _table((line, list(cells)) for line, cells in rows)
        workbook.close()
    except UnreadableFileError:
        raise
    except _DAMAGED as error:
        raise UnreadableFileError(
            "Dit is geen Excel-bestand (.xlsx), of het is beschadigd."
        ) from error


def _table(lines: Iterable[tuple[int, list[Any] | str]]) -> Iterator[Row]:
    """Yield rows under the names of the first line that is not empty."""
    names: list[str] = []
    for line, cells in lines:
        if isinstance(cells, str):
            yield Row(line, {}, cells)
            continue
        if not any(cell is not None and str(cell).strip() for cell in cells):
            continue
        if not names:
            names = ["" if cell is None else str(cell).strip() for cell in cells]
            continue
        yield Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name})


_READERS: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
}
