"""Rich text as data: paragraphs, lists, tables and headings, with words, links and nothing else.

Reads what Wagtail stores. A link to a page or a file stays a link only when `targets` knows it:
what is not public keeps its words and loses its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from academie.core.numbers import whole_number
from academie.outlet.xml import clean

Block = dict[str, Any]
Run = dict[str, Any]

HEADINGS = {"h1": 3, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
"""Inside a part of an item, whose own heading is of the second level."""
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Targets:
    """Whole addresses of what texts link to."""

    pages: Mapping[int, str] = field(default_factory=dict)
    documents: Mapping[int, str] = field(default_factory=dict)


def blocks(html: str, targets: Targets) -> list[Block]:
    """Return the blocks of a rich text, in order."""
    reader = _Reader(targets)
    reader.feed(clean(html))
    reader.close()
    return reader.finished()


def plain(text: str) -> list[Block]:
    """Return paragraphs for plain text."""
    lines = [line.strip() for line in clean(text).splitlines() if line.strip()]
    return [{"kind": "p", "runs": [{"text": line}]} for line in lines]


class _Reader(HTMLParser):
    def __init__(self, targets: Targets) -> None:
        super().__init__(convert_charrefs=True)
        self._targets = targets
        self._stack: list[list[Block]] = [[]]
        self._lists: list[Block] = []
        self._table: Block | None = None
        self._runs: list[Run] = []
        self._bold = self._italic = 0
        self._href = ""
        self._head = 0

    def finished(self) -> list[Block]:
        """Close what is open and return all blocks."""
        self._flush()
        while len(self._stack) > 1:
            self._stack.pop()
        return self._stack[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or change how words look."""
        if tag in {"b", "strong"}:
            self._bold += 1
        elif tag in {"i", "em"}:
            self._italic += 1
        elif tag == "a":
            self._href = self._address({name: value or "" for name, value in attrs})
        elif tag == "br":
            self._runs.append({"text": "\n"})
        elif tag in {"ul", "ol"}:
            self._begin_list(tag)
        elif tag == "li" and self._lists:
            self._flush()
            if len(self._stack) < DEEPEST:
                item: list[Block] = []
                self._lists[-1]["items"].append(item)
                self._stack.append(item)
        elif tag == "table":
            self._flush()
            self._table = {"kind": "table", "rows": []}
        elif tag == "tr" and self._table is not None:
            self._table["rows"].append([])
        elif tag in {"p", "blockquote", *HEADINGS}:
            self._flush()
            self._head = HEADINGS.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        if tag in {"b", "strong"}:
            self._bold = max(0, self._bold - 1)
        elif tag in {"i", "em"}:
            self._italic = max(0, self._italic - 1)
        elif tag == "a":
            self._close_link()
        elif tag in {"ul", "ol"} and self._lists:
            self._flush()
            self._lists.pop()
        elif tag == "li" and len(self._stack) > 1:
            self._flush()
            self._stack.pop()
        elif tag in {"td", "th"} and self._table is not None:
            self._cell()
        elif tag == "table" and self._table is not None:
            self._end_table()
        elif tag in {"p", "blockquote", *HEADINGS} and self._table is None:
            self._flush()

    def handle_data(self, data: str) -> None:
        """Take words, as they look here."""
        text = " ".join(data.split()) if data.strip() else " "
        if data[:1].isspace() and text.strip():
            text = f" {text}"
        if data[-1:].isspace() and text.strip():
            text = f"{text} "
        run: Run = {"text": text}
        if self._bold:
            run["bold"] = True
        if self._italic:
            run["italic"] = True
        if self._href:
            run["href"] = self._href
        self._runs.append(run)

    def _close_link(self) -> None:
        shown = "".join(run["text"] for run in self._runs if run.get("href") == self._href)
        # On paper a link is nothing without its address.
        if self._href and self._href not in shown and not self._href.startswith("mailto:"):
            self._runs.append({"text": f" ({self._href})", "href": self._href, "address": True})
        self._href = ""

    def _begin_list(self, tag: str) -> None:
        self._flush()
        made: Block = {"kind": tag, "items": []}
        if len(self._lists) < DEEPEST:
            self._stack[-1].append(made)
        self._lists.append(made)

    def _cell(self) -> None:
        rows = self._table["rows"] if self._table else []
        if rows:
            rows[-1].append(self._take())

    def _end_table(self) -> None:
        table, self._table = self._table, None
        rows = [row for row in (table or {}).get("rows", []) if row]
        self._runs = []
        if not rows:
            return
        width = max(map(len, rows))
        filled = [row + [[] for _ in range(width - len(row))] for row in rows]
        # A table whose first row is no head has to be read row by row all the same.
        self._stack[-1].append({"kind": "table", "head": filled[0], "rows": filled[1:]})

    def _take(self) -> list[Run]:
        runs, self._runs = _trimmed(self._runs), []
        return runs

    def _flush(self) -> None:
        level, self._head = self._head, 0
        if self._table is not None:
            return
        runs = self._take()
        if not runs:
            return
        if level:
            words = "".join(run["text"] for run in runs)
            self._stack[-1].append({"kind": "h", "level": level, "text": words})
        else:
            self._stack[-1].append({"kind": "p", "runs": runs})

    def _address(self, given: Mapping[str, str]) -> str:
        pk = whole_number(given.get("id", "")) or 0
        if given.get("linktype") == "page":
            return self._targets.pages.get(pk, "")
        if given.get("linktype") == "document":
            return self._targets.documents.get(pk, "")
        href = given.get("href", "").strip()
        return href if href.lower().startswith(("http://", "https://", "mailto:")) else ""


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return the runs without white space around them; nothing when there are no words."""
    if not any(run["text"].strip() for run in runs):
        return []
    found = [dict(run) for run in runs]
    while not found[0]["text"].strip():
        found.pop(0)
    while not found[-1]["text"].strip():
        found.pop()
    found[0]["text"] = found[0]["text"].lstrip()
    found[-1]["text"] = found[-1]["text"].rstrip()
    return found
