"""Completion of what somebody is typing.

It works on titles that exist in the index, so what is suggested always has a hit. The engine only
fetches the newest titles with the typed beginnings; the choice is made here, alike for both.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis import get_analyzer
from search.analysis.chain import Token
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import fold, split_words
from search.documents import clean_text
from search.engines.base import Gate, Suggestion, everything

MIN_PREFIX, MAX_PREFIX = 2, 15
CANDIDATES = 50
_MAX_TYPED = 8
_MAX_WORDS = 3
_MIN_WORD = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title that has a word, or a part of one, with each of the typed beginnings.

    `key` is the document's; '' in an index of before it was kept, which then suggests nothing.
    """

    title: str
    url: str
    type: str
    key: str = ""


class _Title:
    """A title with its words. Kept, because who types asks for the same titles again and again."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        written = [token for token in tokens if not token.overlay]
        self.plain = " ".join(fold(token.word) for token in written)
        self.words = {token.word: beginnings(token) for token in written}
        self._beginnings = [word for token in tokens for word in beginnings(token)]

    def fits(self, typed: Sequence[str]) -> bool:
        """Say whether a word, or a part of one, begins with each of the typed beginnings."""
        return all(any(word.startswith(start) for word in self._beginnings) for start in typed)

    def completing(self, last: str) -> Iterator[str]:
        """Yield the words that are, or have a part, longer than what was typed last."""
        for word, starts in self.words.items():
            if len(word) >= _MIN_WORD and any(start.startswith(last) for start in starts):
                yield word


@lru_cache(maxsize=2_000)
def _read_title(title: str, rules_version: str) -> _Title:
    return _Title(get_analyzer().analyse(title))


def typed_prefixes(text: str) -> list[str]:
    """Return the beginnings to look for, without accents; [] when there is too little typed."""
    typed = dict.fromkeys(word[:MAX_PREFIX] for word in _words(text) if len(word) >= MIN_PREFIX)
    return list(typed)[:_MAX_TYPED]


def beginnings(token: Token) -> set[str]:
    """Return the words that a title word is found by while somebody is typing, without accents.

    The word itself, and where its parts begin: 'thuiszitters' also by zitter and zitters.
    """
    word = fold(token.word)
    found = {word}
    for part in token.parts:
        found.add(part)
        at = word.find(part)
        if at > 0:
            found.add(word[at:])
    return found


def choose(
    text: str, candidates: Sequence[Candidate], n: int, gate: Gate = everything
) -> list[Suggestion]:
    """Choose at most `n` suggestions: some words to go on with, then cards to open.

    `candidates` come newest first; `gate` says which of them may be shown. Titles that begin as
    typed go before the others.
    """
    typed = _words(text)
    if not typed or n < 1:
        return []
    version = get_analyzer().rules_version
    shown = gate([one.key for one in candidates])
    read = ((_read_title(one.title, version), one) for one in candidates if one.key in shown)
    fitting = [(title, one) for title, one in read if title.fits(typed)]
    words = _completions(text, typed, [title for title, _ in fitting])[: min(_MAX_WORDS, n // 2)]
    begin = " ".join(typed)
    fitting.sort(key=lambda pair: not pair[0].plain.startswith(begin))
    unique = dict.fromkeys(Suggestion(one.title, one.url, one.type) for _, one in fitting)
    return [Suggestion(word) for word in words] + list(unique)[: n - len(words)]


def _words(text: str) -> list[str]:
    return [fold(raw.word) for raw in split_words(clean_text(text)) if not raw.overlay]


def _completions(text: str, typed: Sequence[str], fitting: Sequence[_Title]) -> list[str]:
    """Return what was typed with its last word completed, the commonest completion first."""
    last = typed[-1]
    if len(last) < MIN_PREFIX:
        return []
    found: Counter[str] = Counter()
    for title in fitting:
        found.update(title.completing(last))
    before = [raw.word for raw in split_words(clean_text(text)) if not raw.overlay][:-1]
    known = sorted(found, key=lambda word: (-found[word], word))
    return [" ".join([*before, w]) for w in known if fold(w) != last and w not in STOPWORDS]
