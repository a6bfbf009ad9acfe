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


Node = Everything | Word | Phrase | CardNumber | All | Any | Best | Prefer | Except


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
