"""The files of a toolkit as a reader sees them: what kind, how large."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from academie.library.models import Toolkit

KINDS = {
    "docx": "Word",
    "odt": "OpenDocument tekst",
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "txt": "Tekst",
    "xlsx": "Excel",
}
"""What readers call a file with this extension (WAGTAILDOCS_EXTENSIONS)."""


@dataclass(frozen=True, slots=True)
class Download:
    """One row of the table of downloads; ``size`` is '' when nobody measured the file."""

    title: str
    url: str
    kind: str
    size: str


def downloads_of(page: "Toolkit") -> list[Download]:
    """Return the downloads of a toolkit in the editor's order, in one query."""
    return [
        Download(
            title=row.title,
            url=row.document.url,
            kind=kind_words(row.document.file_extension),
            size=size_words(row.document.file_size),
        )
        for row in page.downloads.select_related("document")
    ]


def kind_words(extension: str) -> str:
    """Return the name of a kind of file: 'docx' is 'Word'."""
    return KINDS.get(extension.lower(), extension.upper())


def size_words(size: int | None) -> str:
    """Return a file's size in words: 84000 is '84 kB', 1250000 is '1,3 MB'."""
    if not size:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
