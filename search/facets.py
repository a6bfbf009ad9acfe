"""The facets: their names, and how chosen values and counts become what a page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.sources import FacetLabel, vocabulary

if TYPE_CHECKING:
    from search.params import SearchParams

FACETS = ("type", "cluster", "niveau", "rol", "sector", "behoefte", "thema", "regio")
"""Facet names; each is the name of its URL parameter. Shown in this order."""

FACET_TITLES: Mapping[str, str] = {
    "type": "Soort",
    "cluster": "Cluster",
    "niveau": "Niveau",
    "rol": "Voor wie",
    "sector": "Sector",
    "behoefte": "Ondersteuningsbehoefte",
    "thema": "Thema",
    "regio": "Regio",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet as the page shows it.

    `locked` marks the value a landing page is about: it is on and cannot be taken off there.
    """

    value: str
    label: str
    short_label: str
    explanation: str
    count: int
    selected: bool
    locked: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Group:
    """One facet with its options, in the order of the editors."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def selected(self) -> tuple[Option, ...]:
        """The options that are on."""
        return tuple(option for option in self.options if option.selected)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter with the address of the same search without it."""

    facet: str
    facet_title: str
    value: str
    label: str
    url: str


def facet_groups(
    params: SearchParams,
    counts: Mapping[str, Mapping[str, int]],
    *,
    keep_empty: bool = False,
) -> tuple[Group, ...]:
    """Join labels, counts and choices to what the page shows.

    A value without hits is left out unless it is selected, so that a choice never disappears
    from sight (or unless `keep_empty`, for the API). A facet without options is left out.
    """
    groups = []
    for name in FACETS:
        options = tuple(_options(name, params, counts.get(name, {}), keep_empty))
        if options:
            groups.append(Group(name, FACET_TITLES[name], options))
    return tuple(groups)


def chips(params: SearchParams) -> tuple[Chip, ...]:
    """Return every filter that a visitor chose and can take off, in facet order."""
    found = []
    for name in FACETS:
        labels = vocabulary(name)
        for value in params.chosen(name):
            label = labels[value].label if value in labels else value
            url = params.without(name, value)
            found.append(Chip(name, FACET_TITLES[name], value, label, url))
    return tuple(found)


def _options(
    name: str, params: SearchParams, counts: Mapping[str, int], keep_empty: bool
) -> Iterator[Option]:
    selected = params.selected(name)
    fixed = params.fixed.get(name, ())
    for depth, label in _tree(vocabulary(name)):
        is_on = label.slug in selected
        count = counts.get(label.slug, 0)
        if count or is_on or keep_empty:
            yield Option(
                value=label.slug,
                label=label.label,
                short_label=label.short_label or label.label,
                explanation=label.explanation,
                count=count,
                selected=is_on,
                locked=label.slug in fixed,
                depth=depth,
            )


def _tree(labels: Mapping[str, FacetLabel]) -> Iterator[tuple[int, FacetLabel]]:
    """Yield the labels depth first, children below their parent, siblings by editors' order.

    A parent that is not in the vocabulary counts as none; whoever is in a circle of parents is
    not reachable from the top and comes last, so no value is ever lost.
    """
    children: dict[str | None, list[FacetLabel]] = {}
    for label in labels.values():
        parent = label.parent if label.parent in labels else None
        children.setdefault(parent, []).append(label)
    seen: set[str] = set()

    def walk(parent: str | None, depth: int) -> Iterator[tuple[int, FacetLabel]]:
        for label in sorted(children.get(parent, ()), key=lambda one: (one.order, one.label)):
            if label.slug not in seen:
                seen.add(label.slug)
                yield depth, label
                yield from walk(label.slug, depth + 1)

    yield from walk(None, 0)
    for label in labels.values():
        if label.slug not in seen:
            seen.add(label.slug)
            yield 0, label
