"""The word 'erkend': an own item has a rung on the ladder of evidence and no recognition.

Where others' recognition is told, with who gave it, the word may stand.
"""

import re
from collections.abc import Iterator

from academie.core.page_texts import HEADING
from academie.proofing.finding import ADVICE, STOP, Finding
from academie.proofing.reading import sentences_of
from academie.proofing.text import Text, found

_RECOGNISED = re.compile(r"\b(?:on)?erkende?\b", re.IGNORECASE)
_OWN_THING = re.compile(
    r"\berkende?\s+(?:\w+\s)?(?:interventie|aanpak|methode|methodiek|toolkit|werkwijze|programma|"
    r"training|werkinstructie|praktijk|instrument)\b|"
    r"\b(?:deze|dit|onze)\s+\w+\s+(?:is|zijn|werd)\s+(?:\w+\s)?erkend\b",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"\bdoor\b|\bNJi\b|\bdatabank|\berkenningscommissie|\binspectie|\bministerie|\bOCW\b|\bRIVM\b"
)
_NOT = re.compile(r"\b(?:niet|geen|nog niet)\b[^.]{0,30}\berkend|\bonerkend", re.IGNORECASE)
_ADVICE = (
    "Zeg met de trap van bewijs hoe zeker het is. Gaat het over een erkenning van een ander? "
    "Noem dan wie die gaf."
)


def check(text: Text) -> Iterator[Finding]:
    """Yield each 'erkend' in an own item; an adopted one says what its maker says."""
    if getattr(text.page, "adopted", False):
        return
    for piece in text.read():
        if "rkend" not in piece.text:
            continue
        for sentence in sentences_of(piece.text):
            if not _RECOGNISED.search(sentence) or _NOT.search(sentence):
                continue
            told = _BY_WHOM.search(sentence)
            own = piece.field in ("title", "intro") or _OWN_THING.search(sentence)
            severe = own and not told and (piece.role == HEADING or _OWN_THING.search(sentence))
            if not told:
                yield found(
                    piece,
                    STOP if severe else ADVICE,
                    "recognised",
                    sentence,
                    "‘Erkend’ kan niet bij eigen materiaal: niemand heeft het erkend."
                    if severe
                    else "Wie erkende dit?",
                    _ADVICE,
                )
