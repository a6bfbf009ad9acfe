"""A QR code as a drawing that stands in the page itself: no second file, no script."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Modules of white around it, without which cameras look in vain."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The path of an SVG of `size` by `size` modules."""

    size: int
    path: str


def draw(address: str) -> Drawing:
    """Return the code that says this address. It survives a crease or a coffee stain."""
    rows = [list(row) for row in segno.make_qr(address, error="q").matrix]
    runs = [
        f"M{start + QUIET} {line + QUIET}h{length}v1h-{length}z"
        for line, row in enumerate(rows)
        for start, length in _runs(row)
    ]
    return Drawing(len(rows) + 2 * QUIET, "".join(runs))


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Return start and length of every dark stretch."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
