"""One reader for each kind of file. Each runs in a child process with limits."""

from collections.abc import Callable
from importlib import import_module
from typing import IO

from academie.core.document_text.outcome import Outcome
from academie.core.document_text.pieces import Pieces

Reader = Callable[[IO[bytes], Pieces], Outcome]

KINDS = {
    "docx": "word",
    "odt": "open_document",
    "pdf": "pdf",
    "pptx": "slides",
    "txt": "plain",
    "xlsx": "sheets",
}
"""Extension -> module with ``read(file, pieces)``, which may raise anything on a bad file."""


def reader_for(kind: str) -> Reader | None:
    """Return the reader of files with this extension; None when we do not read them."""
    name = KINDS.get(kind)
    if name is None:
        return None
    reader: Reader = import_module(f"{__name__}.{name}").read
    return reader
