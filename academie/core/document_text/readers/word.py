"""Word files (docx), by python-docx."""

from collections.abc import Iterator
from typing import IO, Any

import docx
from docx.oxml.ns import qn

from academie.core.document_text.archive import check_office_file
from academie.core.document_text.outcome import Outcome
from academie.core.document_text.pieces import Pieces
from academie.core.document_text.readers.xml_text import add_text

_TEXTS = {qn("w:t")}
_BREAKS = {
    qn("w:p"): "\n",
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Old programs get a second copy of a text box.
_SECOND_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read the running text, tables and text boxes; what was struck out is left out."""
    check_office_file(file, "docx")
    document = docx.Document(file)
    body = document.element.body
    add_text(_elements(body), pieces, texts=_TEXTS, breaks=_BREAKS)
    return pieces.outcome()


def _elements(top: Any) -> Iterator[Any]:
    """Yield everything below an element but the second copies; without recursion."""
    stack = [iter(top)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag != _SECOND_COPY:
            yield element
            stack.append(iter(element))
