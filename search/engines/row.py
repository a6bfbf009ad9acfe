"""What both engines store for one document; `rows` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """The searchable form of a document, with two pieces of JSON to give back.

    `stored` is all there is to draw the card, `head` what a suggestion shows.
    """

    key: str
    version: int
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    number: str
    words: tuple[str, ...]
    prefixes: str
    head: str
    stored: str
