"""Titles and snippets with the found words marked, made from the stored text.

Both engines store the same text and the marks come from the same analysis, so their snippets
are equal by construction. Everything is escaped; `<mark>` is the only element.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from search.analysis import get_analyzer
from search.analysis.tokens import WORD, split_words
from search.documents import Document
from search.tree import Marks

WINDOW = 160
"""Characters of a snippet from the body."""

INTRO = 280
"""Characters of an intro that are shown; an intro is written to be read whole."""

_LEAD = 40
_SENTENCE_LEAD = 80
_SPANS = 200
_SENTENCE_END = re.compile(r"[.!?:] ")


class Span(NamedTuple):
    """A stretch of text to mark, with the number of the query word it is for."""

    start: int
    end: int
    number: int


class Highlighter:
    """Marks one query's words in texts. Make one for a page of results: it remembers words."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._forms = get_analyzer().forms
        self._in_phrases = {lemma for phrase, _ in marks.phrases for lemma in phrase}
        # Written words that were looked at, and of those: what to mark in them, and which lemmas
        # of phrases they hold.
        self._seen: set[str] = set()
        self._marked: dict[str, tuple[Span, ...]] = {}
        self._phrased: dict[str, set[str]] = {}

    def title(self, document: Document) -> SafeString:
        """Return the whole title, marked."""
        return _render(document.title, self.spans(document.title), 0, len(document.title))

    def snippet(self, document: Document) -> SafeString:
        """Return the intro, or the stretch of the body that shows more of what was asked."""
        intro, body = document.intro, document.body
        in_intro = self.spans(intro)
        shown = len({span.number for span in in_intro})
        if body and (not intro or shown < self._marks.count):
            in_body = self.spans(body)
            start, end, found = _best_window(body, in_body)
            if found > shown or not intro:
                return _render(body, in_body, start, end)
        return _render(intro, in_intro, 0, _cut(intro, INTRO))

    def spans(self, text: str) -> list[Span]:
        """Return what to mark in a text, from left to right.

        Most texts hold few of the words, so the different words come first, and only then, if
        there is anything to mark, their places.
        """
        if not self._marks:
            return []
        words = set(WORD.findall(text))
        for word in words - self._seen:
            self._look_at(word)
        spans: list[Span] = []
        if not self._marked.keys().isdisjoint(words):
            for match in WORD.finditer(text):
                at = match.start()
                inside = self._marked.get(match[0], ())
                spans += [Span(at + start, at + end, number) for start, end, number in inside]
        lemmas = {lemma for word in words & self._phrased.keys() for lemma in self._phrased[word]}
        for phrase, number in self._marks.phrases:
            if lemmas.issuperset(phrase):
                spans += self._phrase_spans(text, phrase, number)
        return _merged(spans)

    def _look_at(self, surface: str) -> None:
        """Remember what is marked within one written word, counted from its start."""
        self._seen.add(surface)
        spans: list[Span] = []
        lemmas: set[str] = set()
        for word, start, end, _ in split_words(surface):
            lemma, parts = self._forms(word)
            lemmas.add(lemma)
            number = next(
                (self._marks.words[t] for t in (lemma, *parts) if t in self._marks.words), None
            )
            if number is not None:
                spans.append(Span(start, end, number))
        if spans:
            self._marked[surface] = tuple(spans)
        if lemmas & self._in_phrases:
            self._phrased[surface] = lemmas & self._in_phrases

    def _phrase_spans(self, text: str, phrase: tuple[str, ...], number: int) -> list[Span]:
        """Return where these lemmas stand next to each other."""
        places = [raw for raw in split_words(text) if not raw.overlay]
        lemmas = [self._forms(raw.word)[0] for raw in places]
        size = len(phrase)
        return [
            Span(places[at].start, places[at + size - 1].end, number)
            for at in range(len(lemmas) - size + 1)
            if lemmas[at] == phrase[0] and tuple(lemmas[at : at + size]) == phrase
        ]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Sort spans and drop what lies within another; of overlapping ones the first is cut."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.number)):
        if result and span.start < result[-1].end:
            if span.end <= result[-1].end:
                continue
            result[-1] = Span(result[-1].start, span.end, result[-1].number)
        else:
            result.append(span)
    return result


def _best_window(text: str, spans: list[Span]) -> tuple[int, int, int]:
    """Return start and end of the best stretch, and how many query words it shows."""
    best = (0, _cut(text, WINDOW), 0)
    best_rank = (0, 0)
    for index, span in enumerate(spans[:_SPANS]):
        start = _start_before(text, span.start)
        end = max(start + WINDOW, span.end)
        inside = [one for one in spans[index : index + _SPANS] if one.end <= end]
        rank = (len({one.number for one in inside}), len(inside))
        if rank > best_rank:
            best_rank = rank
            last = inside[-1].end
            best = (start, max(last, start + _cut(text[start:], WINDOW)), rank[0])
    return best


def _start_before(text: str, place: int) -> int:
    """Return where to start reading: the sentence when it begins nearby, else some words ahead."""
    near = max(0, place - _SENTENCE_LEAD)
    ends = list(_SENTENCE_END.finditer(text, near, place))
    if ends:
        return ends[-1].end()
    if near == 0:
        return 0
    space = text.find(" ", place - _LEAD, place)
    return space + 1 if space >= 0 else place


def _cut(text: str, size: int) -> int:
    """Return where to stop so that at most `size` characters are left, after a whole word."""
    if len(text) <= size:
        return len(text)
    space = text.rfind(" ", 0, size + 1)
    return space if space > 0 else size


def _render(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    """Return a stretch of text, escaped and marked, with an ellipsis where it was cut."""
    pieces = ["… " if start else ""]
    at = start
    for span in spans:
        if span.start >= start and span.end <= end:
            marked = escape(text[span.start : span.end])
            pieces += [escape(text[at : span.start]), f"<mark>{marked}</mark>"]
            at = span.end
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    # Every piece of foreign text above went through escape().
    return mark_safe("".join(pieces))  # noqa: S308
