"""The number on a card: type letter, cluster, level letter, serial number ('T2S 041')."""

from collections.abc import Sequence

NONE = "X"
"""Stands where an item has no cluster or no level; the search knows it too."""


def card_number(letter: str, serial: str, *, clusters: Sequence[str], levels: Sequence[str]) -> str:
    """Return the number of an item; ``clusters`` and ``levels`` are slugs in the editors' order.

    An item that belongs to more clusters or levels carries the first one: the words beside the
    number name them all.
    """
    digits = [slug[-1] for slug in clusters if slug[-1:].isdigit()]
    cluster = digits[0] if digits else NONE
    level = levels[0][0].upper() if levels else NONE
    return f"{letter}{cluster}{level} {serial}"
