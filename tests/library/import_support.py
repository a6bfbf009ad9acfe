"""What the tests of the import share."""

import re
from typing import Any

from wagtail.models import Page

BODY = """Waarom dit werkt.

1. Zeg het in één zin. Daarna wacht u.
2. Schrijf op wat u ziet.

Tot slot nog iets."""


def record(**changes: Any) -> dict[str, Any]:
    """Return a good toolkit with these changes."""
    return {
        "id": "K-1",
        "type": "toolkit",
        "title": "Rustig beginnen",
        "intro": "Zo begint de dag rustig.",
        "body": BODY,
        "clusters": ["cluster-2"],
        "levels": ["School"],
        "roles": ["leerkracht", "ib"],
        "tags": ["pauze", "Rust"],
        "published": "2025-03-31",
    } | changes


def count(printed: str, label: str) -> int:
    """Return the number behind a label of the summary."""
    return int(re.search(rf"{re.escape(label)}\s+(\d+)", printed)[1])


def assert_tree_is_sound() -> None:
    """Treebeard finds nothing to mend."""
    assert Page.find_problems() == ([], [], [], [], [])
