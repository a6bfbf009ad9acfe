"""What a results page shows: values only, made by `search.service`, drawn by templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from search.guidance.danger import Line
from search.params import SearchParams


@dataclass(frozen=True, slots=True)
class ResultCard:
    """One result. `number` is the card number, `card` the extras its page type stored.

    `date` is the next moment of an event, else the day of publication. The two `_html` values
    are escaped, with `<mark>` round what was searched for. `found_in` is the title of the
    attachment that the snippet is from, or ''. `own` says that it fits the reader's own role and
    level, `pinned` that editors put it first for these words, `expired` that it is no longer valid.
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
    found_in: str = ""
    own: bool = False
    pinned: bool = False
    expired: bool = False


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
class Offer:
    """Words of the question (`text`) that are the name of a filter.

    `label` says what the filter is called, `url` sets it and takes the words out of the question.
    """

    label: str
    text: str
    url: str
    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """What a reader can call her own: the name of the parameter, and (slug, label, chosen)."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results and everything round it.

    `notice` says calmly who answered when that is not the usual engine, `engine` who did:
    elasticsearch, embedded, or database as the last resort. `steps` says in a sentence each what
    the search did to find more, and `step` names the last of them (see `search.guidance.ladder`).
    `corrected_from` are the reader's words when others were searched for, `literal_url` takes
    that back. `danger` is whom to call first, when the words may mean danger. `expired` cards that
    are no longer valid were left out; `expired_url` shows them too or, when they are shown, not.
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
    steps: list[str] = field(default_factory=list)
    step: str = ""
    corrected_from: str = ""
    literal_url: str = ""
    offers: list[Offer] = field(default_factory=list)
    own: list[OwnChoice] = field(default_factory=list)
    help_url: str = ""
    danger: tuple[Line, ...] = ()
    expired: int = 0
    expired_url: str = ""
