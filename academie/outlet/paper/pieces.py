"""Small pieces that the parts of an item are made of."""

from typing import Any

from academie.core.templatetags.academie import working_days
from academie.outlet.paper.rich import Block

Fact = list[str]


def subheading(text: str) -> Block:
    """Return a heading inside a part."""
    return {"kind": "h", "level": 3, "text": text}


def bullets(items: list[list[dict[str, Any]]]) -> Block:
    """Return a list of lines, each made of runs."""
    return {"kind": "ul", "items": [[{"kind": "p", "runs": runs}] for runs in items]}


def table(head: list[str], rows: list[list[str]]) -> Block:
    """Return a table of plain words; its first row is the head."""
    return {
        "kind": "table",
        "head": [[{"text": word}] for word in head],
        "rows": [[[{"text": word}] if word else [] for word in row] for row in rows],
    }


def known(*facts: tuple[str, str | None]) -> list[Fact]:
    """Return those facts that say something."""
    return [[term, words.strip()] for term, words in facts if words and words.strip()]


def minutes(count: int | None) -> str:
    """Return so many minutes in words; '' for none."""
    return "" if not count else f"{count} {'minuut' if count == 1 else 'minuten'}"


def days(count: int | None) -> str:
    """Return so many working days in words; '' when that is not known."""
    return "" if count is None else str(working_days(count))
