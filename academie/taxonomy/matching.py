"""From what people write to the term they mean."""

import re
import unicodedata
from collections.abc import Iterable

from academie.taxonomy import selectors
from academie.taxonomy.selectors import TermRow

_OTHER = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, words separated by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _OTHER.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


class TermMatcher:
    """Finds terms of one vocabulary by slug, name, short name or other word, in that order.

    Where two terms share a word, the one that editors put first has it.
    """

    def __init__(self, facet: str) -> None:
        terms = selectors.terms(facet).values()
        self._terms: dict[str, TermRow] = {}
        self._add((term.slug, term) for term in terms)
        self._add((term.label, term) for term in terms)
        self._add((term.short_label, term) for term in terms)
        self._add((word, term) for term in terms for word in term.synonyms)

    def _add(self, words: Iterable[tuple[str, TermRow]]) -> None:
        for word, term in words:
            self._terms.setdefault(fold(word), term)

    def match(self, value: str) -> TermRow | None:
        """Return the term, or None when no term is called that."""
        key = fold(value)
        return self._terms.get(key) if key else None
