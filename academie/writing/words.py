"""Plain text of the writing flow and the rich text of the pages: there and back without loss.

A blank line ends a paragraph, a line that begins with ``- `` is a bullet, ``1.`` ``2.`` is a
numbered list. What Wagtail's editor can do besides (bold, links) has no plain form: such a text is
``richer`` and the flow shows it without letting anybody type over it.
"""

import re
from html.parser import HTMLParser

from django.utils.html import escape

Block = tuple[str, tuple[str, ...]]
"""A kind ('p', 'ul' or 'ol') with its lines."""

_BULLET = re.compile(r"[-•*] +(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)] +(?=\S)")
_SPACE = re.compile(r"\s+")


def to_html(text: str) -> str:
    """Return rich text for plain text; everything that was typed is escaped."""
    return "".join(_block_html(kind, lines) for kind, lines in _blocks(text))


def to_text(html: str) -> str:
    """Return the plain form of a rich text; only meaningful when it is not ``richer``."""
    parts = []
    for kind, lines in _read(html).blocks:
        marks = {"ul": "- ", "ol": "{}. "}
        mark = marks.get(kind, "")
        parts.append("\n".join(mark.format(n) + line for n, line in enumerate(lines, start=1)))
    return "\n\n".join(parts)


def is_richer(html: str) -> bool:
    """Return whether a rich text holds more than plain text can give back."""
    read = _read(html)
    return read.richer or _blocks(to_text(html)) != read.blocks


def same_words(text: str, html: str) -> bool:
    """Return whether a typed text says what the rich text already says."""
    return not is_richer(html) and _blocks(text) == _read(html).blocks


def _blocks(text: str) -> list[Block]:
    found: list[Block] = []
    for piece in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [_SPACE.sub(" ", line).strip() for line in piece.split("\n")]
        found += _of_piece([line for line in lines if line])
    return found


def _of_piece(lines: list[str]) -> list[Block]:
    """Cut the lines between two blank lines into runs of one kind."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        kind, words = _kind(line, found[-1] if found else None)
        if found and found[-1][0] == kind:
            found[-1][1].append(words)
        else:
            found.append((kind, [words]))
    return [(kind, tuple(words)) for kind, words in found]


def _kind(line: str, last: tuple[str, list[str]] | None) -> tuple[str, str]:
    if match := _BULLET.match(line):
        return "ul", line[match.end() :]
    # Only what counts on from 1 is a list: '3. Jaargang' and '12. december' stay as they are.
    follows = len(last[1]) + 1 if last and last[0] == "ol" else 1
    match = _NUMBER.match(line)
    if match and int(match[1]) == follows:
        return "ol", line[match.end() :]
    return "p", line


def _block_html(kind: str, lines: tuple[str, ...]) -> str:
    safe = [str(escape(line)) for line in lines]
    if kind == "p":
        return f"<p>{'<br/>'.join(safe)}</p>"
    return f"<{kind}>{''.join(f'<li>{line}</li>' for line in safe)}</{kind}>"


class _Reader(HTMLParser):
    """Reads the few things that plain text can say, and notices everything else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.richer = False
        self._open: list[str] = []
        self._lines: list[str] = []
        self._items: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._open:
            self._lines.append("")
            self.richer |= self._open[-1] != "p"
            return
        inside = self._open[-1] if self._open else ""
        lists = {"ul", "ol"}
        allowed = inside in lists if tag == "li" else not inside and tag in {"p", *lists}
        if not allowed or any(name != "data-block-key" for name, _ in attrs):
            self.richer = True
        self._open.append(tag)
        self._lines = [""]
        if tag in {"ul", "ol"}:
            self._items = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "br" or not self._open:
            return
        self._open.pop()
        lines = [_SPACE.sub(" ", line).strip() for line in self._lines]
        if tag == "p":
            kept = tuple(line for line in lines if line)
            self.blocks += [("p", kept)] if kept else []
        elif tag == "li":
            self._items.append(" ".join(line for line in lines if line))
        elif tag in {"ul", "ol"} and self._items:
            self.blocks.append((tag, tuple(self._items)))

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] in {"ul", "ol"}:
            self.richer |= bool(data.strip())
        else:
            self._lines[-1] += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
