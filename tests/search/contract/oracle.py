"""Matching and counting by brute force: every document against the query tree, one by one.

It shares the analysis with the engines and nothing else.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from search.analysis import get_analyzer
from search.analysis.chain import Token
from search.analysis.tokens import fold
from search.documents import Document
from search.facets import FACETS
from search.query import SearchQuery
from search.ranking import BODY_GRAMS, GRAM_WEIGHTS
from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Choice,
    Everything,
    Except,
    Grams,
    Keys,
    Node,
    Phrase,
    Pinned,
    Prefer,
    Word,
)
from tests.search.contract import corpus


@dataclass(frozen=True)
class Seen:
    """A document as the oracle sees it."""

    document: Document
    terms: frozenset[str]
    texts: tuple[tuple[str, ...], ...]
    grams: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """Who matches, the counts of every facet without its own filter, and how many expired."""

    keys: frozenset[str]
    facets: dict[str, dict[str, int]]
    expired: int


@cache
def seen() -> tuple[Seen, ...]:
    """Return the corpus, analysed."""
    return tuple(_see(document) for document in corpus.documents())


def answer(query: SearchQuery) -> Answer:
    """Return what an engine has to find."""
    every = [one for one in seen() if matches(query.tree, one)]
    over = [one for one in every if one.document.expires and one.document.expires < query.today]
    found = [one for one in every if query.with_expired or one not in over]
    keys = frozenset(
        one.document.key for one in found if all(_passes(one, query, name) for name in FACETS)
    )
    facets = {}
    for facet in FACETS:
        others = [name for name in FACETS if name != facet]
        counted = [one for one in found if all(_passes(one, query, name) for name in others)]
        facets[facet] = dict(Counter(v for one in counted for v in set(_values(one, facet))))
    missed = [one for one in over if all(_passes(one, query, name) for name in FACETS)]
    counts = query.count_expired and not query.with_expired
    return Answer(keys, facets, len(missed) if counts else 0)


def matches(node: Node, one: Seen) -> bool:
    """Say whether a document fits a tree."""
    match node:
        case Everything():
            return True
        case CardNumber(number):
            return one.document.number.replace(" ", "").lower() == number
        case Word(lemma, parts):
            return lemma in one.terms or bool(parts and set(parts) <= one.terms)
        case Phrase(lemmas):
            return any(lemmas == stretch for text in one.texts for stretch in _runs(text, lemmas))
        case Grams(grams, minimum):
            return sum(gram in one.grams for gram in grams) >= minimum
        case Keys(keys):
            return one.document.key in keys
        case Choice(facet, value):
            return value in _values(one, facet)
        case Pinned(inner, keys):
            return one.document.key in keys or matches(inner, one)
        case All(nodes):
            return all(matches(inner, one) for inner in nodes)
        case Any(nodes, minimum):
            return sum(matches(inner, one) for inner in nodes) >= minimum
        case Best(nodes):
            return any(matches(inner, one) for inner in nodes)
        case Prefer(inner, _):
            return matches(inner, one)
        case Except(inner, without):
            return matches(inner, one) and not any(matches(other, one) for other in without)


def _see(document: Document) -> Seen:
    analyse = get_analyzer().analyse
    short, long = [document.title, *document.keywords], [document.intro, document.body]
    texts = [*short, *long, *(one.text for one in document.attachments)]
    analysed: list[list[Token]] = [analyse(text) for text in texts]
    with_grams = [*short, *long] if BODY_GRAMS in GRAM_WEIGHTS else short
    words = {fold(token.word) for text in with_grams for token in analyse(text)}
    grams = {word[at : at + 4] for word in words for at in range(len(word) - 3)}
    terms = {term for text in analysed for token in text for term in (token.lemma, *token.parts)}
    lemmas = (tuple(token.lemma for token in text if not token.overlay) for text in analysed)
    return Seen(document, frozenset(terms), tuple(lemmas), frozenset(grams))


def _runs(text: tuple[str, ...], lemmas: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (text[at : at + len(lemmas)] for at in range(len(text)))


def _values(one: Seen, facet: str) -> tuple[str, ...]:
    return (one.document.type,) if facet == "type" else one.document.facets.get(facet, ())


def _passes(one: Seen, query: SearchQuery, facet: str) -> bool:
    wanted = query.filters.get(facet)
    return not wanted or bool(set(wanted) & set(_values(one, facet)))
