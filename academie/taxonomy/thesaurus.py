"""What a synonym does to the others: doubles, circles, and words that are not the same.

Ties are compared as the search sees them, so 'kleuter' and 'kleuters' are one word there.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from academie.taxonomy.matching import fold
from academie.taxonomy.models import Synonym
from academie.taxonomy.selectors import SynonymRow
from search.analysis import get_analyzer
from search.analysis.stopwords import STOPWORDS
from search.sources import SynonymRule

Lemmas = tuple[str, ...]
Ties = dict[tuple[Lemmas, Lemmas], tuple[str, str]]
"""(what somebody types, what is found as well) -> the two as they were written."""

LIGHT = 0.6
"""The heaviest that a loose tie between related words may be."""

MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Problems:
    """Why a synonym cannot be kept, per field of the form, in Dutch."""

    term: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.term or self.words)


@dataclass(frozen=True, slots=True)
class Apart:
    """Related words that are not the same, by what the search makes of them."""

    sides: tuple[frozenset[Lemmas], ...]
    loosely: bool
    why: str


def row_of(synonym: Synonym) -> SynonymRow:
    """Return a synonym, also one that is not saved, as a row."""
    two_way = synonym.direction == Synonym.Direction.TWO_WAY
    return SynonymRow(synonym.term, tuple(synonym.word_list), two_way, synonym.weight)


def rule_of(row: SynonymRow) -> SynonymRule:
    """Return a row as the search wants it.

    One way means: who types one of the other words also finds the preferred term, and never the
    reverse.
    """
    if row.two_way:
        return SynonymRule((row.term,), row.words, two_way=True, weight=row.weight)
    return SynonymRule(row.words, (row.term,), two_way=False, weight=row.weight)


def lemmas(text: str) -> Lemmas:
    """Return the words of a text as the search compares them."""
    return get_analyzer().lemmas(text)


def ties(row: SynonymRow) -> Ties:
    """Return every tie a row makes; two ways, all its words are tied to each other."""
    group = {lemmas(text): text for text in (row.term, *row.words)}
    term = lemmas(row.term)
    return {
        (typed, found): (text, group[found])
        for typed, text in group.items()
        for found in (group if row.two_way else (term,))
        if typed and found and typed != found
    }


def problems(row: SynonymRow, others: Iterable[SynonymRow]) -> Problems:
    """Return why this row cannot stand beside the others; empty when it can."""
    found = Problems()
    if not _searchable(row.term):
        found.term.append("Schrijf een woord op waar iemand mee kan zoeken.")
    if not row.words:
        found.words.append("Schrijf ten minste één ander woord op.")
    if len(row.words) > MOST_WORDS:
        found.words.append(f"Schrijf hoogstens {MOST_WORDS} woorden op.")
    seen = {fold(row.term)}
    for word in row.words:
        if not _searchable(word):
            found.words.append(f"Met ‘{word}’ kan niemand zoeken.")
        elif fold(word) in seen:
            found.words.append(f"‘{word}’ staat er al. Schrijf elk woord één keer op.")
        seen.add(fold(word))
    if not found:
        others = list(others)
        found.words.extend(_doubles(row, others) or _circles(row, others))
    return found


def warnings(row: SynonymRow) -> list[str]:
    """Return what an editor has to think about: related words that this row makes the same."""
    found: dict[str, str] = {}
    for (typed, other), (one, two) in ties(row).items():
        for apart in apart_words():
            if apart.loosely and not row.two_way and row.weight <= LIGHT:
                continue
            sides = [{typed, other} & side for side in apart.sides]
            if sum(map(bool, sides)) > 1:
                first, second = sorted((one, two), key=str.lower)
                found.setdefault(apart.why, f"‘{first}’ en ‘{second}’ zijn niet hetzelfde.")
    return [f"{pair} {why}" for why, pair in found.items()]


def needless(row: SynonymRow) -> list[str]:
    """Return which words do nothing, because the search already sees them as another one."""
    seen = {lemmas(row.term): row.term}
    return [
        f"‘{word}’ hoeft er niet bij: voor het zoeken is het hetzelfde als ‘{seen[lemmas(word)]}’."
        for word in row.words
        if seen.setdefault(lemmas(word), word) is not word
    ]


def apart_words() -> tuple[Apart, ...]:
    """Return the related words that are not the same (fixtures/vocabulary/not_the_same.toml)."""
    return _analysed_groups(get_analyzer().version)


@lru_cache(maxsize=2)
def _analysed_groups(version: str) -> tuple[Apart, ...]:
    file = settings.BASE_DIR / "fixtures" / "vocabulary" / "not_the_same.toml"
    with file.open("rb") as handle:
        groups = tomllib.load(handle)["groups"]
    return tuple(
        Apart(
            tuple(frozenset(map(lemmas, side)) for side in group["sides"]),
            bool(group.get("loosely")),
            str(group["why"]),
        )
        for group in groups
    )


def _searchable(text: str) -> bool:
    """Return whether there is more than small words in it."""
    words = [token.word for token in get_analyzer().analyse(text)]
    return any(word not in STOPWORDS for word in words)


def _doubles(row: SynonymRow, others: Sequence[SynonymRow]) -> list[str]:
    """Name the words that another row already ties to the preferred term."""
    held = {tie: other.term for other in others for tie in ties(other)}
    term = lemmas(row.term)
    messages = []
    for word in row.words:
        forth, back = (lemmas(word), term), (term, lemmas(word))
        if forth in held:
            messages.append(
                f"‘{word}’ vindt ‘{row.term}’ al door het synoniem ‘{held[forth]}’. Verander dat."
            )
        elif back in held:
            messages.append(
                f"Het synoniem ‘{held[back]}’ wijst van ‘{row.term}’ naar ‘{word}’. "
                "Zet dat op ‘Beide kanten op’."
            )
    return messages


def _circles(row: SynonymRow, others: Sequence[SynonymRow]) -> list[str]:
    """Name a circle of one-way rows that this row would close."""
    if row.two_way:
        return []
    steps: dict[Lemmas, dict[Lemmas, str]] = {}
    for other in others:
        if not other.two_way:
            for (typed, found), (_, text) in ties(other).items():
                steps.setdefault(typed, {})[found] = text
    for word in row.words:
        path = _path(steps, lemmas(row.term), lemmas(word))
        if path:
            circle = " → ".join([word, row.term, *path])
            return [f"Zo ontstaat een kring: {circle}. Haal één van deze stappen weg."]
    return []


def _path(steps: Mapping[Lemmas, Mapping[Lemmas, str]], start: Lemmas, goal: Lemmas) -> list[str]:
    """Return the words on a way from start to goal, without the start; [] when there is none."""
    ways: dict[Lemmas, list[str]] = {start: []}
    todo = [start]
    while todo:
        here = todo.pop()
        for there, text in steps.get(here, {}).items():
            if there not in ways:
                ways[there] = [*ways[here], text]
                todo.append(there)
    return ways.get(goal, [])
