"""What people without an editor type becomes HTML here, and nowhere else: bleach, then nh3.

bleach makes links of plain addresses; 6.4 is its last release. So nh3, which is maintained, has the
last word. Editors' rich text does not come this way: Wagtail stores only the features that its
editor allows.
"""

from collections.abc import MutableMapping
from typing import Any

import bleach
import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

from academie.core.text import plain_to_html

MAX_BYTES = 200_000
TAGS = frozenset({"a", "p", "ul", "li"})
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"http", "https"})
REL = "noopener"

TOO_LONG = "Deze tekst is te lang. Maak haar korter of verdeel haar over meer pagina's."


def linkify_plain(text: str) -> SafeString:
    """Return paragraphs and lists for plain text, with its web addresses as links.

    For text that people without an editor type: what looks like HTML is shown as it was typed.
    Raises ``ValidationError`` for more than 200 kB.
    """
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ValidationError(TOO_LONG, code="too_long")
    return _safe(bleach.linkify(plain_to_html(text), callbacks=[_web_only]))


def _web_only(attributes: MutableMapping[Any, str], new: bool = False) -> Any:
    """Link what starts as a web address; 'stop.Nu' is a forgotten space, no address."""
    text = attributes["_text"]
    if text.startswith("www."):
        attributes[(None, "href")] = f"https://{text}"
    elif not text.startswith(("http://", "https://")):
        return None
    return attributes


def _safe(html: str) -> SafeString:
    """The last gate, and the only place that may call a string safe: nh3 has just made it so."""
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=REL,
    )
    return mark_safe(clean)  # noqa: S308 - nh3 made it, one line up
