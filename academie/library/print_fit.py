"""How a toolkit is set so that it fits on one A4."""

import math
from dataclasses import dataclass
from typing import Any

from academie.core.text import html_to_text

PAGE_LINES = {"full": 58, "dense": 77}
"""Lines that one A4 holds in each setting, with room for what an estimate misses."""

LINE_LENGTH = {"full": 125, "dense": 115}
"""Characters on one line. Both were fitted on printed toolkits; tests/e2e prints them again."""


@dataclass(frozen=True, slots=True)
class Fit:
    """``setting`` is the class on the page; ``steps_in_full``: whether steps keep their text."""

    setting: str
    steps_in_full: bool


def toolkit_fit(page: Any) -> Fit:
    """Return the most generous setting in which card and steps fit; the step texts go last.

    What does not fit is never cut: the steps keep their titles, and the page says where the rest
    stands.
    """
    for setting in PAGE_LINES:
        if _lines(page, setting) <= PAGE_LINES[setting]:
            return Fit(setting, True)
    return Fit("dense", False)


def _lines(page: Any, setting: str) -> float:
    width = LINE_LENGTH[setting]
    head = 9 + _wrapped(page.title, width // 2) * 2 + _wrapped(page.intro, width)
    card = 6 + _wrapped(page.escalate_when, width) + _wrapped(page.materials, width // 2)
    card += sum(1 + _titled(block.value, width - 8) for block in page.actions)
    steps = 3 + sum(2 + _titled(block.value, width - 6) for block in page.steps)
    return head + card + (steps if len(page.steps) else 0)


def _titled(value: Any, width: int) -> int:
    text = html_to_text(value["text"].source) if value["text"] else ""
    return _wrapped(f"{value['title']} {text}", width)


def _wrapped(text: str, width: int) -> int:
    return sum(math.ceil(len(line) / width) for line in text.splitlines() or [""])
