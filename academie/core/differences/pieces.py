"""Two texts, word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from academie.core.differences.change import Piece, PieceKind

MOST_WORDS = 3000
"""Above this only whole lines are compared: the time grows with the product of both lengths."""

AROUND = 12
"""Words that stay readable around a difference; what lies further away is left out."""

_WORD = re.compile(r"\S+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one: words that stayed, went (first) and came, in reading order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = _LINE.findall(before), _LINE.findall(after)
    return token_pieces(old, new)


def token_pieces(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """Return two rows of words as one row of pieces; spaces around a word make no difference."""
    matcher = SequenceMatcher(
        None, [token.strip() for token in old], [token.strip() for token in new], autojunk=False
    )
    found: list[Piece] = []
    codes = matcher.get_opcodes()
    for place, (code, old_from, old_to, new_from, new_to) in enumerate(codes):
        if code == "equal":
            found += _same(new[new_from:new_to], place > 0, place < len(codes) - 1)
            continue
        if old_to > old_from:
            found.append(Piece(PieceKind.GONE, "".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Piece(PieceKind.NEW, "".join(new[new_from:new_to])))
    return tuple(found)


def _same(words: Sequence[str], after_a_change: bool, before_a_change: bool) -> list[Piece]:
    """Return words that stayed; of a long stretch only what lies next to a change."""
    head = AROUND if after_a_change else 0
    tail = AROUND if before_a_change else 0
    if len(words) <= head + tail + AROUND:
        return [Piece(PieceKind.SAME, "".join(words))]
    kept = [Piece(PieceKind.SAME, "".join(words[:head]))] if head else []
    kept.append(Piece(PieceKind.SKIPPED))
    return kept + ([Piece(PieceKind.SAME, "".join(words[-tail:]))] if tail else [])
