"""Values as words: dates, choices, documents, pages."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from academie.core.text import html_to_text

MayName = Callable[[Model], bool]

_LINK = re.compile(r"<a\b[^>]*\bhref=\"(https?://[^\"]+)\"[^>]*>(.*?)</a>", re.IGNORECASE | re.S)
_INTERNAL = re.compile(r"<(?:a|embed)\b[^>]*\blinktype=\"\w+\"[^>]*>", re.IGNORECASE)
_UNIT = re.compile(r"^(?P<label>.+?)\s+(?:in\s+|\()(?P<unit>werkdagen|minuten|dagen)\)?$")
_ONE = {"werkdagen": "werkdag", "minuten": "minuut", "dagen": "dag"}


def capital(words: str) -> str:
    """Return a label with a capital, as it stands above a value."""
    return words[:1].upper() + words[1:]


def without_unit(label: str) -> tuple[str, str]:
    """Return ('Termijn', 'werkdagen') for 'Termijn in werkdagen'; the unit is '' without one."""
    match = _UNIT.match(label)
    return (match["label"], match["unit"]) if match else (label, "")


def with_unit(words: str, unit: str) -> str:
    """Return '5 werkdagen', '1 werkdag'."""
    if not words or not unit:
        return words
    return f"{words} {_ONE[unit] if words == '1' else unit}"


def rich_words(html: str) -> str:
    """Return the words of rich text, with the address behind a link to another site."""
    return html_to_text(_LINK.sub(lambda match: f"{match[2]} ({match[1]})", html or ""))


def internal_links(html: str) -> list[str]:
    """Return the links within the site, of which no address is stored."""
    return _INTERNAL.findall(html or "")


def choice_label(choices: Iterable[Any], value: Any) -> str:
    """Return the label of a chosen value; groups of choices are looked into."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            found = choice_label(label, value)
            if found:
                return found
        elif key == value:
            return str(label)
    return ""


def value_words(value: Any, may_name: MayName) -> str:
    """Return a value of any kind as a reader would say it; nothing gives ''."""
    match value:
        case None | "":
            return ""
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return date_format(timezone.localtime(value), "j F Y H:i")
        case date():
            return date_format(value, "j F Y")
        case Model():
            return model_words(value, may_name)
        case _:
            return str(value)


def model_words(thing: Model, may_name: MayName) -> str:
    """Return the name of a linked thing, or what it is when its name is not for this reader."""
    kind = str(thing._meta.verbose_name)
    if not may_name(thing):
        return f"een andere {kind}" if isinstance(thing, Page) else kind
    return str(thing)
