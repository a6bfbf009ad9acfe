"""The shape of every mail of this app: text only, a greeting, paragraphs, our name."""

from collections.abc import Sequence

CLOSING = "Onderwijs-Zorg Academie"


def letter(*parts: str) -> str:
    """Return the text of a mail from its paragraphs; empty ones are left out."""
    return "\n\n".join(["Beste lezer,", *(part for part in parts if part), CLOSING]) + "\n"


def listed(lines: Sequence[str], most: int = 12) -> str:
    """Return lines as a list, and how many more there are."""
    shown = [f"- {line}" for line in lines[:most]]
    rest = len(lines) - most
    return "\n".join([*shown, f"- En nog {rest} meer."] if rest > 0 else shown)
