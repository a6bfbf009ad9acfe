"""The words in an answer, whatever it is: a page, a PDF, an archive with files in it."""

import io
import zipfile

from pypdf import PdfReader


def text_of(body: bytes) -> str:
    """Return what a reader could read in these bytes."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(
                f"{name}\n{text_of(archive.read(name))}" for name in archive.namelist()
            )
    if body.startswith(b"%PDF"):
        return _text_of_pdf(body)
    return body.decode("utf-8", "replace")


def _text_of_pdf(body: bytes) -> str:
    """Read its words and its data (title, attached files)."""
    reader = PdfReader(io.BytesIO(body))
    words = "\n".join(page.extract_text() for page in reader.pages)
    return f"{words}\n{reader.metadata}\n{list(reader.attachments)}"
