"""The small query tree that both engines understand. Values only, nothing that acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any field; a compound is also found by all of its `parts`."""

    lemma: str
    parts: tuple[str, ...] = ()
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in one field."""

    lemmas: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class CardNumber:
    """The one card with this number, such as 't2s041'."""

    number: str


@dataclass(frozen=True, slots=True)
class Grams:
    """At least `minimum` of these four letters in a row, wherever they stand in a word.

    It forgives typing errors and odd compounds, and explains badly: a bonus in `Prefer`, or the
    last resort, but never beside words that were found.
    """

    grams: tuple[str, ...]
    minimum: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Keys:
    """Exactly the documents with these keys; each scores `boost`."""

    keys: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents with this value of a facet, as if it were chosen; each scores `boost`."""

    facet: str
    value: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class All:
    """Every node has to match; scores add up."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least `minimum` of the nodes have to match; scores add up."""

    nodes: tuple[Node, ...]
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Best:
    """One of the nodes has to match; the best one counts (a word and its synonyms)."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Prefer:
    """`node` has to match; each of `bonuses` that matches as well adds to the score."""

    node: Node
    bonuses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Except:
    """`node` has to match and none of `without` may."""

    node: Node
    without: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What `node` finds, and the documents with these keys: those first, in this order.

    Only at the top of a tree. Filters and facets treat the pinned documents as any other hit, and
    in an order other than relevance they stand where that order puts them.
    """

    node: Node
    keys: tuple[str, ...]


Node = (
    Everything
    | Word
    | Phrase
    | CardNumber
    | Grams
    | Keys
    | Choice
    | All
    | Any
    | Best
    | Prefer
    | Except
    | Pinned
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in the results: lemmas and sequences, each with the query word it is for.

    A synonym has the number of the word it stands for, so that a snippet is chosen by how much
    of the *question* it shows.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    phrases: tuple[tuple[tuple[str, ...], int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def count(self) -> int:
        """How many different query words can be marked."""
        return len({*self.words.values(), *(number for _, number in self.phrases)})
