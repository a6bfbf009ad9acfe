"""XML as text that is always well-formed: names are ours, everything else is escaped."""

import re
from collections.abc import Iterable
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Xml(str):
    """A piece of XML that needs no escaping any more."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"


def clean(text: str) -> str:
    """Return text without the characters that XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("", text)


def clean_all(value: Any) -> Any:
    """Return lists, dicts and texts in them without those characters."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: clean_all(one) for key, one in value.items()}
    return [clean_all(one) for one in value] if isinstance(value, list) else value


def tag(name: str, *children: Child, **attributes: str | None) -> Xml:
    """Return an element. Text is escaped, `Xml` goes in as it is, None and '' attributes go out.

    An underscore pair in the name of an attribute stands for a colon: ``xml__lang`` is
    ``xml:lang``; one at the end is left out (``from_``).
    """
    written = "".join(
        f" {key.replace('__', ':').rstrip('_')}={quoteattr(clean(value))}"
        for key, value in attributes.items()
        if value
    )
    inside = "".join(_pieces(children))
    return Xml(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def document(root: Xml) -> bytes:
    """Return a whole file."""
    return (DECLARATION + root + "\n").encode()


def _pieces(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, Xml):
            yield child
        elif isinstance(child, str):
            yield escape(clean(child))
        elif child is not None:
            yield from _pieces(child)
