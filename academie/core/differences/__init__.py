"""What is different between two versions of a page, in words that a reader knows. Pure."""

from academie.core.differences.change import Change, Kind, Piece, PieceKind
from academie.core.differences.compare import Scope, compare
from academie.core.differences.lines import as_line, as_lines

__all__ = ["Change", "Kind", "Piece", "PieceKind", "Scope", "as_line", "as_lines", "compare"]
