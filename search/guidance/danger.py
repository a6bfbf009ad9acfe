"""Words that may mean that somebody is in danger now: whom to call stands above all results.

A search engine answers 'leerling wil dood' with cards. Somebody who types that may need a voice
first. What she typed is compared by lemma, so 'wordt geslagen' is seen as well as 'slaan', and a
slip of the pen in a long word is seen too. A false alarm costs one calm note, a missed one may
cost more: in doubt the note is shown, also after 'niet'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer, Token
from search.documents import clean_text
from search.guidance.danger_signs import SIGNS

BETWEEN = 2
"""As many other words may stand between the words of a sign."""

_FORM = "="
_MENDABLE = 7
"""Letters of a word in which one wrong letter is looked through."""


@dataclass(frozen=True, slots=True)
class Line:
    """Whom to call: `when`, the `name` of who answers, the `number` and the hours."""

    when: str
    name: str
    number: str
    hours: str = ""
    tel: str = ""
    also: str = ""
    also_tel: str = ""
    chat: str = ""


LINES = (
    Line("Bij direct gevaar", "Alarmnummer", "112", "dag en nacht", "112"),
    Line(
        "Bij geweld of misbruik thuis",
        "Veilig Thuis",
        "0800-2000",
        "gratis, dag en nacht",
        "08002000",
    ),
    Line(
        "Bij gedachten aan zelfmoord",
        "113 Zelfmoordpreventie",
        "113",
        "dag en nacht",
        "113",
        "0800-0113 (gratis)",
        "08000113",
        "113.nl",
    ),
)


@dataclass(frozen=True, slots=True)
class _Sign:
    places: tuple[frozenset[str], ...]
    breaks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Signs:
    single: frozenset[str]
    several: tuple[_Sign, ...]


def lines_for(*texts: str) -> tuple[Line, ...]:
    """Return whom to call when one of these texts shows danger, else nothing."""
    return LINES if any(shows_danger(text) for text in texts if text) else ()


def shows_danger(text: str) -> bool:
    """Say whether somebody who types this may need help now. Never raises."""
    analyzer = get_analyzer()
    signs = _signs(analyzer)
    places: list[set[str]] = []
    parts: list[set[str]] = []
    for token in analyzer.analyse(clean_text(text)):
        if not (token.overlay and places):
            places.append(set())
            parts.append(set())
        places[-1] |= {token.lemma, token.word, _FORM + token.word}
        parts[-1] |= {token.lemma, *token.parts}
        if _is_single(token, signs, analyzer):
            return True
    return any(_stands_in(sign, places, parts) for sign in signs.several)


def _is_single(token: Token, signs: _Signs, analyzer: Analyzer) -> bool:
    if not signs.single.isdisjoint({token.lemma, token.word, *token.parts}):
        return True
    if len(token.word) < _MENDABLE or analyzer.known(token.word):
        return False
    return any(
        len(sign) >= _MENDABLE and OSA.distance(token.lemma, sign, score_cutoff=1) <= 1
        for sign in signs.single
    )


def _stands_in(sign: _Sign, places: Sequence[set[str]], parts: Sequence[set[str]]) -> bool:
    """Say whether all words of a sign stand near each other, with nothing that breaks it."""
    longest = len(sign.places) + BETWEEN
    for first in range(len(places)):
        for last in range(first + 1, min(first + longest, len(places)) + 1):
            window = places[first:last]
            if all(any(not one.isdisjoint(place) for one in window) for place in sign.places):
                broken = any(not one.isdisjoint(sign.breaks) for one in parts[first:last])
                if not broken:
                    return True
                break
    return False


@lru_cache(maxsize=2)
def _signs(analyzer: Analyzer) -> _Signs:
    """Analyse the signs as the search analyses every text."""
    single: set[str] = set()
    several: list[_Sign] = []
    for line in SIGNS.strip().splitlines():
        wanted, _, breaks = line.partition("!")
        places = tuple(_lemmas(place.replace("/", " "), analyzer) for place in wanted.split())
        sign = _Sign(places, _lemmas(breaks, analyzer))
        if len(places) == 1 and not sign.breaks:
            single |= places[0]
        else:
            several.append(sign)
    return _Signs(frozenset(single), tuple(several))


def _lemmas(text: str, analyzer: Analyzer) -> frozenset[str]:
    """Return each word of a text and its lemma; of a word after '=' the written form alone."""
    return frozenset(
        form
        for piece in text.split()
        for token in analyzer.analyse(piece.removeprefix(_FORM))
        for form in (
            (_FORM + token.word,) if piece.startswith(_FORM) else (token.lemma, token.word)
        )
        if not token.overlay
    )
