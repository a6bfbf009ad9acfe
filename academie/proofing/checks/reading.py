"""Is it easy enough to read? The floor of Flesch-Douma, and sentences that are too long."""

from collections.abc import Iterator

from academie.core.page_texts import Piece
from academie.proofing.finding import ADVICE, Finding
from academie.proofing.reading import FLOOR, LONG, score, sentences_of
from academie.proofing.text import HIDDEN, Text, found

MOST_LONG = 5
"""Long sentences that are named one by one; after these a writer has seen the pattern."""


def check(text: Text) -> Iterator[Finding]:
    """Yield the score of the whole text at its hardest sentence, and the longest sentences."""
    pieces = [piece for piece in text.prose() if piece.field not in HIDDEN]
    whole = score("\n".join(piece.text for piece in pieces))
    if whole.hard:
        piece = _where(pieces, whole.hardest_sentence)
        yield found(
            piece,
            ADVICE,
            "reading",
            whole.hardest_sentence,
            f"De hele tekst leest moeilijk: {_points(whole.flesch_douma)} punten, "
            f"streef naar {FLOOR:.0f} of meer.",
            "Begin met deze zin: knip hem in tweeën en gebruik gewone woorden.",
        )
    longest = sorted(whole.long_sentences, key=lambda one: -len(one.split()))[:MOST_LONG]
    for sentence in longest:
        count = len(sentence.split())
        yield found(
            _where(pieces, sentence),
            ADVICE,
            "long_sentence",
            sentence,
            f"Deze zin heeft {count} woorden; {LONG} is genoeg.",
            "Maak er twee zinnen van.",
        )


def _points(value: float | None) -> str:
    return f"{value or 0:.0f}".replace("-", "min ")


def _where(pieces: list[Piece], sentence: str) -> Piece:
    """Return the piece in which a sentence stands."""
    for piece in pieces:
        if sentence in piece.text or sentence in sentences_of(piece.text):
            return piece
    return pieces[0]
