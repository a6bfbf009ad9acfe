"""Titles and snippets with the found words marked, made from the stored text.

Both engines store the same text and the marks come from the same analysis, so their snippets
are equal by construction. Everything is escaped; `<mark>` is the only element.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer
from search.analysis.tokens import split_words
from search.documents import Document
from search.tree import Marks

WINDOW = 160
"""Characters of a snippet from the body."""

INTRO = 280
"""Characters of an intro that are shown; an intro is written to be read whole."""

_CACHED_CHUNKS = 20_000
_LEAD = 40
_SENTENCE_LEAD = 80
_SPANS = 200
_SENTENCE_END = re.compile(r"[.!?:] ")


class Span(NamedTuple):
    """A stretch of text to mark, with the number of the query word it is for."""

    start: int
    end: int
    number: int


class Snippet(NamedTuple):
    """A stretch of text, marked; `found_in` is the title of the attachment it is from, or ''."""

    html: SafeString
    found_in: str = ""


class Piece(NamedTuple):
    """One word inside a chunk of text: what it is searched by and where it stands in the chunk."""

    terms: tuple[str, ...]
    start: int
    end: int
    overlay: bool


class Chunk(NamedTuple):
    """What stands between two spaces: its words, and all they are searched by."""

    terms: tuple[str, ...]
    pieces: tuple[Piece, ...]


class Highlighter:
    """Marks one query's words in texts. Make one for a page of results: it remembers words.

    A text is looked at by its chunks, which is what stands between spaces: a word never lies over
    a space, the different chunks of a text are few, and every worker has seen most of them before.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._read = _reader(get_analyzer())
        self._in_phrases = {lemma for phrase, _ in marks.phrases for lemma in phrase}
        self._wanted = self._in_phrases.union(marks.words)
        # Chunks that were looked at, and of those: what to mark in them, and which lemmas of
        # phrases they hold.
        self._seen: set[str] = set()
        self._marked: dict[str, tuple[Span, ...]] = {}
        self._phrased: dict[str, set[str]] = {}

    def title(self, document: Document) -> SafeString:
        """Return the whole title, marked."""
        return _render(document.title, self.spans(document.title), 0, len(document.title))

    def snippet(self, document: Document) -> Snippet:
        """Return the intro, or the stretch of body or attachment that shows more of what was asked.

        Where they show as much, the intro goes before the body and the body before attachments.
        """
        intro, body = document.intro, document.body
        in_intro = self.spans(intro)
        shown, best = _numbers(in_intro), None
        if body and (not intro or shown < self._marks.count):
            in_body = self.spans(body)
            start, end, found = _best_window(body, in_body)
            if found > shown or not intro:
                shown, best = found, Snippet(_render(body, in_body, start, end))
        for one in document.attachments if shown < self._marks.count else ():
            text = one.text
            inside = self.spans(text)
            if _numbers(inside) > shown:
                start, end, found = _best_window(text, inside)
                if found > shown:
                    shown, best = found, Snippet(_render(text, inside, start, end), one.title)
        return best or Snippet(_render(intro, in_intro, 0, _cut(intro, INTRO)))

    def spans(self, text: str) -> list[Span]:
        """Return what to mark in a text, from left to right."""
        if not self._marks:
            return []
        chunks = set(text.split())
        new, read, wanted = chunks - self._seen, self._read, self._wanted
        self._seen |= new
        for chunk in new:
            terms, pieces = read(chunk)
            if not wanted.isdisjoint(terms):
                self._look_at(chunk, pieces)
        spans = [
            Span(at + start, at + end, number)
            for chunk, inside in self._marked.items()
            if chunk in chunks
            for at in _places(text, chunk)
            for start, end, number in inside
        ]
        if self._phrased:
            held = [lemmas for chunk, lemmas in self._phrased.items() if chunk in chunks]
            lemmas = set().union(*held)
            phrases = [one for one in self._marks.phrases if lemmas.issuperset(one[0])]
            spans += self._phrase_spans(text, phrases) if phrases else ()
        return _merged(spans)

    def _look_at(self, chunk: str, pieces: Sequence[Piece]) -> None:
        """Remember what is marked within one chunk, counted from its start."""
        words = self._marks.words
        spans = [
            Span(start, end, number)
            for terms, start, end, _ in pieces
            for number in [next((words[term] for term in terms if term in words), None)]
            if number is not None
        ]
        if spans:
            self._marked[chunk] = tuple(spans)
        if self._in_phrases:
            lemmas = self._in_phrases.intersection(piece.terms[0] for piece in pieces)
            if lemmas:
                self._phrased[chunk] = lemmas

    def _phrase_spans(
        self, text: str, phrases: Sequence[tuple[tuple[str, ...], int]]
    ) -> list[Span]:
        """Return where the lemmas of these phrases stand next to each other."""
        places: list[tuple[int, int]] = []
        lemmas: list[str] = []
        at_first: dict[str, list[int]] = {phrase[0]: [] for phrase, _ in phrases}
        end = 0
        for chunk in text.split():
            start = text.index(chunk, end)
            end = start + len(chunk)
            for piece in self._read(chunk).pieces:
                if not piece.overlay:
                    if piece.terms[0] in at_first:
                        at_first[piece.terms[0]].append(len(lemmas))
                    lemmas.append(piece.terms[0])
                    places.append((start + piece.start, start + piece.end))
        return [
            Span(places[at][0], places[at + len(phrase) - 1][1], number)
            for phrase, number in phrases
            for at in at_first[phrase[0]]
            if tuple(lemmas[at : at + len(phrase)]) == phrase
        ]


@lru_cache(maxsize=4)
def _reader(analyzer: Analyzer) -> Callable[[str], Chunk]:
    """Return what reads chunks under these word rules; it is kept as long as the rules."""

    @lru_cache(maxsize=_CACHED_CHUNKS)
    def read(chunk: str) -> Chunk:
        pieces = []
        for word, start, end, overlay in split_words(chunk):
            lemma, parts = analyzer.forms(word)
            pieces.append(Piece((lemma, *parts), start, end, overlay))
        terms = dict.fromkeys(term for piece in pieces for term in piece.terms)
        return Chunk(tuple(terms), tuple(pieces))

    return read


def _places(text: str, chunk: str) -> Iterator[int]:
    """Yield where a chunk stands in a text, between spaces."""
    at = text.find(chunk)
    while at >= 0:
        end = at + len(chunk)
        if (not at or text[at - 1].isspace()) and (end == len(text) or text[end].isspace()):
            yield at
        at = text.find(chunk, end)


def _numbers(spans: Iterable[Span]) -> int:
    """Return how many different words of the question are marked."""
    return len({span.number for span in spans})


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
