"""Downloads of the demo toolkits: real Word and Excel files, made at loading."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from wagtail.documents import get_document_model
from wagtail.utils.file import hash_filelike

from home.demo.context import DemoContext

LANGUAGE = "nl-NL"
MAKER = "Onderwijs-Zorg Academie"
WIDEST_COLUMN = 48


def make_document(table: dict[str, Any], context: DemoContext) -> Any:
    """Store one ``[[downloads]]`` table as a document; raises KeyError on an unknown kind."""
    title, kind = table["title"], table["kind"]
    content = {"docx": _docx, "xlsx": _xlsx}[kind](title, table)
    file = ContentFile(content, name=f"{slugify(title)[:60].rstrip('-')}.{kind}")
    document = get_document_model()(
        title=title, file=file, uploaded_by_user=context.people["demo-specialist"]
    )
    # Known now, so that the first reader's download does not have to write them.
    document.file_size = len(content)
    document.file_hash = hash_filelike(file)
    document.save()
    return document


def _docx(title: str, table: dict[str, Any]) -> bytes:
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, MAKER, LANGUAGE
    # Word and screen readers take the language of the text from the style, not from the properties.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    document.add_heading(title, level=1)
    for paragraph in table["paragraphs"]:
        for line in str(paragraph).splitlines():
            if line.startswith("- "):
                document.add_paragraph(line[2:], style="List Bullet")
            elif line.strip():
                document.add_paragraph(line.strip())
    return _bytes(document)


def _xlsx(title: str, table: dict[str, Any]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheet = workbook.create_sheet("Blad")
    workbook.properties.title, workbook.properties.creator = title, MAKER
    workbook.properties.language = LANGUAGE
    rows: Sequence[Sequence[Any]] = table["rows"]
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for column in sheet.columns:
        width = max(len(str(cell.value or "")) for cell in column) + 4
        sheet.column_dimensions[column[0].column_letter].width = min(width, WIDEST_COLUMN)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    return _bytes(workbook)


def _bytes(made: Any) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
