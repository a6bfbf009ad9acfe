"""What the vocabularies know about abbreviations: what they stand for."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from academie.taxonomy.selectors import TERM_MODELS, copy_number, synonyms, terms

ABBREVIATION = re.compile(r"(?<![\w@./&-])(?:[A-Z]|\d(?=[A-Z]))[A-Za-z0-9]{1,8}(?![\w@]|\.\w)")
"""A candidate; ``looks_short`` decides."""

_EVERYDAY_LISTED = """
nl eu vn tv pdf a3 a4 a5 usb url qr ok id it sms gps co2 vs uk bv nv ehbo pc cd dvd wc pin
bsn kvk btw nos anwb html cv hbo wo ai gmail led dna faq wifi app covid corona iq
"""
EVERYDAY = frozenset(_EVERYDAY_LISTED.split())
"""Short words that everybody knows, or that are no abbreviation to a reader."""


MOST_LETTERS = 12


def looks_short(word: str) -> bool:
    """Return whether a word is written as an abbreviation: TOS, NJi, PrO, 1G1P1R."""
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and 2 * capitals >= len(letters)


def meaning(abbreviation: str) -> str | None:
    """Return what an abbreviation stands for; '' when it is known without words, None if unknown.

    From the thesaurus and from the names of our own terms, as editors keep them.
    """
    known = _meanings(copy_number())
    return known.get(abbreviation.casefold())


@lru_cache(maxsize=1)
def _meanings(copy: int) -> Mapping[str, str]:
    """Return abbreviation -> meaning, made once for every copy of the vocabularies."""
    found: dict[str, str] = {}
    for names in _rows():
        for name in names:
            for form in _forms(name):
                known = form.casefold()
                if not found.get(known):
                    found[known] = next((long for long in names if _spells(form, long)), "")
    return found


def _rows() -> Iterator[tuple[str, ...]]:
    """Yield the names that belong together; the preferred one first."""
    for row in synonyms():
        yield (row.term, *row.words)
    for model in TERM_MODELS:
        for term in terms(model.facet).values():
            yield (term.label, term.short_label, *term.synonyms)


def _spells(short: str, long: str) -> bool:
    """Return whether a name is what the letters stand for: in order, from the first on.

    The thesaurus also ties words that mean about the same ('ADHD' and 'druk'); those explain
    nothing.
    """
    letters = [char for char in short.casefold() if char.isalpha()]
    name = long.casefold()
    if len(long) < 2 * len(letters) or not letters or name[:1] != letters[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters) and not looks_short(long.split()[0])


def _forms(name: str) -> Iterator[str]:
    """Yield what a reader may see of a name: itself and, of 'IB'er' and '(V)SO', the core."""
    if len(name) <= MOST_LETTERS and " " not in name:
        yield name
        yield re.sub(r"['’-].*", "", name)
        yield re.sub(r"\W", "", name)
