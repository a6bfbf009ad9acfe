"""Headings in their order, and no headings in disguise."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from academie.core.page_texts import HEADING, Piece
from academie.proofing.finding import ADVICE, Finding
from academie.proofing.text import Text, found

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_BOLD_LINE = re.compile(
    r"<p\b[^>]*>\s*<(b|strong)>((?:(?!</p>|</\1>).)*)</\1>\s*:?\s*(?:<br\s*/?>)?\s*</p>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_LONGEST_HEADING = 80


def check(text: Text) -> Iterator[Finding]:
    """Yield skipped levels, empty headings, bold lines that act as one, and two in a row."""
    level = 1
    for piece in text.pieces:
        if piece.role == HEADING and piece.block:
            level = 2
        for found_level, inner in _HEADING.findall(piece.html):
            words = _plain(inner)
            yield from _one(piece, int(found_level), level, words)
            level = int(found_level)
        for _, inner in _BOLD_LINE.findall(piece.html):
            words = _plain(inner)
            if words and len(words) <= _LONGEST_HEADING and not words.endswith((".", "!", "?")):
                yield found(
                    piece,
                    ADVICE,
                    "bold_heading",
                    words,
                    "Deze vette regel lijkt een tussenkop, maar is er voor een voorleesprogramma "
                    "geen.",
                    "Maak er een tussenkop van, of zet hem in een zin.",
                )
    for first, second in pairwise(text.pieces):
        if _block_heading(first) and _block_heading(second) and first.field == second.field:
            yield found(
                second,
                ADVICE,
                "heading_without_text",
                second.text,
                "Twee tussenkoppen staan direct na elkaar.",
                "Zet er tekst tussen of haal er een weg.",
            )


def _one(piece: Piece, level: int, before: int, words: str) -> Iterator[Finding]:
    if not words:
        yield found(
            piece,
            ADVICE,
            "heading_empty",
            "",
            "Hier staat een lege tussenkop.",
            "Haal hem weg.",
        )
    elif level == 1:
        yield found(
            piece,
            ADVICE,
            "heading_order",
            words,
            "Deze kop heeft het niveau van de titel (kop 1). Een pagina heeft er één.",
            "Maak er kop 2 van.",
        )
    elif level > before + 1:
        yield found(
            piece,
            ADVICE,
            "heading_order",
            words,
            f"Na kop {before} komt kop {level}: er is een niveau overgeslagen.",
            f"Maak er kop {before + 1} van.",
        )


def _block_heading(piece: Piece) -> bool:
    return piece.role == HEADING and bool(piece.block)


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
