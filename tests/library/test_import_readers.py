"""Files -> rows with their line number, whatever is in them."""

import zipfile
from datetime import datetime

import openpyxl
import pytest

from academie.library.importing import readers
from academie.library.importing.readers import UnreadableFileError, read_rows


@pytest.fixture
def rows(tmp_path):
    """Read bytes as a file with that ending."""

    def read(ending, content):
        file = tmp_path / f"bestand.{ending}"
        file.write_bytes(content)
        return list(read_rows(file))

    return read


def test_json_lines_keep_their_number(rows):
    found = rows("jsonl", b'{"id": "1"}\n\n{"id": "2"}')
    assert [(row.line, row.values["id"]) for row in found] == [(1, "1"), (3, "2")]


def test_byte_order_mark_is_no_content(rows):
    assert rows("jsonl", b'\xef\xbb\xbf{"id": "1"}\n')[0].values == {"id": "1"}
    assert rows("csv", "\ufeffid;title\n1;Één\n".encode())[0].values == {"id": "1", "title": "Één"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": ', "geen geldige JSON"),
        (b"[1, 2]", "geen object"),
        (b'"tekst"', "geen object"),
        ('{"id": "café"}'.encode("cp1252"), "geen UTF-8"),
        (b"[" * 100_000, "geen geldige JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "geen geldige JSON"),
        (b"\x00\x01\x02", "geen geldige JSON"),
    ],
    ids=["half", "list", "text", "windows", "deep", "huge-number", "binary"],
)
def test_broken_line_is_told_and_the_next_is_read(rows, line, says):
    found = rows("jsonl", line + b'\n{"id": "2"}\n')
    assert says in found[0].problem
    assert (found[1].line, found[1].values) == (2, {"id": "2"})


def test_line_without_end_is_not_read_into_memory(rows, monkeypatch):
    monkeypatch.setattr(readers, "MAX_LINE", 1000)
    found = rows("jsonl", b'{"id": "' + b"x" * 5000 + b'"}\n{"id": "2"}\n')
    assert "te lang" in found[0].problem
    assert (found[1].line, found[1].values) == (2, {"id": "2"})


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_separator_is_seen(rows, separator):
    content = separator.join(["id", "title"]) + "\n" + separator.join(["1", "Een titel"]) + "\n"
    assert rows("csv", content.encode())[0].values == {"id": "1", "title": "Een titel"}


def test_line_that_excel_writes_for_itself_is_skipped(rows):
    found = rows("csv", b"sep=;\r\nid;title\r\n1;Een, twee\r\n")
    assert (found[0].line, found[0].values["title"]) == (3, "Een, twee")


def test_text_of_more_lines_in_csv_counts_the_lines(rows):
    found = rows("csv", b'id;body\n1;"regel een\nregel twee"\n2;kort\n')
    assert [row.line for row in found] == [2, 4]
    assert found[0].values["body"] == "regel een\nregel twee"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_as_dutch_excel_saves_it(rows, encoding):
    found = rows("csv", "id;title\n1;Coördinator – één\n".encode(encoding))
    assert found[0].values["title"] == "Coördinator – één"


def test_csv_cell_that_is_too_large_is_told(rows, monkeypatch):
    monkeypatch.setattr(readers, "MAX_LINE", 1000)
    found = rows("csv", b"id;body\n1;" + b"x" * 5000 + b"\n2;kort\n")
    assert "niet te lezen als CSV" in found[0].problem
    assert found[-1].values == {"id": "2", "body": "kort"}


def test_csv_with_nul_bytes_is_read(rows):
    assert rows("csv", b"id;title\n1;T\x00OS\n")[0].values["id"] == "1"


def test_csv_line_with_too_few_and_too_many_cells(rows):
    found = rows("csv", b"id;title\n1\n2;b;c\n;;\n")
    assert [row.values for row in found] == [{"id": "1"}, {"id": "2", "title": "b"}]


def _workbook(tmp_path, *lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    file = tmp_path / "bestand.xlsx"
    book.save(file)
    return file


def test_excel_rows_keep_number_and_kind(tmp_path):
    moment = datetime(2026, 3, 31, 9, 30)
    file = _workbook(tmp_path, [], ["id", "title", None, "start"], [12, "TOS", "x", moment])
    found = list(read_rows(file))
    assert [(row.line, dict(row.values)) for row in found] == [
        (3, {"id": 12, "title": "TOS", "start": moment})
    ]


def test_formula_in_excel_is_never_content(tmp_path):
    file = _workbook(tmp_path, ["id", "title"], ["1", '=HYPERLINK("http://kwaad","klik")'])
    assert next(iter(read_rows(file))).values["title"] is None


@pytest.mark.parametrize("content", [b"", b"geen excel", b"PK\x03\x04 kapot"])
def test_file_that_is_no_workbook_is_refused(rows, content):
    with pytest.raises(UnreadableFileError, match="geen Excel-bestand"):
        rows("xlsx", content)


def test_zip_without_a_workbook_is_refused(tmp_path):
    file = tmp_path / "bestand.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("iets.txt", "niets")
    with pytest.raises(UnreadableFileError, match="geen Excel-bestand"):
        list(read_rows(file))


def test_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    file = _workbook(tmp_path, ["id"], ["1"])
    monkeypatch.setattr(readers, "MAX_UNPACKED", 1000)
    with pytest.raises(UnreadableFileError, match="te groot"):
        list(read_rows(file))


def test_too_large_absent_and_unknown_files_are_refused(tmp_path, monkeypatch):
    with pytest.raises(UnreadableFileError, match="niet te openen"):
        list(read_rows(tmp_path / "weg.jsonl"))
    with pytest.raises(UnreadableFileError, match="Geef een bestand dat eindigt op"):
        list(read_rows(tmp_path / "bestand.docx"))
    file = tmp_path / "groot.jsonl"
    file.write_bytes(b"{}\n" * 10)
    monkeypatch.setattr(readers, "MAX_FILE", 10)
    with pytest.raises(UnreadableFileError, match="256 MB"):
        list(read_rows(file))
