"""The pieces that a comparison is made of."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a field, a step or a download."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class PieceKind(StrEnum):
    """Whether words stayed, went or came."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; SKIPPED stands for a long stretch that stayed the same."""

    kind: PieceKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``label`` names the field or the part ('Stap 3'), ``title`` is what the part is called by its
    writer, ``was`` where a moved part stood ('Stap 5'). Short values are in ``before`` and
    ``after``; running text has its words in ``pieces`` too; ``parts`` are the fields of a step, a
    download or a moment that differ.
    """

    label: str
    kind: Kind
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()
    parts: tuple["Change", ...] = ()
    title: str = ""
    was: str = ""
