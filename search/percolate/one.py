"""One document and one query tree, without an engine.

A tree is tested on the terms of the document's own `Row`, the ones that the engines index, so the
answer is theirs (tests/search/test_percolate.py holds them together). `search.percolate.many` does
it for thousands of trees at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from search.analysis import get_analyzer
from search.documents import Document
from search.engines.row import Row
from search.engines.rows import day_number, make_row
from search.ranking import FIELD_WEIGHTS, GRAM_WEIGHTS, PHRASE_WEIGHTS
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

Filters = Mapping[str, tuple[str, ...]]
Test = Callable[["Terms"], bool]
Guard = frozenset[str]

# Before a term of another kind than a word. No word holds such a sign, so they never meet.
_NUMBER, _KEY, _GRAM, _FACET = "#", "@", "~", "="


@dataclass(frozen=True)
class Terms:
    """All that a query can ask of one document. Made once, then tested by thousands."""

    row: Row

    @cached_property
    def words(self) -> frozenset[str]:
        """Every lemma and part, in whatever field."""
        return self._of(FIELD_WEIGHTS)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Every four letters in a row."""
        return self._of(GRAM_WEIGHTS)

    @cached_property
    def facets(self) -> Mapping[str, frozenset[str]]:
        """The values of each facet."""
        return {name: frozenset(values) for name, values in self.row.facets.items()}

    @cached_property
    def signs(self) -> frozenset[str]:
        """All that guards can ask for (see `guards_of`)."""
        facets = (sign for name, own in self.facets.items() for sign in facet_signs(name, own))
        grams = (_GRAM + gram for gram in self.grams)
        single = (_NUMBER + self.row.number, _KEY + self.row.key)
        return frozenset(chain(self.words, facets, grams, single))

    @cached_property
    def _sequence(self) -> tuple[str, ...]:
        """All fields with an order behind each other; the gap keeps phrases inside one field."""
        fields = (self.row.texts[name].split() for name in PHRASE_WEIGHTS)
        return tuple(chain.from_iterable((*field, "") for field in fields))

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, lemma in enumerate(self._sequence):
            places.setdefault(lemma, []).append(place)
        return places

    def has_phrase(self, lemmas: tuple[str, ...]) -> bool:
        """Whether these lemmas stand next to each other in one field."""
        length, sequence = len(lemmas), self._sequence
        starts = self._places.get(lemmas[0], ())
        return any(sequence[at : at + length] == lemmas for at in starts)

    def passes(self, filters: Filters) -> bool:
        """Whether each filtered facet has one of its chosen values."""
        return all(self.has_facet(name, chosen) for name, chosen in filters.items() if chosen)

    def has_facet(self, name: str, chosen: Iterable[str]) -> bool:
        """Whether one of these values is among its own."""
        return not self.facets.get(name, frozenset()).isdisjoint(chosen)

    def may_be_found(self, today: date) -> bool:
        """Whether its last day is not over."""
        return self.row.numbers["expires"] >= day_number(today)

    def _of(self, fields: Mapping[str, float]) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.row.texts[name].split() for name in fields))


def terms_of(document: Document) -> Terms:
    """Analyse a document as the engines do."""
    return Terms(make_row(document, 1, get_analyzer()))


def matches(tree: Node, filters: Filters, terms: Terms, today: date) -> bool:
    """Whether one query finds one document."""
    return terms.may_be_found(today) and terms.passes(filters) and test_of(tree)(terms)


def facet_signs(name: str, values: Iterable[str]) -> Guard:
    """Return the signs of values of a facet."""
    return frozenset(f"{_FACET}{name}:{value}" for value in values)


def test_of(node: Node) -> Test:
    """Return the test that a tree stands for. Taken apart once, it is then only called."""
    match node:
        case Everything():
            return lambda terms: True
        case Word(lemma, parts):
            if not parts:
                return lambda terms: lemma in terms.words
            each = frozenset(parts)
            return lambda terms: lemma in terms.words or each <= terms.words
        case Phrase(lemmas):
            return lambda terms: terms.has_phrase(lemmas)
        case CardNumber(number):
            return lambda terms: terms.row.number == number
        case Grams(grams, minimum):
            return lambda terms: sum(gram in terms.grams for gram in grams) >= minimum
        case Keys(keys):
            return lambda terms: terms.row.key in keys
        case Choice(facet, value):
            return lambda terms: terms.has_facet(facet, (value,))
        case All(nodes):
            every = [test_of(one) for one in nodes]
            return lambda terms: all(test(terms) for test in every)
        case Any(nodes, minimum):
            some = [test_of(one) for one in nodes]
            return lambda terms: sum(test(terms) for test in some) >= minimum
        case Best(nodes):
            either = [test_of(one) for one in nodes]
            return lambda terms: any(test(terms) for test in either)
        case Prefer(inner):
            return test_of(inner)
        case Except(inner, without):
            wanted, unwanted = test_of(inner), [test_of(one) for one in without]
            return lambda terms: wanted(terms) and not any(test(terms) for test in unwanted)
        case Pinned(inner, keys):
            found = test_of(inner)
            return lambda terms: terms.row.key in keys or found(terms)


def guards_of(node: Node) -> Iterator[Guard]:
    """Yield sets of signs; a document that matches has at least one sign of *each* set.

    None at all means that nothing can be said, and that every document has to be tested.
    """
    match node:
        case Word(lemma, parts):
            # The longest part is mostly the rarest one.
            yield frozenset({lemma, max(parts, key=len)}) if parts else frozenset({lemma})
        case Phrase(lemmas):
            yield from (frozenset({lemma}) for lemma in lemmas)
        case CardNumber(number):
            yield frozenset({_NUMBER + number})
        case Keys(keys) if keys:
            yield frozenset(_KEY + key for key in keys)
        case Choice(facet, value):
            yield facet_signs(facet, (value,))
        case Grams(grams, minimum) if 1 <= minimum <= len(grams):
            yield frozenset(_GRAM + gram for gram in grams[minimum - 1 :])
        case All(nodes):
            for one in nodes:
                yield from guards_of(one)
        case Any(nodes, minimum) if 1 <= minimum <= len(nodes):
            # Of any so many nodes at least one matches, so the signs of those will do.
            yield from _either(nodes[minimum - 1 :])
        case Best(nodes):
            yield from _either(nodes)
        case Prefer(inner) | Except(inner):
            yield from guards_of(inner)
        case Pinned(inner, keys):
            pins = frozenset(_KEY + key for key in keys)
            yield from (guard | pins for guard in guards_of(inner))
        case _:
            return


def _either(nodes: Sequence[Node]) -> Iterator[Guard]:
    """Yield the one guard of nodes of which at least one matches, unless one has none."""
    first = [next(guards_of(one), None) for one in nodes]
    if first and all(first):
        yield frozenset(chain.from_iterable(guard for guard in first if guard))
