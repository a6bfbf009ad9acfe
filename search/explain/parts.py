"""A query tree cut into the parts whose scores add up, each named as it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.facets import FACET_TITLES
from search.grams import grams_of
from search.query import Reading
from search.sources import vocabulary
from search.tree import (
    All,
    Any,
    Best,
    CardNumber,
    Choice,
    Everything,
    Except,
    Grams,
    Node,
    Phrase,
    Pinned,
    Prefer,
    Word,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that earns points by itself, as often as it stands in the tree.

    A bonus need not be there.
    """

    node: Node
    label: str
    bonus: bool = False
    times: int = 1


def parts_of(tree: Node, read: Reading) -> list[Part]:
    """Return what earns points in a tree, each with the words that somebody typed for it."""
    clauses = (*read.words, *read.phrases)
    labels = {one.node: read.text[one.start : one.end] for one in clauses}
    by_lemma = {one.lemmas[0]: read.text[one.start : one.end] for one in reversed(clauses)}
    typed = {token.lemma: token.word for clause in read.clauses for token in clause.tokens}
    found: dict[Node, Part] = {}
    for node, bonus in _scoring(tree):
        known = found.get(node)
        if known:
            found[node] = replace(known, times=known.times + 1)
        else:
            # The ladder may have put something looser in the place of a word.
            text = labels.get(node) or by_lemma.get(_first_lemma(node), "")
            label = _label(node, text, typed, bonus)
            found[node] = Part(node, label, bonus)
    return list(found.values())


def name_of(facet: str, value: str) -> str:
    """Return what readers call a value of a facet."""
    label = vocabulary(facet).get(value)
    return label.label if label else value


def _scoring(node: Node, bonus: bool = False) -> Iterator[tuple[Node, bool]]:
    """Yield the nodes whose scores add up to that of the tree."""
    match node:
        case Pinned(inner) | Except(inner):
            yield from _scoring(inner, bonus)
        case All(nodes) | Any(nodes):
            for one in nodes:
                yield from _scoring(one, bonus)
        case Prefer(inner, bonuses):
            yield from _scoring(inner, bonus)
            for one in bonuses:
                yield from _scoring(one, bonus=True)
        case Everything():
            return
        case _:
            yield node, bonus


def _first_lemma(node: Node) -> str:
    match node:
        case Word(lemma):
            return lemma
        case Best((first, *_)) | All((first, *_)):
            return _first_lemma(first)
    return ""


def _label(node: Node, label: str, typed: dict[str, str], bonus: bool) -> str:
    match node:
        case Phrase(lemmas) if bonus and not label:
            return f"naast elkaar: ‘{' '.join(typed.get(lemma, lemma) for lemma in lemmas)}’"
        case Grams(grams):
            own = (word for word in typed.values() if grams[0] in grams_of([word])[:1])
            return f"letters van ‘{next(own, grams[0])}’"
        case Choice(facet, value):
            return f"filter {FACET_TITLES[facet].lower()}: {name_of(facet, value)}"
        case CardNumber(number):
            return f"kaartnummer {number.upper()}"
    return f"‘{label}’" if label else "een ander woord"
