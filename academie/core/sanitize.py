"""HTML from outside becomes safe here, and nowhere else: bleach's allow-list, then nh3.

bleach makes links of plain addresses and holds our allow-list; 6.4 is its last release. So nh3,
which is maintained, has the last word. Editors' rich text does not come this way: Wagtail stores
only the features that its editor allows.
"""

from collections.abc import MutableMapping
from html.parser import HTMLParser
from typing import Any

import bleach
import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

from academie.core.text import plain_to_html

MAX_BYTES = 200_000
# Both parsers need a time that grows with the square of the depth, and bleach memory too: 200 kB
# of nested lists took more than ten seconds and all memory there was.
MAX_TAGS = 8_000
MAX_DEPTH = 60

TAGS = frozenset(
    {"a", "blockquote", "br", "em", "figcaption", "figure", "h2", "h3", "h4", "img", "li", "ol"}
    | {"p", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "noopener"
PLAIN_TAGS = frozenset({"a", "p", "ul", "li"})
VOID = {"br", "img"}

TOO_LONG = "Deze tekst is te lang. Maak haar korter of verdeel haar over meer pagina's."
TOO_DEEP = "De opmaak van deze tekst is te ingewikkeld. Gebruik minder lijsten in lijsten."


def clean_html(html: str) -> SafeString:
    """Return ``html`` without anything that can run, track, or cover the page.

    Raises ``ValidationError`` with a Dutch sentence for more than 200 kB, or for markup made to
    keep a parser busy.
    """
    _check_length(html)
    if html.count("<") > MAX_TAGS:
        raise ValidationError(TOO_DEEP, code="too_deep")
    # nh3 goes first too: it drops scripts with what is in them and gives well-formed HTML, of
    # which the depth can be measured.
    formed = _nh3(html, TAGS)
    if _depth(formed) > MAX_DEPTH:
        raise ValidationError(TOO_DEEP, code="too_deep")
    listed = bleach.clean(
        formed,
        tags=TAGS,
        attributes={tag: sorted(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    return _safe(listed, TAGS)


def linkify_plain(text: str) -> SafeString:
    """Return paragraphs and lists for plain text, with its web addresses as links.

    For text that people without an editor type: what looks like HTML is shown as it was typed.
    Raises ``ValidationError`` for more than 200 kB.
    """
    _check_length(text)
    return _safe(bleach.linkify(plain_to_html(text), callbacks=[_web_only]), PLAIN_TAGS)


def _check_length(text: str) -> None:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ValidationError(TOO_LONG, code="too_long")


def _web_only(attributes: MutableMapping[Any, str], new: bool = False) -> Any:
    """Link what starts as a web address; 'stop.Nu' is a forgotten space, no address."""
    text = attributes["_text"]
    if text.startswith("www."):
        attributes[(None, "href")] = f"https://{text}"
    elif not text.startswith(("http://", "https://")):
        return None
    return attributes


def _nh3(html: str, tags: frozenset[str]) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in tags},
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )


def _safe(html: str, tags: frozenset[str]) -> SafeString:
    """The last gate, and the only place that may call a string safe: nh3 has just made it so."""
    return mark_safe(_nh3(html, tags))  # noqa: S308


class _DepthMeter(HTMLParser):
    """Counts how deep well-formed HTML is nested."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.now += 1
            self.deepest = max(self.deepest, self.now)

    def handle_endtag(self, tag: str) -> None:
        self.now -= 1


def _depth(html: str) -> int:
    meter = _DepthMeter()
    meter.feed(html)
    meter.close()
    return meter.deepest
