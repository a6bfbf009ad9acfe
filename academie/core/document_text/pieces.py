"""Collecting text until there is enough of it, and making one clean text of the pieces."""

import re
import time

from academie.core.document_text.outcome import EMPTY, READY, UNREADABLE, Limits, Outcome
from search.documents import clean_text

_LIGATURES = {
    ord(sign): letters
    for sign, letters in {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }.items()
}
"""Joined letters as PDF files store them: a word with one would never be found."""

_LETTER = r"[^\W\d_]"
# 'taal- en spraak' may be cut after the hyphen, and then the hyphen belongs there.
_HALF_WORD_BEFORE = r"(?!(?:en|of|en/of|dan|tot|noch)\b)"
_CUT_WORD = re.compile(
    rf"(?<={_LETTER})[-\u00ad\u2010][^\S\n]*\n\s*{_HALF_WORD_BEFORE}(?=[a-zß-öø-ÿ])"
)
_HYPHEN_AT_THE_END = re.compile(rf"(?<={_LETTER})([-\u2010])[^\S\n]*\n\s*(?=[A-Z\d])")
_LEAST_WORDY = 0.5
_ENOUGH_TO_JUDGE = 40


class Pieces:
    """Text in the order of reading. Readers stop as soon as ``full()``."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cut = False
        self._pieces: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Keep a piece; what comes after the limit is left out, and so is space after space."""
        if not text or (text.isspace() and self._pieces and self._pieces[-1].isspace()):
            return
        room = self.limits.characters - self._length
        if len(text) > room:
            self.cut = True
        if room > 0:
            self._pieces.append(text[:room])
            self._length += min(len(text), room)

    def full(self) -> bool:
        """Return whether enough was read or enough time spent; there is more that is not read."""
        if self._length >= self.limits.characters or time.process_time() > self.limits.soft_cpu:
            self.cut = True
        return self.cut

    def outcome(self, *, join_lines: bool = False) -> Outcome:
        """Return what the pieces amount to; ``join_lines`` for files that cut words at line ends.

        A file with fonts that do not say which letters they draw gives signs that are no words.
        """
        text = "".join(self._pieces)
        text = clean_text(joined(text) if join_lines else text)[: self.limits.characters]
        if not text:
            return Outcome(UNREADABLE, "time") if self.cut else Outcome(EMPTY, "no_text")
        signs = text.replace(" ", "")
        wordy = sum(map(str.isalnum, signs))
        if len(signs) >= _ENOUGH_TO_JUDGE and wordy < _LEAST_WORDY * len(signs):
            return Outcome(UNREADABLE, "letters")
        return Outcome(READY, "cut" if self.cut else "", text)


def joined(text: str) -> str:
    """Return text with the words whole that were cut at the end of a line."""
    text = _CUT_WORD.sub("", text.translate(_LIGATURES))
    return _HYPHEN_AT_THE_END.sub(r"\1", text)
