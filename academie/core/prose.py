"""Plain text of a file into fields: what the demo content and the import share."""

import re

from academie.core.text import plain_to_html

HEADING_MARK = "## "
_NUMBERED_LINE = re.compile(r"\n(?=\s*(?:stap\s+)?\d{1,2}[.):]\s)", re.IGNORECASE)


def plain_paragraphs(text: str) -> str:
    """Return rich text for plain text; each numbered line is a paragraph, so that none run on."""
    return plain_to_html(_NUMBERED_LINE.sub("\n\n", text))


def prose_blocks(text: str) -> list[tuple[str, str]]:
    """Return stream data for plain text; a line that starts with ``## `` becomes a subheading."""
    blocks: list[tuple[str, str]] = []
    prose: list[str] = []
    for line in text.splitlines():
        if line.startswith(HEADING_MARK):
            _close(prose, blocks)
            blocks.append(("heading", line.removeprefix(HEADING_MARK).strip()))
        else:
            prose.append(line)
    _close(prose, blocks)
    return blocks


def _close(prose: list[str], blocks: list[tuple[str, str]]) -> None:
    html = plain_paragraphs("\n".join(prose))
    if html:
        blocks.append(("paragraph", html))
    prose.clear()
