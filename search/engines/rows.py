"""What goes into an index for one document: the same terms and numbers for both engines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from search.analysis import get_analyzer
from search.analysis.chain import Analyzer, Token
from search.analysis.stopwords import STOPWORDS
from search.documents import (
    Document,
    clean_text,
    from_stored,
    newest_key,
    shortest_key,
    soonest_key,
    to_stored,
    traits_key,
)
from search.engines.base import Upsert
from search.engines.row import Row
from search.facets import FACETS
from search.grams import grams_of
from search.params import DATE, NEWEST, SHORTEST
from search.query import number_term
from search.ranking import (
    ATTACHMENTS,
    BODY,
    BODY_GRAMS,
    BODY_PARTS,
    GRAM_WEIGHTS,
    INTRO,
    KEYWORDS,
    TITLE,
    TITLE_GRAMS,
    TITLE_PARTS,
)
from search.suggest import MAX_PREFIX, MIN_PREFIX, Candidate, beginnings

STREAMS = (TITLE, INTRO, KEYWORDS, BODY, ATTACHMENTS)
"""Fields of lemmas with their positions."""

BAGS = (TITLE_PARTS, BODY_PARTS, *GRAM_WEIGHTS)
"""Fields without an order: parts of compounds with joined forms, and four letters in a row."""

ALL_FACETS = "facets"
"""A field with the values of all facets, each with the facet's name before it."""

NUMBERS = ("newest", "shortest", "soonest", "traits", "expires")
"""Whole numbers: one for each order, what the ranking has to know, and the last day."""

SORT_FIELDS: Mapping[str, str] = {NEWEST: "newest", SHORTEST: "shortest", DATE: "soonest"}

FILLER = "_"
"""Stands in an empty field and between keywords; no word can be it.

Lucene counts only the documents that have a field in the statistics of that field, tantivy
counts all of them. With something in every field both count the same.
"""

NEVER = 99_991_231


def make_row(document: Document, version: int, analyzer: Analyzer) -> Row:
    """Analyse a document. Raises `TypeError` or `ValueError` for one that cannot be stored."""
    title = analyzer.analyse(document.title)
    intro = analyzer.analyse(document.intro)
    body = analyzer.analyse(document.body)
    labels = [analyzer.analyse(label) for label in document.keywords]
    keywords = [token for label in labels for token in label]
    files = [analyzer.analyse(one.text) for one in document.attachments]
    texts = {
        TITLE: _stream([title]),
        INTRO: _stream([intro]),
        KEYWORDS: _stream(labels),
        BODY: _stream([body]),
        ATTACHMENTS: _stream(files),
        TITLE_PARTS: _bag([*title, *keywords]),
        BODY_PARTS: _bag([*intro, *body, *(token for file in files for token in file)]),
    }
    grams = {TITLE_GRAMS: [*title, *keywords], BODY_GRAMS: [*intro, *body]}
    return Row(
        key=document.key,
        version=version,
        texts=texts | {field: _grams(grams[field]) for field in GRAM_WEIGHTS},
        facets={name: tuple(dict.fromkeys(_facet(document, name))) for name in FACETS},
        numbers={
            "newest": newest_key(document),
            "shortest": shortest_key(document),
            "soonest": soonest_key(document),
            "traits": traits_key(document),
            "expires": day_number(document.expires) if document.expires else NEVER,
        },
        number=number_term(document.number),
        words=tuple(sorted(_vocabulary([*title, *intro, *keywords]))),
        prefixes=" ".join(sorted(_prefixes(title))) or FILLER,
        head=_json([clean_text(document.title), document.url, document.type, document.key]),
        stored=_json(to_stored(document)),
    )


def row_of(op: Upsert) -> Row:
    """Return the row of an operation, made now if it was not before. Raises as `make_row` does."""
    return op.row or make_row(op.document, op.version, get_analyzer())


def read_stored(stored: str | bytes) -> Document:
    """Return the document a row was made from."""
    return from_stored(json.loads(stored))


def read_head(head: str | bytes) -> Candidate:
    """Return what a suggestion shows of a row."""
    return Candidate(*json.loads(head))


def day_number(day: date) -> int:
    """Return a day as a number that sorts: 20261123."""
    return day.year * 10_000 + day.month * 100 + day.day


def _facet(document: Document, name: str) -> tuple[str, ...]:
    return (document.type,) if name == "type" else document.facets.get(name, ())


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be sent or stored; better refused here, alone, than in a batch.
    text.encode()
    return text


def _stream(texts: Iterable[list[Token]]) -> str:
    """Join lemmas in order; the filler between texts keeps phrases from running on."""
    joined = (" ".join(t.lemma for t in text if not t.overlay) for text in texts)
    return f" {FILLER} ".join(text for text in joined if text) or FILLER


def _bag(tokens: Iterable[Token]) -> str:
    """Join the parts of compounds, and joined forms, that are not in the stream themselves."""
    terms = [
        part for token in tokens for part in token.parts if token.overlay or part != token.lemma
    ]
    return " ".join(terms) or FILLER


def _grams(tokens: Iterable[Token]) -> str:
    return " ".join(grams_of(token.word for token in tokens)) or FILLER


def _vocabulary(tokens: Iterable[Token]) -> set[str]:
    return {t.word for t in tokens if len(t.word) > 2 and t.word not in STOPWORDS}


def _prefixes(title: Iterable[Token]) -> Iterator[str]:
    words = {word for token in title for word in beginnings(token)}
    sizes = range(MIN_PREFIX, MAX_PREFIX + 1)
    yield from {word[:size] for word in words for size in sizes if size <= len(word)}
