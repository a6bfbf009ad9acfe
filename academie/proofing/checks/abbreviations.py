"""Abbreviations that a reader may not know."""

import re
from collections.abc import Iterator

from academie.proofing.finding import ADVICE, Finding
from academie.proofing.known_words import ABBREVIATION, EVERYDAY, looks_short, meaning
from academie.proofing.reading import sentences_of
from academie.proofing.text import Text, found

MOST = 12


def check(text: Text) -> Iterator[Finding]:
    """Yield each abbreviation that the text does not explain; a known one with its meaning."""
    whole = "\n".join(piece.text for piece in text.read())
    folded = whole.casefold()
    seen: set[str] = set()
    for piece in text.read():
        if _shouted(piece.text):
            continue
        for match in ABBREVIATION.finditer(piece.text):
            word = match[0]
            if word in seen or word.casefold() in EVERYDAY or not looks_short(word):
                continue
            seen.add(word)
            known = meaning(word)
            if known == "" or _explained(word, whole) or (known and known.casefold() in folded):
                continue
            if len(seen) > MOST:
                return
            where = next(one for one in sentences_of(piece.text) if word in one)
            if known:
                yield found(
                    piece,
                    ADVICE,
                    "abbreviation",
                    where,
                    f"Niet iedereen kent {word}.",
                    f"Schrijf het de eerste keer voluit: {known} ({word}).",
                )
            else:
                yield found(
                    piece,
                    ADVICE,
                    "unknown_abbreviation",
                    where,
                    f"Wij kennen de afkorting {word} niet.",
                    f"Schrijf haar de eerste keer voluit, met de afkorting erachter: … ({word}).",
                )


def _explained(word: str, whole: str) -> bool:
    """Return whether the text says what it stands for: 'voluit (AFK)', 'AFK (voluit)', 'AFK is'."""
    escaped = re.escape(word)
    return bool(
        re.search(
            rf"[a-zà-ÿ]\s+\({escaped}\)|\b{escaped}\s*\([a-zà-ÿ]|"
            rf"\b{escaped}\b\s*(?:=|:|betekent|staat voor|is de afkorting|is kort voor)",
            whole,
        )
    )


def _shouted(text: str) -> bool:
    """Return whether a line is in capitals: then capitals say nothing."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.6 * len(letters)
