"""Plain text in, safe HTML or words out."""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import escape

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr|td|th)>|<br\s*/?>", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", "…", "’", '"')
_SPACE = re.compile(r"[^\S\n]+")
_BLOCK = re.compile(r"\n\s*\n")
_NUMBERED = re.compile(r"^\s*(?:stap\s+)?(\d{1,2})[.):]\s+(?P<text>.+)$", re.IGNORECASE)


def lines(text: str) -> list[str]:
    """Return the non-empty lines of ``text``, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def html_to_text(html: str) -> str:
    """Return the words of stored rich text: block ends become line breaks, tags go.

    For text that editors wrote through the rich-text editor; it is no sanitiser
    (academie.core.sanitize is).
    """
    text = unescape(_TAG.sub("", _BREAK.sub("\n", html)))
    return "\n".join(lines(_SPACE.sub(" ", text)))


def plain_to_html(text: str) -> str:
    """Return rich text for plain text: a blank line ends a paragraph, ``- `` starts a list item."""
    blocks = [_block_html(lines(block)) for block in _BLOCK.split(text.strip())]
    return "".join(blocks)


def _block_html(block: list[str]) -> str:
    parts: list[str] = []
    bullets: list[str] = []
    prose: list[str] = []
    for line in block:
        if line.startswith(("- ", "• ", "* ")):
            parts += _flush_prose(prose)
            bullets.append(f"<li>{escape(line[2:].strip())}</li>")
        else:
            parts += _flush_bullets(bullets)
            prose.append(escape(line))
    return "".join(parts + _flush_prose(prose) + _flush_bullets(bullets))


def _flush_prose(prose: list[str]) -> list[str]:
    html = [f"<p>{' '.join(prose)}</p>"] if prose else []
    prose.clear()
    return html


def _flush_bullets(bullets: list[str]) -> list[str]:
    html = [f"<ul>{''.join(bullets)}</ul>"] if bullets else []
    bullets.clear()
    return html


def split_numbered(text: str) -> tuple[str, list[str]]:
    """Return (text before the first numbered line, the numbered items) of plain text.

    A line that follows a numbered line belongs to that item, until a blank line.
    """
    before: list[str] = []
    items: list[str] = []
    open_item = False
    for line in text.splitlines():
        match = _NUMBERED.match(line)
        if match:
            items.append(match["text"].strip())
            open_item = True
        elif not line.strip():
            open_item = False
            before.append("")
        elif open_item:
            items[-1] += " " + line.strip()
        else:
            before.append(line)
    return "\n".join(before).strip(), items


def join_words(parts: Iterable[str]) -> str:
    """Return the lines of all parts as sentences: the body that the search indexes.

    A line without an end gets a full stop, so that a snippet never runs a heading into a text.
    """
    return "\n".join(
        line if line.endswith(_ENDS) else f"{line}." for part in parts for line in lines(part)
    )
