"""Words of a StreamField for the search."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks import StructValue
from wagtail.rich_text import RichText

from academie.core.text import html_to_text

_TEXT_KEYS = {"title", "text", "quote", "form_name", "done_when", "note", "who", "when", "caption"}


def stream_words(stream: Any) -> Iterator[str]:
    """Yield the plain text of every block a reader sees, in order; codes and choices stay out."""
    for child in stream:
        yield from _words(child.value)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, RichText):
        yield html_to_text(value.source)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, StructValue):
        for name, part in value.items():
            if name in _TEXT_KEYS or not isinstance(part, str):
                yield from _words(part)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _words(item)
