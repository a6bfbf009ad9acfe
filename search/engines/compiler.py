"""The query tree in an engine's own queries. The shape is decided here, once, for both.

An engine brings a `Builder`: a few small functions that make its kind of query.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from search.ranking import ALL_PARTS, FIELD_WEIGHTS, GRAM_WEIGHTS, PHRASE_WEIGHTS, PIN
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

Q = TypeVar("Q")


class Builder(Protocol[Q]):
    """How an engine says the simplest things."""

    def everything(self) -> Q:
        """Match every document."""
        ...

    def exact(self, field: str, value: str, boost: float = 1.0) -> Q:
        """Match a whole value; each hit scores `boost`."""
        ...

    def keys(self, keys: Sequence[str], boost: float) -> Q:
        """Match the documents with these keys; each scores `boost`."""
        ...

    def term(self, field: str, lemma: str, boost: float) -> Q:
        """Match one term, scored by BM25."""
        ...

    def phrase(self, field: str, lemmas: Sequence[str], boost: float) -> Q:
        """Match terms next to each other, scored by BM25."""
        ...

    def best(self, queries: Sequence[Q]) -> Q:
        """Match any; the best score counts, the others add a little (DisMax)."""
        ...

    def boolean(
        self,
        must: Sequence[Q] = (),
        should: Sequence[Q] = (),
        without: Sequence[Q] = (),
        minimum: int = 0,
    ) -> Q:
        """Match all of `must`, at least `minimum` of `should`, and none of `without`."""
        ...


def compile_tree(node: Node, build: Builder[Q]) -> Q:
    """Return the engine's query for a tree."""
    match node:
        case Everything():
            return build.everything()
        case CardNumber(number):
            return build.exact("number", number)
        case Word(lemma, parts, boost):
            return _word(lemma, parts, boost, build)
        case Phrase(lemmas, boost):
            weights = PHRASE_WEIGHTS.items()
            return build.best([build.phrase(f, lemmas, w * boost) for f, w in weights])
        case Grams(grams, minimum, boost):
            should = [
                build.best([build.term(f, gram, w * boost) for f, w in GRAM_WEIGHTS.items()])
                for gram in grams
            ]
            return build.boolean(should=should, minimum=minimum)
        case Keys(keys, boost):
            return build.keys(keys, boost)
        case Choice(facet, value, boost):
            return build.exact(facet, value, boost)
        case All(nodes):
            return build.boolean(must=[compile_tree(n, build) for n in nodes])
        case Any(nodes, minimum):
            should = [compile_tree(n, build) for n in nodes]
            return build.boolean(should=should, minimum=minimum)
        case Best(nodes):
            return build.best([compile_tree(n, build) for n in nodes])
        case Prefer(inner, bonuses):
            should = [compile_tree(n, build) for n in bonuses]
            return build.boolean(must=[compile_tree(inner, build)], should=should)
        case Except(inner, without):
            excluded = [compile_tree(n, build) for n in without]
            return build.boolean(must=[compile_tree(inner, build)], without=excluded)
        case Pinned(inner, keys):
            pins = [build.keys([key], PIN * (len(keys) - at)) for at, key in enumerate(keys)]
            return build.boolean(should=[compile_tree(inner, build), *pins], minimum=1)


def _word(lemma: str, parts: tuple[str, ...], boost: float, build: Builder[Q]) -> Q:
    """Find a word in any field, or a compound by all of its parts wherever they stand."""
    queries = [build.term(f, lemma, w * boost) for f, w in FIELD_WEIGHTS.items()]
    if parts:
        each = [_word(part, (), boost * ALL_PARTS, build) for part in parts]
        queries.append(build.boolean(must=each))
    return build.best(queries)
