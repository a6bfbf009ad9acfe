"""Headings that never skip a level, whatever the editor's text did (PDF/UA-1, 7.4.2)."""

from collections.abc import Iterable

from academie.outlet.paper.rich import Block


def settle(blocks: Iterable[Block], above: int) -> None:
    """Set the level of every heading in these blocks, which stand below one of level `above`.

    A heading goes at most one level deeper than the one before it, and never up to `above`.
    """
    _walk(blocks, above, above)


def _walk(blocks: Iterable[Block], above: int, last: int) -> int:
    for block in blocks:
        kind = block["kind"]
        if kind in {"h", "callout"}:
            wanted = block.get("level", above + 1)
            last = block["level"] = max(above + 1, min(wanted, last + 1))
        if kind == "callout":
            last = _walk(block["blocks"], last, last)
        for item in block["items"] if kind in {"ul", "ol"} else ():
            last = _walk(item, above, last)
    return last
