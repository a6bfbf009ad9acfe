"""The page "Mijn academie" of somebody who is logged in: parts that every app may add to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Fill = Callable[[HttpRequest], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One section. ``fill`` returns what its template needs, or None when there is nothing."""

    name: str
    order: int
    heading: str
    template: str
    fill: Fill


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    """Add a section; a later one of the same name takes its place."""
    _parts[part.name] = part


def parts() -> list[Part]:
    """Return the sections in the order of the page."""
    return sorted(_parts.values(), key=lambda part: (part.order, part.name))
