"""A better spelling for words that are nowhere: one or two letters off, or a space too many or few.

Pure. What is suggested always comes from the dictionary (the words of the index with the number of
documents they are in), so it has hits; a word that anybody knows stays as it was typed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.chain import Token
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import fold

MIN_WORD = 4
"""Shorter words are abbreviations, and one letter makes another one of them."""

ONE_EDIT_UP_TO = 5
"""Longer words may be two edits off."""

MIN_PART = 3
"""Letters of each half, where a forgotten space is put back."""

OTHER_FIRST_LETTER = 0.5
"""What it costs that the first letter differs, in edits: people seldom get that one wrong."""

FORGOTTEN_SPACE = 1.2
"""What a forgotten space costs, in edits."""

COMMON = 0.12
"""What ten times as many documents are worth, in edits."""

Known = Callable[[str], bool]


class Dictionary:
    """Words with the number of documents they are in, ready to find the nearest one in."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = dict(words)
        self._folded: dict[str, str] = {}
        for word, count in self.words.items():
            folded = fold(word)
            if count > self.words.get(self._folded.get(folded, ""), 0):
                self._folded[folded] = word
        # The nearest word nearly always begins with the same letter, so those are looked at first.
        self._by_letter: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for folded in self._folded:
            if len(folded) >= MIN_PART and folded.isalpha():
                self._by_letter[folded[0], len(folded)].append(folded)
                self._by_length[len(folded)].append(folded)

    def __contains__(self, word: object) -> bool:
        return word in self.words or (isinstance(word, str) and fold(word) in self._folded)

    def __bool__(self) -> bool:
        return bool(self.words)

    def count(self, word: str) -> int:
        """Return in how many documents a word is, written with or without accents."""
        return self.words.get(self._folded.get(fold(word), word), 0)

    def nearest(self, word: str) -> tuple[str, float] | None:
        """Return the word most likely meant and what it costs in edits; None when all are far."""
        typed = fold(word)
        most = 1 if len(typed) <= ONE_EDIT_UP_TO else 2
        first = typed[:1]
        own = self._within(typed, most, lambda size: self._by_letter.get((first, size), ()))
        best = min(own, default=None)
        if best is None or best[0] > 1 + OTHER_FIRST_LETTER:
            # Beside a word that is two edits off, another first letter has to be nearer to win.
            others = self._within(
                typed, 1 if best else most, lambda size: self._by_length.get(size, ())
            )
            best = min([*own, *others], default=None)
        return (self._folded[best[1]], best[0]) if best else None

    def halves(self, word: str) -> tuple[str, float] | None:
        """Return the two words somebody wrote as one, and what that costs; the commonest two."""
        folded = fold(word)
        found = [
            (-min(self.count(left), self.count(right)), f"{left} {right}")
            for at in range(MIN_PART, len(folded) - MIN_PART + 1)
            if (left := folded[:at]) in self._folded and (right := folded[at:]) in self._folded
        ]
        if not found:
            return None
        left, right = min(found)[1].split(" ")
        return f"{self._folded[left]} {self._folded[right]}", FORGOTTEN_SPACE

    def _within(
        self, typed: str, most: int, words_of: Callable[[int], Sequence[str]]
    ) -> list[tuple[float, str]]:
        """Return (cost, word) of the words at most so many edits off; `words_of` is by length."""
        near = [
            (edits, word)
            for size in range(len(typed) - most, len(typed) + most + 1)
            for word, edits, _ in process.extract(
                typed, words_of(size), scorer=OSA.distance, score_cutoff=most, limit=None
            )
        ]
        return [(edits + self._extra(typed, word), word) for edits, word in near]

    def _extra(self, typed: str, word: str) -> float:
        """Return what a word costs beside its edits; common words cost less than nothing."""
        other = 0.0 if word[:1] == typed[:1] else OTHER_FIRST_LETTER
        return other - COMMON * log10(self.words[self._folded[word]])


@dataclass(frozen=True, slots=True)
class Correction:
    """A question in better spelling: `old` are the words as typed, `new` what replaces each.

    `unknown` are the typed words that nobody knows; none of them when only spaces were wrong.
    """

    text: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    unknown: frozenset[Token] = frozenset()


def correct(
    text: str, tokens: Sequence[Token], dictionary: Dictionary, known: Known
) -> Correction | None:
    """Return the question with unknown words mended, None when nothing can be made better.

    `tokens` are the plain words of `text`, with their places in it. `known` says what is a word
    though no card has it.
    """
    unknown = [token for token in tokens if _is_unknown(token.word, dictionary, known)]
    changes = list(_joined(tokens, unknown, dictionary.__contains__))
    taken = {token for change in changes for token in change[0]}
    for token in unknown:
        if token not in taken and (better := _better(token.word, dictionary)):
            changes.append(((token,), better))
    return _apply(text, changes, unknown)


def join(
    text: str, tokens: Sequence[Token], dictionary: Dictionary, lemma_of: Callable[[str], str]
) -> Correction | None:
    """Return the question with neighbours joined that are one word in the index.

    'Thuis zitter' and 'hoog begaafde' are no mistakes that anybody sees, so this is a question to
    ask beside the typed one and not instead of it.
    """

    def is_word(whole: str) -> bool:
        return whole in dictionary or lemma_of(whole) in dictionary

    return _apply(text, list(_joined(tokens, tokens, is_word)), ())


def _is_unknown(word: str, dictionary: Dictionary, known: Known) -> bool:
    return (
        len(word) >= MIN_WORD
        and word.isalpha()
        and word not in STOPWORDS
        and word not in dictionary
        and not known(word)
    )


def _better(word: str, dictionary: Dictionary) -> str | None:
    found = [one for one in (dictionary.nearest(word), dictionary.halves(word)) if one]
    return min(found, key=lambda one: one[1])[0] if found else None


def _joined(
    tokens: Sequence[Token], among: Iterable[Token], is_word: Known
) -> Iterable[tuple[tuple[Token, ...], str]]:
    """Yield neighbours that are one word together, of which at least one is in `among`."""
    wanted = set(among)
    last: Token | None = None
    for left, right in pairwise(tokens):
        if left is last or not (left in wanted or right in wanted):
            continue
        whole = left.word + right.word
        apart = right.start == left.end + 1 and not STOPWORDS.issuperset((left.word, right.word))
        if apart and whole.isalpha() and is_word(whole):
            last = right
            yield (left, right), whole


def _apply(
    text: str, changes: list[tuple[tuple[Token, ...], str]], unknown: Sequence[Token]
) -> Correction | None:
    if not changes:
        return None
    changes.sort(key=lambda change: change[0][0].start)
    better, at = "", 0
    for tokens, new in changes:
        better += text[at : tokens[0].start] + new
        at = tokens[-1].end
    old = tuple(" ".join(token.surface for token in tokens) for tokens, _ in changes)
    mended = frozenset(token for tokens, _ in changes for token in tokens)
    return Correction(
        better + text[at:], old, tuple(new for _, new in changes), mended.intersection(unknown)
    )
