"""A careful guess at the lemma of a word that no dictionary holds.

It only has to let the forms of one unknown word meet ('vapes' and 'vape'), without bringing
different words together; so it takes off endings that can hardly be anything else.
"""

import re
from collections.abc import Callable, Iterator

_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxjy]$")
_UNVOICED = {"z": "s", "v": "f"}
_VOWELS = frozenset("aeiou")
_ADJECTIVES = (
    ("loze", "loos"), ("bare", "baar"), ("zame", "zaam"), ("ieve", "ief"), ("iële", "ieel"),
    ("iele", "ieel"), ("ische", "isch"), ("lijke", "lijk"), ("ige", "ig"), ("achtige", "achtig"),
    ("gerichte", "gericht"), ("euze", "eus"),
)  # fmt: skip
_MIN_E, _MIN_S, _MIN_EN, _MIN_TAIL = 7, 5, 6, 5
_STEM = re.compile(r"[aeiouy].*[^aeiou]$")


def bases(word: str) -> Iterator[str]:
    """Yield what a noun in the plural or the diminutive could be a form of, likeliest first."""
    if word.endswith("en"):
        yield singular(word[:-2])
        yield word[:-1]
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    small = word.removesuffix("s")
    if small.endswith("je"):
        for ending in ("je", "tje", "pje", "etje", "kje"):
            if small.endswith(ending):
                yield small.removesuffix(ending) + ("g" if ending == "kje" else "")
        if small.endswith("etje") and small[-5:-4] == small[-6:-5]:
            yield small[:-5]
    if word.endswith("e") and len(word) >= _MIN_E:
        yield singular(word[:-1])
        yield word[:-1]


def singular(stem: str) -> str:
    """Write a stem without its ending by the rules of spelling: klass, verhal and brev."""
    last, before = stem[-1:], stem[-2:-1]
    if last == before and last not in _VOWELS:
        return stem[:-1]
    closed = stem[:-1] + _UNVOICED.get(last, last)
    if _SHORT.search(stem) and not stem.endswith(("er", "el", "en")):
        return closed[:-1] + before + closed[-1:]
    return closed


def guess(word: str, lemma_of: Callable[[str], str]) -> str:
    """Return the lemma of an unknown word; `lemma_of` gives that of a known word, or ''."""
    for base in bases(word):
        if len(base) > 2 and lemma_of(base):
            return base
    # An unknown word often ends in a known one: 'citotoetsen' has the ending of 'toetsen'.
    for start in range(2, len(word) - _MIN_TAIL + 1):
        lemma = lemma_of(word[start:])
        if lemma:
            return word[:start] + lemma
    for ending, bare in _ADJECTIVES:
        if word.endswith(ending):
            return word.removesuffix(ending) + bare
    if word.endswith("s") and len(word) >= _MIN_S and word[-2] not in "suij":
        return word[:-1]
    if word.endswith("en") and len(word) >= _MIN_EN and _STEM.search(word[:-2]):
        return singular(word[:-2])
    return word
