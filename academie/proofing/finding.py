"""One thing that was found in a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WHOLE = "Hele tekst"
"""The label of what is about more than one field."""

_LONGEST = 160


class Severity(StrEnum):
    """How bad it is; the first is told first."""

    STOP = "stop"
    ADVICE = "advice"

    @property
    def word(self) -> str:
        """What a writer reads beside it."""
        return "Kan zo niet" if self is Severity.STOP else "Advies"


STOP, ADVICE = Severity.STOP, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something was found, what is the matter, and what the writer can do about it.

    ``field`` is the name of the field of the form ('' for the page as a whole), ``label`` where in
    it, in Dutch; ``excerpt`` the piece of text, ``block`` the id of its block in a stream. ``code``
    names the rule, for whoever treats one apart.
    """

    field: str
    label: str
    severity: Severity
    sentence: str
    excerpt: str
    advice: str
    code: str
    block: str = ""

    @property
    def stops(self) -> bool:
        """Whether the text cannot go on like this."""
        return self.severity is Severity.STOP


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one field."""

    field: str
    label: str
    findings: tuple[Finding, ...]


def shortened(text: str) -> str:
    """Return a piece of text that fits on two lines, cut at a word."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with what stops first; the rest keeps the order of the form."""
    return sorted(dict.fromkeys(findings), key=lambda finding: not finding.stops)
