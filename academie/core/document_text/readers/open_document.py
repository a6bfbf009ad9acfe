"""OpenDocument text (odt): a zip with the text in one XML file."""

import zipfile
from typing import IO
from xml.etree.ElementTree import XMLParser

from academie.core.document_text.archive import check_office_file
from academie.core.document_text.outcome import Outcome
from academie.core.document_text.pieces import Pieces

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_BREAKS = {f"{{{_TEXT}}}{name}" for name in ("p", "h", "line-break", "tab", "s")}
_STRUCK_OUT = f"{{{_TEXT}}}tracked-changes"
_CHUNK = 64 * 1024


class _Words:
    """Takes what the parser sees; keeps no tree."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._struck_out = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A paragraph and its like begin on a new line."""
        self._struck_out += tag == _STRUCK_OUT
        if tag in _BREAKS:
            self._pieces.add("\n")

    def end(self, tag: str) -> None:
        """What was struck out ends somewhere."""
        self._struck_out -= tag == _STRUCK_OUT

    def data(self, text: str) -> None:
        """Keep text."""
        if not self._struck_out:
            self._pieces.add(text)

    def close(self) -> None:
        """There is nothing to give back."""


def read(file: IO[bytes], pieces: Pieces) -> Outcome:
    """Read the running text; entities were refused before."""
    check_office_file(file, "odt")
    parser = XMLParser(target=_Words(pieces))  # noqa: S314 - a document type is refused above
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        while not pieces.full() and (chunk := content.read(_CHUNK)):
            parser.feed(chunk)
    return pieces.outcome()
