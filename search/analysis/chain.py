"""The chain from text to terms: words, then their lemma, then the parts of a compound.

For now the lemma is a Snowball stem and a word has one part, itself. A lexicon will replace the
inside of this module; its interface stays.
"""

from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import Stemmer

from search.analysis.tokens import fold, split_words
from search.documents import clean_text

_CACHED_WORDS = 50_000


class Token(NamedTuple):
    """One analysed word: how and where it stands in the text, and what it is searched by.

    `word` is the surface in lower case with its ending resolved. `parts` are the lemmas of a
    compound's parts, or the lemma itself. `overlay`: see `tokens.RawToken`.
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

    `version` goes into the index; an index made by another version has to be rebuilt.
    """

    # In Snowball 3 'dutch' became another algorithm; this is the one of Lucene and tantivy.
    _ALGORITHM = "dutch_porter"

    version = f"snowball-{Stemmer.version()}-{_ALGORITHM}-1"

    def __init__(self) -> None:
        # The stemmer has a state of its own and may not be used by two threads at once. It is
        # asked only for words that the cache does not hold.
        self._stemmer = Stemmer.Stemmer(self._ALGORITHM, 0)
        self._lock = Lock()
        self.forms = lru_cache(_CACHED_WORDS)(self._forms)

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
        """Return lemma and parts of a word. Accents go last: the stemmer wants to see them."""
        with self._lock:
            stem = self._stemmer.stemWord(word)
        lemma = fold(stem) or fold(word) or word
        return lemma, (lemma,)
