"""The chain from text to terms: words, then their lemma, then the parts of a compound."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from search.analysis.lexicon import Lexicon, read_manifest
from search.analysis.tokens import split_words
from search.analysis.words import Reading, Words
from search.documents import clean_text
from search.sources import WordRule

CODE = 1
"""Raise this when the same lexicon gives other terms than before: indices are then made anew."""

_CACHED_WORDS = 50_000
_CACHED_CHECKS = 10_000


class Token(NamedTuple):
    """One analysed word: how and where it stands in the text, and what it is searched by.

    `word` is the surface in lower case with its ending resolved. `parts` are the lemmas of a
    compound's parts, each followed by its own parts, or the lemma itself for any other word.
    `overlay`: see `tokens.RawToken`.
    """

    surface: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...]
    word: str
    overlay: bool = False


class Analyzer:
    """Turns text into tokens, the same for documents, queries and highlights.

    `version` and `rules_version` go into the index; an index made by another version, or under
    other rules, has to be rebuilt. Thread safe: what it keeps are two bounded caches.
    """

    version = f"lexicon-{CODE}-{read_manifest().get('lexicon', '')[:12]}"

    def __init__(self, rules: Sequence[WordRule] = (), lexicon: Lexicon | None = None) -> None:
        """Take the rules of the editors; `lexicon` is the one of the project if not given."""
        self.rules = rules
        self.rules_version = _hash(rules)
        self._words = Words(lexicon or Lexicon(), rules)
        self.forms = lru_cache(_CACHED_WORDS)(self._forms)
        self.known = lru_cache(_CACHED_CHECKS)(self._known)

    def analyse(self, text: str) -> list[Token]:
        """Return the tokens of a text; places are those in the text as `clean_text` leaves it."""
        text = clean_text(text)
        forms = self.forms
        return [
            Token(text[start:end], start, end, *forms(word), word, overlay)
            for word, start, end, overlay in split_words(text)
        ]

    def lemmas(self, text: str) -> tuple[str, ...]:
        """Return the lemmas of a text in order, one for each position."""
        return tuple(token.lemma for token in self.analyse(text) if not token.overlay)

    def _forms(self, word: str) -> tuple[str, tuple[str, ...]]:
        """Return lemma and parts of a word as `split_words` gives it."""
        reading = self._words.read(word)
        return reading.lemma, reading.parts

    def _known(self, word: str) -> bool:
        """Tell whether each word in this text is in the lexicon, a compound of it, or in a rule."""
        readings: list[Reading] = [
            self._words.read(raw.word) for raw in split_words(clean_text(word)) if not raw.overlay
        ]
        return bool(readings) and all(reading.known for reading in readings)


def _hash(rules: Sequence[WordRule]) -> str:
    if not rules:
        return ""
    lines = [f"{rule.word}\t{rule.lemma}\t{' '.join(rule.parts)}" for rule in rules]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
