"""The gate below every path to the reader: who wants to show a text asks here first.

Buttons, bulk actions, the admin's API, schedules, copies and imports all end in `publish` or `save`
of a page. The page types (academie.core.models.gated) call the gates there, so that a path nobody
thought of is closed too. Apps above this layer register what they want to hold back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.dispatch import Signal


class NotPublishedError(PermissionDenied):
    """A gate holds a publication back; ``sentence`` says in Dutch why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Publication:
    """A text that is about to become public.

    ``user`` is the person who asks for it; None is the system itself: an import, the demo or, when
    ``scheduled`` is true, the worker whose clock strikes.
    """

    page: Any
    revision: Any
    user: Any = None
    scheduled: bool = False


Gate = Callable[[Publication], None]

text_saved = Signal()
"""Somebody saved a text: sent with ``page``, ``revision`` and ``user`` (None for the system)."""

_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """Add a gate. It raises ``NotPublishedError`` to hold a publication back; order is free."""
    if gate not in _gates:
        _gates.append(gate)


def gated() -> bool:
    """Return whether anything guards publications; then nobody publishes with Wagtail's buttons."""
    return bool(_gates)


def call_gates(publication: Publication) -> None:
    """Ask every gate; the first that objects raises ``NotPublishedError``."""
    for gate in _gates:
        gate(publication)


@contextmanager
def without_gates() -> Iterator[None]:
    """Open every gate for a while: only for a measurement that must see what they prevent."""
    held, _gates[:] = list(_gates), []
    try:
        yield
    finally:
        _gates[:] = held
