"""A praktijkverhaal as a score: moments below each other, one column a voice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from academie.library.blocks import Voice

COLUMNS = 4
"""So many voices fit beside each other, each in a column of its own."""

CROWDED = 3
"""With more voices than that, this many columns are filled from left to right."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice tells; ``column`` is the class of its place in the grid."""

    voice: str
    label: str
    column: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Beat:
    """One moment."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """All moments, in so many columns."""

    beats: tuple[Beat, ...]
    columns: int


def score_for(moments: Iterable[Any]) -> Score:
    """Return the score of a StreamField of moments: every voice keeps its column all the way."""
    values = [moment.value for moment in moments]
    voices = [Voice(part["voice"]) for value in values for part in value["parts"]]
    # The order of the seats round the table, not the order of appearance.
    order = [voice for voice in Voice if voice in voices]
    columns = {voice: f"c{number}" for number, voice in enumerate(order, start=1)}
    if len(order) > COLUMNS:
        return Score(
            tuple(Beat(value["title"], tuple(_in_turn(value["parts"]))) for value in values),
            CROWDED,
        )
    return Score(
        tuple(Beat(value["title"], tuple(_seated(value["parts"], columns))) for value in values),
        len(order),
    )


def _seated(parts: Iterable[Any], columns: dict[Voice, str]) -> list[Part]:
    told = [_part(part, columns[Voice(part["voice"])]) for part in parts]
    return sorted(told, key=lambda part: part.column)


def _in_turn(parts: Iterable[Any]) -> list[Part]:
    return [_part(part, f"c{number % CROWDED + 1}") for number, part in enumerate(parts)]


def _part(part: Any, column: str) -> Part:
    return Part(
        voice=part["voice"],
        label=Voice(part["voice"]).label,
        column=column,
        text=part["text"],
        quote=part["quote"] or "",
    )
