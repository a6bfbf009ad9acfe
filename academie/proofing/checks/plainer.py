"""Hard words for which there is a plain one."""

from collections.abc import Iterator

from academie.proofing.finding import ADVICE, Finding
from academie.proofing.hints import plainer
from academie.proofing.text import Text, found

MOST = 12
"""Words that are named; more of them and a writer stops reading."""


def check(text: Text) -> Iterator[Finding]:
    """Yield each hard word once, where it stands first."""
    seen: set[str] = set()
    for piece in text.read():
        for hint in plainer(piece.text):
            if hint.word.lower() in seen:
                continue
            seen.add(hint.word.lower())
            if len(seen) > MOST:
                return
            yield found(
                piece,
                ADVICE,
                "hard_word",
                hint.excerpt,
                f"‘{hint.word}’ kan gewoner.",
                f"Bijvoorbeeld: {hint.instead}.",
            )
