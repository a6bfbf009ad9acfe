"""Where the words of a question stand in a card, and in which form; for editors who ask why.

The engines say how much a word counts. This says what they saw, by the same analysis.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from search.analysis import get_analyzer
from search.analysis.chain import Token
from search.documents import Document
from search.explain.parts import name_of
from search.facets import FACET_TITLES
from search.grams import grams_of
from search.query import Reading
from search.tree import All, Any, Best, CardNumber, Choice, Grams, Node, Phrase, Word

MOST_FORMS = 4
"""Written forms that are named; more of them only make a long line."""


class Analysed:
    """A card as it is stored, with the tokens of each of its texts."""

    def __init__(self, document: Document) -> None:
        analyse = get_analyzer().analyse
        self.document = document
        self.texts: list[tuple[str, list[Token]]] = [
            ("de titel", analyse(document.title)),
            *(("de trefwoorden", analyse(keyword)) for keyword in document.keywords),
            ("de inleiding", analyse(document.intro)),
            ("de tekst", analyse(document.body)),
            *((f"de bijlage ‘{one.title}’", analyse(one.text)) for one in document.attachments),
        ]

    def places(self, fits: Callable[[Token], bool]) -> dict[str, Counter[str]]:
        """Return place -> written word -> times, for the tokens that fit."""
        found: dict[str, Counter[str]] = {}
        for place, tokens in self.texts:
            for token in tokens:
                if fits(token):
                    found.setdefault(place, Counter())[token.surface.lower()] += 1
        return found


def sightings(node: Node, card: Analysed, read: Reading) -> Iterator[str]:
    """Yield one line for each way in which a node is found in a card; nothing when it is not."""
    match node:
        case Word(lemma, parts, boost):
            written = _written(read) if boost == 1.0 else {lemma}
            yield from _line(_word(lemma, parts, card, written))
        case Phrase(lemmas):
            yield from _line(_phrase(lemmas, card))
        case All(nodes) | Any(nodes):
            for one in nodes:
                yield from (f"{_typed(one, read)}{line}" for line in sightings(one, card, read))
        case Best((first, *others)):
            several = any(_typed(other, read) for other in others)
            before = _typed(first, read) if several else ""
            yield from (f"{before}{line}" for line in sightings(first, card, read))
            for other in others:
                if isinstance(other, Choice):
                    yield from sightings(other, card, read)
                    continue
                name = _name(other, read)
                yield from (f"{name}: {line}" for line in sightings(other, card, read))
        case Grams(grams, minimum):
            yield from _line(_alike(set(grams), minimum, card))
        case CardNumber():
            yield "dit is haar nummer"
        case Choice(facet, value):
            yield from _chosen(facet, value, card.document)


def _chosen(facet: str, value: str, document: Document) -> Iterator[str]:
    if facet == "type" and value == document.type:
        yield f"dit is {value}" if value == "nieuws" else f"dit is een {value}"
    elif value in document.facets.get(facet, ()):
        yield f"{FACET_TITLES[facet].lower()}: {name_of(facet, value)}"


def _line(sightings: Iterator[str]) -> Iterator[str]:
    line = ", ".join(sightings)
    if line:
        yield line


def _typed(node: Node, read: Reading) -> str:
    """Return which of the words somebody typed a line is about, or ''."""
    if not isinstance(node, Word):
        return ""
    typed = (token.word for token in _tokens(read) if token.lemma == node.lemma)
    return next((f"‘{word}’ " for word in typed), "")


def _tokens(read: Reading) -> Iterator[Token]:
    return (token for clause in read.clauses for token in clause.tokens)


def _written(read: Reading) -> set[str]:
    return {token.word for token in _tokens(read)}


def _word(lemma: str, parts: Sequence[str], card: Analysed, written: set[str]) -> Iterator[str]:
    itself = card.places(lambda token: token.lemma == lemma)
    for place, forms in itself.items():
        yield f"{_times(forms)}in {place}{_forms(forms, written)}"
    inside = card.places(lambda token: token.lemma != lemma and lemma in token.parts)
    for place, forms in inside.items():
        yield f"{_times(forms)}in {place} als deel van {_quoted(forms)}"
    if parts and not itself:
        pieces = [card.places(partial(_has, part)) for part in parts]
        if all(pieces):
            yield f"door de delen: {' + '.join(_quoted(_together(piece)) for piece in pieces)}"


def _has(part: str, token: Token) -> bool:
    return part == token.lemma or part in token.parts


def _phrase(lemmas: Sequence[str], card: Analysed) -> Iterator[str]:
    times: Counter[str] = Counter()
    for place, tokens in card.texts:
        stream = [token.lemma for token in tokens if not token.overlay]
        ends = range(len(stream) - len(lemmas) + 1)
        times[place] += sum(stream[at : at + len(lemmas)] == list(lemmas) for at in ends)
    for place, count in times.items():
        if count:
            yield f"{_count(count)}in {place}"


def _alike(grams: set[str], minimum: int, card: Analysed) -> Iterator[str]:
    least = min(2, minimum)
    found = card.places(lambda token: len(grams.intersection(grams_of([token.word]))) >= least)
    for place, forms in found.items():
        yield f"in {place} door {_quoted(forms)}"
    if not found:
        yield f"minstens {minimum} keer vier letters op een rij"


def _name(node: Node, read: Reading) -> str:
    """Return what an alternative is: another typed word, a part of one, or a synonym."""
    match node:
        case Word(lemma, _, boost) if boost != 1.0:
            is_part = any(lemma in {*one.parts} - {one.lemma} for one in _tokens(read))
            return f"{'deel' if is_part else 'synoniem'} ‘{lemma}’ {_weight(boost)}"
        case Phrase(lemmas, boost) if boost != 1.0:
            return f"synoniem ‘{' '.join(lemmas)}’ {_weight(boost)}"
    return _typed(node, read).strip() or "aan elkaar geschreven"


def _weight(boost: float) -> str:
    return f"(telt {boost:g})".replace(".", ",")


def _together(places: dict[str, Counter[str]]) -> Counter[str]:
    return sum(places.values(), Counter[str]())


def _times(forms: Counter[str]) -> str:
    return _count(forms.total())


def _count(count: int) -> str:
    return f"{count} keer " if count > 1 else ""


def _forms(forms: Counter[str], written: set[str]) -> str:
    """Name the forms in which a word stands there, unless the reader knows that one already."""
    return "" if set(forms) <= written else f" als {_quoted(forms)}"


def _quoted(forms: Counter[str]) -> str:
    shown = ", ".join(f"‘{form}’" for form, _ in forms.most_common(MOST_FORMS))
    return f"{shown} en meer" if len(forms) > MOST_FORMS else shown
