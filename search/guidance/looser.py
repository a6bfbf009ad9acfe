"""Looser trees of one reading, for the steps of the ladder. Pure."""

from dataclasses import replace

from search.grams import grams_of
from search.query import Reading, nodes_of, without
from search.tree import All, Any, Best, Grams, Marks, Node, Prefer, Word

ONE_PART = 0.3
"""How much one part of a compound counts beside the whole, when any word will do."""


def either(read: Reading, other: Reading) -> Reading:
    """Return what is asked in two ways, such as 'thuis zitter' and 'thuiszitter'.

    What the other way has more counts as the first word where the best snippet is chosen.
    """
    words = {**dict.fromkeys(other.marks.words, 0), **read.marks.words}
    phrases = dict(other.marks.phrases) | dict(read.marks.phrases)
    return replace(
        read,
        tree=Any((read.tree, other.tree), 1),
        whole=Any((read.whole, other.whole), 1),
        marks=Marks(words, tuple(phrases.items())),
        words=tuple(dict.fromkeys((*read.words, *other.words))),
    )


def any_word(read: Reading) -> Node | None:
    """Return the tree that one of the words, or a part of one, is enough for.

    None when there is nothing to let go: a single word that is no compound.
    """
    nodes = nodes_of([*read.words, *read.phrases])
    loose = tuple(_loosened(node) for node in nodes)
    if len(nodes) < 2 and loose == nodes:
        return None
    tree = Any(loose, 1)
    return without(Prefer(tree, read.bonuses) if read.bonuses else tree, read)


def _loosened(node: Node) -> Node:
    """Return what finds a word also by one of its parts; each counts less than the whole."""
    match node:
        case Word(_, parts, boost) if parts:
            return Best((node, *(Word(part, boost=boost * ONE_PART) for part in parts)))
        case All(nodes) | Best(nodes):
            return Best(tuple(_loosened(one) for one in nodes))
    return node


def alike(read: Reading) -> Node | None:
    """Return the tree for words that look like one of these; None when all are too short."""
    found = {}
    for token in read.tokens:
        grams = tuple(dict.fromkeys(grams_of([token.word])))
        if len(grams) > 1:
            # One wrong letter spoils four of them, so a third is as much as may be asked.
            found[token.word] = Grams(grams, max(2, len(grams) // 3))
    nodes: tuple[Node, ...] = tuple(found.values())
    return without(Any(nodes, 1), read) if nodes else None
