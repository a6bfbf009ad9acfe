"""How hard a text reads: the Flesch-Douma formula.

206.84 - 0.93 x words a sentence - 0.77 x syllables a hundred words: Flesch's formula of 1948, made
for Dutch by W.H. Douma (De leesbaarheid van landbouwbladen, Landbouwhogeschool Wageningen, 1960).
A formula cannot show that a text is B1; it can only say that it surely is not. The floor is
55 and a sentence has at most 20 words: easy text measured 83 and official prose -52. Syllables are
counted by the hyphenation patterns of OpenOffice through pyphen (nl_NL), which agreed with textstat
within two points.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import pyphen  # type: ignore[import-untyped]

FLOOR = 55.0
"""Below this a text is too hard for most readers."""

LONG = 20
"""A sentence with more words than this is better cut in two."""

ENOUGH = 30
"""With fewer words the formula says nothing."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)
_SHORT = (
    r"bijv|bv|o\.a|d\.w\.z|m\.a\.w|i\.v\.m|t\.a\.v|n\.a\.v|e\.d|enz|etc|ca|nr|blz|evt|incl|excl|max|"
    r"min|dr|drs|prof|mr|mw|dhr|jl|a\.u\.b|i\.p\.v|m\.b\.t|t\.o\.v|tel|resp|vgl|zgn|z\.o\.z|t\.m"
)
_ENDS = re.compile(r"(?<!\b[A-Z])(?<=[.!?…])(?:[\"'’”)\]]+)?\s+(?=[\"'‘“(\[]?[A-ZÀ-Ý0-9])|\n+")
_AFTER_SHORT = re.compile(rf"\b(?:{_SHORT})\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its number of words and its own score."""

    text: str
    words: int
    score: float


@dataclass(frozen=True, slots=True)
class Score:
    """How a text reads. ``flesch_douma`` is None with fewer than ``ENOUGH`` words.

    ``hardest_sentence`` is '' when there is none; ``long_sentences`` have more than ``LONG`` words.
    """

    flesch_douma: float | None
    hardest_sentence: str
    long_sentences: tuple[str, ...]
    words: int = 0
    sentences: int = 0

    @property
    def hard(self) -> bool:
        """Whether most readers will find it too hard."""
        return self.flesch_douma is not None and self.flesch_douma < FLOOR


def score(text: str) -> Score:
    """Return how a plain text reads; a line is a sentence of its own."""
    words = syllables = 0
    found: list[Sentence] = []
    for sentence in sentences_of(text):
        own = _WORD.findall(sentence)
        if not own:
            continue
        beats = sum(map(_syllables, own))
        words += len(own)
        syllables += beats
        found.append(Sentence(sentence, len(own), _formula(len(own), 1, beats)))
    if not found:
        return Score(None, "", ())
    # A label of three words is no sentence to rewrite.
    candidates = [sentence for sentence in found if sentence.words >= 6] or found
    hardest = min(candidates, key=lambda sentence: sentence.score)
    return Score(
        flesch_douma=round(_formula(words, len(found), syllables), 1) if words >= ENOUGH else None,
        hardest_sentence=hardest.text,
        long_sentences=tuple(one.text for one in found if one.words > LONG),
        words=words,
        sentences=len(found),
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a plain text; 'bijv.' and initials end none."""
    sentences: list[str] = []
    open_one = ""
    for part in _pieces(text):
        open_one = f"{open_one} {part}".strip() if open_one else part.strip()
        if _AFTER_SHORT.search(open_one):
            continue
        if open_one:
            sentences.append(open_one)
        open_one = ""
    return [*sentences, open_one] if open_one else sentences


def _pieces(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in _ENDS.split(line) if part.strip()]


def _formula(words: int, sentences: int, syllables: int) -> float:
    return 206.84 - 0.93 * words / sentences - 0.77 * 100 * syllables / words


@cache
def _hyphenation() -> pyphen.Pyphen:
    # No letters are left out at the ends: 'a-pen' has two syllables though nobody cuts it so.
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    """Return how many syllables a word has; a number counts as one, capitals are spelled out."""
    if word[0].isdigit():
        return 1
    if word.isupper() and 1 < len(word) <= 5:
        return len(word)
    return max(1, len(_hyphenation().positions(word.lower())) + 1)
