"""Plainer words for hard ones, from fixtures/vocabulary/plain_words.toml."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AROUND = 40

Phrases = tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Plainer:
    """A hard word as it stands in the text, what can stand there, and the words around it."""

    word: str
    instead: str
    excerpt: str


def plainer(text: str) -> list[Plainer]:
    """Return the hard words of a plain text in the order of reading, each word once."""
    known = _phrases()
    words = list(_WORD.finditer(text))
    lowered = [word[0].lower() for word in words]
    found: dict[str, Plainer] = {}
    for at, first in enumerate(lowered):
        for phrase, instead in known.get(first, ()):
            last = at + len(phrase)
            if tuple(lowered[at:last]) == phrase:
                start, end = words[at].start(), words[last - 1].end()
                found.setdefault(
                    " ".join(phrase),
                    Plainer(text[start:end], instead, _around(text, start, end)),
                )
                break
    return list(found.values())


@cache
def _phrases() -> Mapping[str, Phrases]:
    """Return first word -> the phrases that begin with it, the longest first."""
    file = settings.BASE_DIR / "fixtures" / "vocabulary" / "plain_words.toml"
    with file.open("rb") as handle:
        listed: dict[str, str] = tomllib.load(handle)["words"]
    by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for forms, instead in listed.items():
        for form in forms.split(","):
            phrase = tuple(form.lower().split())
            by_first[phrase[0]].append((phrase, instead))
    return {
        first: tuple(sorted(phrases, key=lambda one: -len(one[0])))
        for first, phrases in by_first.items()
    }


def _around(text: str, start: int, end: int) -> str:
    """Return the words round a piece of text, on one line."""
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.split(" ", 1)[-1]
    if end + _AROUND < len(text):
        after = after.rsplit(" ", 1)[0] + " …"
    return " ".join(f"{before}{text[start:end]}{after}".split())
