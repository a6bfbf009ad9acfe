"""The words of the index in this process, for spelling help; kept fresh beside the requests."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, Thread

from search import answers
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import split_words
from search.documents import clean_text
from search.facets import FACETS
from search.guidance.spelling import Dictionary
from search.sources import synonym_rules, vocabulary

MIN_AGE, MAX_AGE = 2.0, 60.0
"""Seconds after which the words are read again: between these, by what the last reading took."""

SHARE = 0.01
"""Part of the time that reading may take: a small index is read often, a large one each minute."""


@dataclass(frozen=True, slots=True)
class _Kept:
    owner: object
    dictionary: Dictionary
    read_at: float
    took: float = 0.0

    @property
    def is_old(self) -> bool:
        """Whether it is time to read the words again."""
        keep = min(MAX_AGE, max(MIN_AGE, self.took / SHARE))
        return time.monotonic() - self.read_at > keep

    def serves(self, owner: object) -> bool:
        """Say whether a question of this engine can go on with these words, old or not."""
        return self.owner is owner and not (self.is_old and not self.dictionary.words)


_kept: _Kept | None = None
_lock = Lock()


def current() -> Dictionary:
    """Return the words of the index; only the first question of a process waits for them.

    Later a thread reads them when they are too old, and until it is done the old ones serve. An
    index that was empty is waited for again: its first cards should not miss their spelling help.
    Without an engine there are no words, and nothing is suggested.
    """
    owner, kept = answers.first_engine(), _kept
    if kept is None or not kept.serves(owner):
        with _lock:
            kept = _kept
            if kept is None or not kept.serves(owner):
                kept = _read(owner, own_words())
    if kept.is_old and _lock.acquire(blocking=False):
        # The lock goes along with the thread: one at a time. Our own words are read here, because
        # they come from the database and a thread would open a connection of its own.
        Thread(target=_refresh, args=(owner, own_words()), name="dictionary", daemon=True).start()
    return kept.dictionary


def forget() -> None:
    """Drop the words; the next question reads them."""
    global _kept
    _kept = None


def own_words() -> Mapping[str, int]:
    """Return the words of our own labels and synonyms, each as if it were in one document.

    Somebody who means a synonym finds cards, also when no card has that very word.
    """
    texts = [text for rule in synonym_rules() for text in (*rule.terms, *rule.words)]
    for facet in FACETS:
        for label in vocabulary(facet).values():
            texts += [label.label, label.short_label, *label.words]
    return _words_of(tuple(texts))


@lru_cache(maxsize=1)
def _words_of(texts: tuple[str, ...]) -> Mapping[str, int]:
    """Return the words of texts that seldom change; taking them apart costs more than the index."""
    return {
        raw.word: 1
        for text in texts
        for raw in split_words(clean_text(text))
        if not raw.overlay and len(raw.word) > 2 and raw.word not in STOPWORDS
    }


def _refresh(owner: object, own: Mapping[str, int]) -> None:
    try:
        _read(owner, own)
    finally:
        _lock.release()


def _read(owner: object, own: Mapping[str, int]) -> _Kept:
    """Read the words and keep them; when no engine answers, what there was serves on."""
    global _kept
    began = time.monotonic()
    found, before = answers.vocabulary(), _kept
    if found is None and before and before.owner is owner:
        dictionary = before.dictionary
    else:
        dictionary = Dictionary({**own, **found}) if found else Dictionary({})
    now = time.monotonic()
    kept = _kept = _Kept(owner, dictionary, now, now - began)
    return kept
