"""Search the other way round: which of many saved queries does this one document answer?

In two steps, each of which leaves nearly everything alone:

1. Saved queries are made of few different pieces: a word, a word with its synonyms, a phrase, the
   chosen values of a facet. Each different piece is tested once, and only when the document has a
   term without which it cannot match.
2. A query waits with one of the pieces that it needs, the one with which fewest others wait. Only
   the queries of pieces that matched are looked at, and for those it is a comparison of sets.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from search.percolate.one import Filters, Terms, Test, facet_signs, guards_of, test_of
from search.tree import All, Any, Everything, Except, Node, Prefer

Name = TypeVar("Name", bound=Hashable)
Chosen = tuple[str, frozenset[str]]
Piece = Node | Chosen


@dataclass(slots=True)
class _Shape:
    """What a query is made of: pieces that must all match, or so many of a few, or not at all."""

    needs: set[Piece] = field(default_factory=set)
    several: list[tuple[frozenset[Piece], int]] = field(default_factory=list)
    without: set[Piece] = field(default_factory=set)

    @property
    def pieces(self) -> set[Piece]:
        """Every piece, once."""
        return self.needs.union(self.without, *(some for some, _ in self.several))


class _Saved(NamedTuple):
    """The same in numbers of pieces, less what is known once the piece it waits with matched."""

    needs: frozenset[int]
    without: frozenset[int]
    several: tuple[tuple[frozenset[int], int], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a query waits, and all the pieces it uses."""

    waits_with: frozenset[int]
    pieces: frozenset[int]


class Percolator(Generic[Name]):
    """Many saved queries, each under a name, ready for documents to be held against."""

    def __init__(self) -> None:
        self._places: dict[Name, _Place] = {}
        self._pieces = _Pieces()
        self._waiting: dict[int, dict[Name, _Saved]] = {}
        self._always: dict[Name, _Saved] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: Name) -> bool:
        return name in self._places

    def names(self) -> set[Name]:
        """Return the names of all saved queries."""
        return set(self._places)

    def add(self, name: Name, tree: Node, filters: Filters) -> None:
        """Save a query; one that had this name goes."""
        self.discard(name)
        shape = _shape(tree, filters)
        number = {piece: self._pieces.take(piece) for piece in shape.pieces}
        needs, without = (
            frozenset(number[piece] for piece in pieces) for pieces in (shape.needs, shape.without)
        )
        several = tuple(
            (frozenset(number[piece] for piece in some), least) for some, least in shape.several
        )
        places = [frozenset({one}) for one in needs]
        # Of any so many pieces at least one matches, so a query may wait with those.
        for some, least in several:
            quiet = sorted(some, key=self._crowd)[: len(some) - least + 1]
            places.append(frozenset(quiet))
        waits_with = min(places, key=self._crowds, default=frozenset[int]())
        known = waits_with if len(waits_with) == 1 else frozenset[int]()
        saved = _Saved(needs - known, without, several)
        self._places[name] = _Place(waits_with, frozenset(number.values()))
        for one in waits_with:
            self._waiting.setdefault(one, {})[name] = saved
        if not waits_with:
            self._always[name] = saved

    def discard(self, name: Name) -> None:
        """Forget a query; nothing happens when there is none of this name."""
        place = self._places.pop(name, None)
        if place is None:
            return
        self._always.pop(name, None)
        for one in place.waits_with:
            del self._waiting[one][name]
            if not self._waiting[one]:
                del self._waiting[one]
        for one in place.pieces:
            self._pieces.leave(one)

    def matching(self, terms: Terms, today: date) -> set[Name]:
        """Return the names of all queries that find this document."""
        if not terms.may_be_found(today):
            return set()
        true = self._pieces.matching(terms)
        found: set[Name] = set()
        crowds = (self._waiting[one] for one in true & self._waiting.keys())
        for crowd in (self._always, *crowds):
            for name, (needs, without, several) in crowd.items():
                if not needs <= true or (without and not without.isdisjoint(true)):
                    continue
                for some, least in several:
                    if len(some & true) < least:
                        break
                else:
                    found.add(name)
        return found

    def _crowd(self, piece: int) -> int:
        return len(self._waiting.get(piece, ()))

    def _crowds(self, place: frozenset[int]) -> int:
        return sum(map(self._crowd, place))


@dataclass(slots=True)
class _Known:
    """One piece: its test, the signs of which a document needs one, and how many queries use it."""

    piece: Piece
    test: Test
    guard: frozenset[str]
    used: int = 0


class _Pieces:
    """The different pieces of all saved queries, numbered."""

    def __init__(self) -> None:
        self._numbers: dict[Piece, int] = {}
        self._known: dict[int, _Known] = {}
        self._by_sign: dict[str, set[int]] = {}
        self._unguarded: set[int] = set()
        self._last = 0

    def take(self, piece: Piece) -> int:
        """Return the number of a piece that one more query uses."""
        number = self._numbers.get(piece)
        if number is None:
            self._last += 1
            number = self._numbers[piece] = self._last
            known = self._known[number] = _know(piece)
            for sign in known.guard:
                self._by_sign.setdefault(sign, set()).add(number)
            if not known.guard:
                self._unguarded.add(number)
        self._known[number].used += 1
        return number

    def leave(self, number: int) -> None:
        """Forget a piece when no query uses it any more."""
        known = self._known[number]
        known.used -= 1
        if known.used:
            return
        del self._known[number], self._numbers[known.piece]
        self._unguarded.discard(number)
        for sign in known.guard:
            self._by_sign[sign].discard(number)
            if not self._by_sign[sign]:
                del self._by_sign[sign]

    def matching(self, terms: Terms) -> set[int]:
        """Return the numbers of all pieces that this document fits."""
        opened = (self._by_sign[sign] for sign in terms.signs & self._by_sign.keys())
        known = self._known
        return {one for one in self._unguarded.union(*opened) if known[one].test(terms)}


def _know(piece: Piece) -> _Known:
    if isinstance(piece, tuple):
        name, chosen = piece
        return _Known(piece, lambda terms: terms.has_facet(name, chosen), facet_signs(name, chosen))
    # Long words are rare words: the guard of which the shortest sign is longest.
    guards = [guard for guard in guards_of(piece) if guard]
    guard = max(guards, key=lambda guard: min(map(len, guard)), default=frozenset[str]())
    return _Known(piece, test_of(piece), guard)


def _shape(tree: Node, filters: Filters) -> _Shape:
    """Take a query apart as far as it goes; what goes no further is a piece as it is."""
    shape = _Shape({(name, frozenset(chosen)) for name, chosen in filters.items() if chosen})
    rest = [tree]
    while rest:
        match rest.pop():
            case Everything():
                pass
            case All(nodes):
                rest += nodes
            case Prefer(inner):
                rest.append(inner)
            case Except(inner, without):
                rest.append(inner)
                shape.without.update(without)
            case Any(nodes, minimum) if 1 <= minimum <= len(nodes) == len(set(nodes)):
                shape.several.append((frozenset(nodes), minimum))
            case other:
                shape.needs.add(other)
    return shape
