"""Links: their words say where they go, also for who hears them one after the other."""

import re
from collections.abc import Iterator
from html import unescape

from academie.core.page_texts import Piece
from academie.proofing.finding import ADVICE, STOP, Finding
from academie.proofing.text import Text, found

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TARGET = re.compile(r"\b(?:href|id|linktype)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")
_SAYS_NOTHING = re.compile(
    r"(?:(?:klik|kijk|lees|ga|zie|download|meer)\s+)?(?:hier|deze link|de link|link|dit|"
    r"deze pagina|deze website|website|de site|site|url|verder|meer|meer info(?:rmatie)?|info)"
    r"(?:\s+(?:klikken|voor meer|verder|door|naartoe|lezen))?|lees meer(?: hierover)?|klik|"
    r"download",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)


def check(text: Text) -> Iterator[Finding]:
    """Yield links whose words say nothing, and one text that goes to two places."""
    targets: dict[str, str] = {}
    told: set[str] = set()
    for piece in text.pieces:
        if not piece.html:
            continue
        for attributes, inner in _LINK.findall(piece.html):
            words = " ".join(unescape(_TAG.sub("", inner)).split())
            target = " ".join(_TARGET.findall(attributes))
            yield from _words(piece, words, target)
            key = words.casefold()
            if targets.setdefault(key, target) != target and key and key not in told:
                told.add(key)
                yield found(
                    piece,
                    ADVICE,
                    "link_twice",
                    words,
                    "Twee links hebben dezelfde tekst en gaan naar verschillende plekken.",
                    "Geef elke link een eigen tekst, die zegt waar hij heen gaat.",
                )


def _words(piece: Piece, words: str, target: str) -> Iterator[Finding]:
    if not words:
        yield found(
            piece,
            STOP,
            "link_empty",
            target,
            "Deze link heeft geen tekst. Niemand kan zien of horen waar hij heen gaat.",
            "Schrijf erin waar hij heen gaat, of haal hem weg.",
        )
    elif _SAYS_NOTHING.fullmatch(words.strip(" .:>»→")):
        yield found(
            piece,
            ADVICE,
            "link_says_nothing",
            words,
            "Deze linktekst zegt niet waar u uitkomt.",
            "Maak een link van de woorden die zeggen wat daar staat, bijvoorbeeld: "
            "‘het formulier van het wijkteam’.",
        )
    elif _BARE.fullmatch(words):
        yield found(
            piece,
            ADVICE,
            "link_bare",
            words,
            "Een webadres leest niet: een voorleesprogramma spelt het letter voor letter.",
            "Schrijf op wat daar staat en zet het adres in de link.",
        )
