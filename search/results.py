"""What a results page shows: values only, made by `search.service`, drawn by templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from search.params import SearchParams


@dataclass(frozen=True, slots=True)
class ResultCard:
    """One result. `number` is the card number, `card` the extras its page type stored.

    `date` is the next moment of an event, else the day of publication. The two `_html` values
    are escaped, with `<mark>` round what was searched for.
    """

    key: str
    type: str
    type_label: str
    css: str
    glyph: str
    number: str
    title: str
    title_html: SafeString
    snippet_html: SafeString
    url: str
    needs: list[str]
    roles: list[str]
    levels: list[tuple[str, str]]
    sectors: list[str]
    minutes: int | None
    date: datetime | None
    card: Mapping[str, Any]
    external_id: str
    is_past: bool
    adopted: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; `parent` is a slug or ''."""

    value: str
    label: str
    short_label: str
    explanation: str
    count: int
    selected: bool
    disabled: bool
    parent: str
    depth: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its options in the editors' order."""

    name: str
    label: str
    options: list[Option]
    chosen_count: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter, with the address of the same search without it."""

    label: str
    remove_url: str
    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the results."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SortLink:
    """One order of the results."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class WayOn:
    """What somebody can do who found nothing. `kind` is filter, words, near, ask or danger.

    `url` and `label` are the one action beside it; `chips` are filters to take off and `links`
    other searches; `cards` come near what was asked.
    """

    kind: str
    title: str
    text: str
    url: str = ""
    label: str = ""
    chips: list[Chip] = field(default_factory=list)
    links: list["WordLink"] = field(default_factory=list)
    cards: list[ResultCard] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordLink:
    """A word of our own vocabulary with the number of cards behind it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results and everything round it.

    `notice` says calmly what the search did ('' when there is nothing to say), `engine` which
    engine answered: elasticsearch, embedded, or database as the last resort.
    """

    params: SearchParams
    hits: list[ResultCard]
    total: int
    page: int
    pages: list[PageLink]
    previous_url: str
    next_url: str
    facets: list[Facet]
    chips: list[Chip]
    clear_url: str
    sorts: list[SortLink]
    notice: str
    suggestion: Mapping[str, str] | None
    ways_on: list[WayOn]
    engine: str
    took_ms: float
    heading: str
