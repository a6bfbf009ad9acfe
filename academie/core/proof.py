"""What checks a text before it goes on to a second reader; academie.proofing registers itself here.

``publish_problems`` of a page type is the list of what a live page may never lack, whoever saves
it. What is registered here comes on top of it, for a person who publishes or submits: mistakes that
a look at the text shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stop:
    """A text cannot go on like this: the field it stands in, and a sentence on what to do."""

    field: str
    sentence: str


Stops = Callable[[Any], list[Stop]]
PanelContext = Callable[[Any, Any], dict[str, Any]]

_stops: list[Stops] = []
_panels: list[PanelContext] = []


def register_stops(stops: Stops) -> None:
    """Add a check: page -> what stands in the way."""
    if stops not in _stops:
        _stops.append(stops)


def stops_of(page: Any) -> list[Stop]:
    """Return what stands in the way of publishing or submitting this page, of every check."""
    return [stop for check in _stops for stop in check(page)]


def register_panel(context: PanelContext) -> None:
    """Set who fills the panel 'Nakijkhulp': (page, request) -> what its template shows."""
    _panels[:] = [context]


def panel_context(page: Any, request: Any) -> dict[str, Any]:
    """Return what the panel shows; empty when nobody checks texts."""
    return _panels[0](page, request) if _panels else {}
