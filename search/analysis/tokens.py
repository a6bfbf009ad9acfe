"""Text to raw tokens with their place in the text, by the rules of Dutch spelling.

A word is letters and digits, with apostrophes and hyphens inside it:
- "foto's" is foto, "IB'er" is iber: what follows an apostrophe is an ending, not a word;
- "po-vo" is po and vo, and also povo, because people write such short names in both ways.
Accents are kept here: a lexicon must still be able to see that coördinator is one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MAX_TOKEN = 64
"""Longer 'words' are cut: Lucene splits tokens at 255 characters, tantivy does not."""

JOINED_MAX = 8
"""Hyphened words up to this many letters are also one word: po-vo, so-vo, sbo-so."""

WORD = re.compile(r"[^\W_]+(?:['’ʼ\-‐‑][^\W_]+)*")
_HYPHEN = re.compile(r"[\-‐‑]")
_CURLY = str.maketrans("’ʼ", "''")


class RawToken(NamedTuple):
    """A word in lower case with the place of its surface in the text.

    `overlay` marks the joined form of a hyphened word: it lies over its parts and takes no
    position of its own, so that phrases run on.
    """

    word: str
    start: int
    end: int
    overlay: bool = False


def split_words(text: str) -> Iterator[RawToken]:
    """Yield the words of a text (in NFC, see `documents.clean_text`) from left to right."""
    for match in WORD.finditer(text):
        surface, start = match[0], match.start()
        if surface.isalnum():
            yield RawToken(surface.lower()[:MAX_TOKEN], start, match.end())
        else:
            yield from _compound(surface, start)


def fold(word: str) -> str:
    """Take accents off: 'coördinator' becomes 'coordinator'."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _compound(surface: str, start: int) -> Iterator[RawToken]:
    """Yield the parts of a word with hyphens or apostrophes in it, then its joined form."""
    words, at = [], start
    for piece in _HYPHEN.split(surface):
        word = _ending(piece.lower().translate(_CURLY))
        words.append(word)
        yield RawToken(word[:MAX_TOKEN], at, at + len(piece))
        at += len(piece) + 1
    joined = "".join(words)
    if len(words) > 1 and len(joined) <= JOINED_MAX:
        yield RawToken(joined, start, start + len(surface), overlay=True)


def _ending(word: str) -> str:
    """Resolve an apostrophe: "'s" falls off, "'er" and "'ers" are glued on."""
    stem, apostrophe, ending = word.rpartition("'")
    if not apostrophe:
        return word
    if ending == "s":
        return stem
    return stem + ending if ending in ("er", "ers") else word
