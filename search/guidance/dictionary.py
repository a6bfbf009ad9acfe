"""The words of the index in this process, for spelling help; kept fresh beside the requests."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock, Thread

from search import answers
from search.analysis.stopwords import STOPWORDS
from search.analysis.tokens import split_words
from search.documents import clean_text
from search.facets import FACETS
from search.guidance.spelling import Dictionary
from search.sources import synonym_rules, vocabulary

MAX_AGE = 60.0
"""Seconds after which the words are read again, by a thread of its own."""


@dataclass(frozen=True, slots=True)
class _Kept:
    owner: object
    dictionary: Dictionary
    read_at: float


_kept: _Kept | None = None
_lock = Lock()


def current() -> Dictionary:
    """Return the words of the index; only the first question of a process waits for them.

    Later a thread reads them when they are too old, and until it is done the old ones serve.
    Without an engine there are none, and nothing is suggested.
    """
    owner, kept = answers.first_engine(), _kept
    if kept is None or kept.owner is not owner:
        with _lock:
            kept = _kept
            if kept is None or kept.owner is not owner:
                kept = _read(owner, own_words())
    elif time.monotonic() - kept.read_at > MAX_AGE and _lock.acquire(blocking=False):
        # The lock goes along with the thread: one at a time. Our own words are read here, because
        # they come from the database and a thread would open a connection of its own.
        Thread(target=_refresh, args=(owner, own_words()), name="dictionary", daemon=True).start()
    return kept.dictionary


def forget() -> None:
    """Drop the words; the next question reads them."""
    global _kept
    _kept = None


def own_words() -> dict[str, int]:
    """Return the words of our own labels and synonyms, each as if it were in one document.

    Somebody who means a synonym finds cards, also when no card has that very word.
    """
    texts = [text for rule in synonym_rules() for text in (*rule.terms, *rule.words)]
    for facet in FACETS:
        for label in vocabulary(facet).values():
            texts += [label.label, label.short_label, *label.words]
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
    found, before = answers.vocabulary(), _kept
    if found is None and before and before.owner is owner:
        dictionary = before.dictionary
    else:
        dictionary = Dictionary({**own, **found}) if found else Dictionary({})
    kept = _kept = _Kept(owner, dictionary, time.monotonic())
    return kept
