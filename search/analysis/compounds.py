"""Take compounds apart: 'thuiszittersaanpak' is thuiszitters and aanpak.

The pieces a compound may be made of come from a table (`Lexicon.pieces`); this module finds the
best way to lay them end to end. It does so for words that no dictionary holds too, which in
Dutch is most compounds.
"""

from collections.abc import Callable
from typing import NamedTuple

BEGIN, MIDDLE, END = 1, 2, 4
"""Where a piece may stand according to the dictionary."""

LOOSE_BEGIN, LOOSE_END = 8, 16
"""Where a piece may stand as well: nouns and adjectives the dictionary has no flag for."""

MIN_PIECE, MIN_WORD, MAX_PIECES = 3, 6, 5

_LOOSE_COST, _SHORT_COST = 0.35, 0.15


class Piece(NamedTuple):
    """A stretch of a compound: where it may stand, and its lemma."""

    text: str
    places: int
    lemma: str


PieceTable = Callable[[str], list[Piece]]
"""Returns every piece that the given text starts with."""

Way = tuple[float, tuple[Piece, ...]]
"""What it costs to lay these pieces end to end."""


def split(word: str, table: PieceTable, *, loose: bool = True) -> tuple[Piece, ...]:
    """Return the pieces of a compound in order, () for a word that is none.

    Without `loose` only the places that the dictionary gives count. The fewest pieces win: what
    a piece is made of itself is another question.
    """
    size = len(word)
    if size < MIN_WORD:
        return ()
    begin = BEGIN | MIDDLE | (LOOSE_BEGIN if loose else 0)
    end = END | (LOOSE_END if loose else 0)
    # From front to back: what fits where. Most words stop here, at their first letters.
    fitting: dict[int, list[Piece]] = {}
    reached = {0}
    for start in range(size - MIN_PIECE + 1):
        if start in reached:
            fitting[start] = table(word[start:])
            stops = (start + len(one.text) for one in fitting[start] if one.places & begin)
            reached.update(stop for stop in stops if stop <= size - MIN_PIECE)
    # From back to front: the best way to fill each tail of the word. A tail is filled well
    # whatever stands before it, so no way is looked at twice.
    tails: dict[int, Way] = {}
    for start in reversed(fitting):
        ways: list[Way] = []
        for piece in fitting[start]:
            stop = start + len(piece.text)
            if stop == size:
                if start and piece.places & end:
                    ways.append((_cost(piece, END), (piece,)))
            elif stop in tails and piece.places & begin:
                cost, rest = tails[stop]
                if piece.text != rest[0].text and len(rest) < MAX_PIECES:
                    ways.append((cost + _cost(piece, BEGIN | MIDDLE), (piece, *rest)))
        if ways:
            tails[start] = min(ways, key=_rank)
    return tails[0][1] if 0 in tails else ()


def _cost(piece: Piece, sure: int) -> float:
    short = _SHORT_COST if len(piece.text) == MIN_PIECE else 0.0
    return 1.0 + short + (0.0 if piece.places & sure else _LOOSE_COST)


def _rank(way: Way) -> tuple[float, int, int, tuple[Piece, ...]]:
    """The lower the better: few pieces, then a long shortest piece, then a long last one."""
    cost, pieces = way
    sizes = [len(piece.text) for piece in pieces]
    return round(cost, 2), -min(sizes), -sizes[-1], pieces
