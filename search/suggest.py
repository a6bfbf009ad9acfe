"""Completion of what somebody is typing, and a better spelling for a word that finds nothing.

Both work on words that exist in the index, so what is suggested always has a hit. The engine only
fetches the newest titles with the typed beginnings; the choice is made here, alike for both.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import fold, split_words
from search.documents import clean_text
from search.engines.base import Suggestion

MIN_PREFIX, MAX_PREFIX = 2, 15
CANDIDATES = 50
_MAX_TYPED = 8
_MAX_WORDS = 3
_MIN_WORD = 4
_ALPHABET = "abcdefghijklmnopqrstuvwxyzéëïöü"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title that has a word with each of the typed beginnings."""

    title: str
    url: str
    type: str


def typed_prefixes(text: str) -> list[str]:
    """Return the beginnings to look for, without accents; [] when there is too little typed."""
    typed = dict.fromkeys(word[:MAX_PREFIX] for word in _words(text) if len(word) >= MIN_PREFIX)
    return list(typed)[:_MAX_TYPED]


def choose(text: str, candidates: Sequence[Candidate], n: int) -> list[Suggestion]:
    """Choose at most `n` suggestions: some words to go on with, then cards to open.

    `candidates` come newest first. Titles that begin as typed go before the others.
    """
    typed = _words(text)
    if not typed or n < 1:
        return []
    fitting = [one for one in candidates if _fits(typed, _words(one.title))]
    words = _completions(text, typed, fitting)[: min(_MAX_WORDS, n // 2)]
    begin = " ".join(typed)
    titles = sorted(fitting, key=lambda one: not " ".join(_words(one.title)).startswith(begin))
    unique = dict.fromkeys(Suggestion(one.title, one.url, one.type) for one in titles)
    return [Suggestion(word) for word in words] + list(unique)[: n - len(words)]


def did_you_mean(text: str, vocabulary: Mapping[str, int]) -> str | None:
    """Return the words with unknown ones replaced by the commonest known word one edit away.

    None when nothing can be made better. Short words, numbers and known words stay.
    """
    text = clean_text(text)
    better, at, changed = "", 0, False
    for word, start, end, overlay in split_words(text):
        if overlay or len(word) < _MIN_WORD or not word.isalpha() or word in vocabulary:
            continue
        known = sorted((-vocabulary[edit], edit) for edit in set(_edits(word)) & vocabulary.keys())
        if known:
            better += text[at:start] + known[0][1]
            at, changed = end, True
    return better + text[at:] if changed else None


def _words(text: str) -> list[str]:
    return [fold(raw.word) for raw in split_words(clean_text(text)) if not raw.overlay]


def _fits(typed: Sequence[str], title: Sequence[str]) -> bool:
    return all(any(word.startswith(beginning) for word in title) for beginning in typed)


def _completions(text: str, typed: Sequence[str], fitting: Sequence[Candidate]) -> list[str]:
    """Return what was typed with its last word completed, the commonest completion first."""
    last = typed[-1]
    if len(last) < MIN_PREFIX:
        return []
    found: Counter[str] = Counter()
    for one in fitting:
        words = {raw.word for raw in split_words(one.title) if not raw.overlay}
        found.update(w for w in words if len(w) >= _MIN_WORD and fold(w).startswith(last))
    before = [raw.word for raw in split_words(clean_text(text)) if not raw.overlay][:-1]
    known = sorted(found, key=lambda word: (-found[word], word))
    return [" ".join([*before, w]) for w in known if fold(w) != last and w not in STOPWORDS]


def _edits(word: str) -> Iterator[str]:
    """Yield every word that is one letter more, less, other or swapped."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in _ALPHABET:
            yield left + letter + right
            if right:
                yield left + letter + right[1:]
