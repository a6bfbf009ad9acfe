"""The text of one page as the checks read it: the page itself and its pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from academie.core.page_texts import ALT, HEADING, PROSE, Piece
from academie.proofing.finding import Finding, Severity, shortened


@dataclass(frozen=True, slots=True)
class Text:
    """A page and every text on it, in the order of the form."""

    page: Any
    pieces: tuple[Piece, ...]

    def prose(self) -> Iterator[Piece]:
        """Yield the running text: what a reader reads in sentences."""
        return (piece for piece in self.pieces if piece.role == PROSE)

    def read(self) -> Iterator[Piece]:
        """Yield all that a reader of the page reads, headings and loose lines too."""
        return (piece for piece in self.pieces if piece.role != ALT and piece.field not in HIDDEN)

    def headings(self) -> Iterator[Piece]:
        """Yield the headings that are a field or block of their own."""
        return (piece for piece in self.pieces if piece.role == HEADING)


HIDDEN = frozenset(
    {"seo_title", "search_description", "consent_note", "vouched_note"}
    | {"author_text", "organisation_text", "source_text"}
)
"""Fields that stand beside the text: who made it, names of organisations, what search engines show.

Names are as they are; nobody can write them plainer.
"""


def found(
    piece: Piece, severity: Severity, code: str, excerpt: str, sentence: str, advice: str
) -> Finding:
    """Return a finding about a piece of text."""
    return Finding(
        field=piece.field,
        label=piece.label,
        severity=severity,
        sentence=sentence,
        excerpt=shortened(excerpt),
        advice=advice,
        code=code,
        block=piece.block,
    )
