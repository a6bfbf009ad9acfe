"""Text out of the XML of Office files, in the order of reading."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from academie.core.document_text.pieces import Pieces


class Element(Protocol):
    """The part of an XML element that is used here."""

    @property
    def tag(self) -> object:
        """The name; no text for a comment or an instruction."""
        ...

    @property
    def text(self) -> str | None:
        """The text before the first child."""
        ...


def add_text(
    elements: Iterable[Element],
    pieces: Pieces,
    *,
    texts: Collection[str],
    breaks: Mapping[str, str],
) -> None:
    """Add the text of the elements named in ``texts``, and what ``breaks`` says for others.

    Stops when there is enough. The elements come in document order.
    """
    for number, element in enumerate(elements):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in texts:
            pieces.add(element.text or "")
        elif tag in breaks:
            pieces.add(breaks[tag])
        # Asking for the time is dearer than the text itself.
        if number % 256 == 0 and pieces.full():
            return
