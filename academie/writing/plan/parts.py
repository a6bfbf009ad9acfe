"""What a screen asks: fields, each able to go from the page to what is typed and back.

``Typed`` is what stands in a form: text, a list of chosen numbers, yes or no. It is plain JSON, so
that a screen has a fingerprint and what cannot be kept in the page can be kept beside it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.http import QueryDict

from academie.writing import words
from search.documents import clean_text

Typed = Any
TOO_LONG = "Dit is te lang. Maak er hoogstens {} tekens van."
NO_NUMBER = "Vul een heel getal in, bijvoorbeeld 15."


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. ``name`` is the field of the page, or of the row when it stands in a group."""

    name: str
    label: str
    hint: str = ""
    widget: ClassVar[str] = "line"

    def typed_from(self, stored: Any) -> Typed:
        """Return what the form shows for a stored value."""
        return "" if stored is None else str(stored)

    def read(self, post: QueryDict, name: str) -> Typed:
        """Return what was posted under ``name``."""
        return tidy(post.get(name, ""))

    def problem(self, typed: Typed, page: Any) -> str:
        """Return why a typed value cannot be kept, in Dutch; '' when it can."""
        return ""

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """Return the value to store; ``old`` is what stood there."""
        return typed

    def words(self, typed: Typed) -> str:
        """Return the words in it that may be about a pupil."""
        return typed if isinstance(typed, str) else ""

    def is_empty(self, typed: Typed) -> bool:
        """Return whether nothing was filled in."""
        return not typed


@dataclass(frozen=True, kw_only=True)
class Line(Field):
    """One line of text."""

    longest: int = 250
    kind: str = "text"

    def read(self, post: QueryDict, name: str) -> Typed:
        """One line: what was pasted with breaks gets spaces."""
        return " ".join(tidy(post.get(name, "")).split())

    def problem(self, typed: Typed, page: Any) -> str:
        """A line has a longest length; the address of a mail a form."""
        if len(typed) > self.longest:
            return TOO_LONG.format(self.longest)
        if self.kind == "email" and typed and not _is_address(typed):
            return "Dit is geen e-mailadres. Bijvoorbeeld: naam@school.nl"
        return ""


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Lines of plain text."""

    longest: int = 500
    rows: int = 4
    widget: ClassVar[str] = "text"

    def problem(self, typed: Typed, page: Any) -> str:
        """A text has a longest length."""
        return TOO_LONG.format(self.longest) if len(typed) > self.longest else ""


@dataclass(frozen=True, kw_only=True)
class Rich(Text):
    """Running text that the page keeps as rich text; None when it is richer than a form can be."""

    longest: int = 20_000
    rows: int = 6
    widget: ClassVar[str] = "rich"

    def typed_from(self, stored: Any) -> Typed:
        """Plain text, or None: shown, not typed over."""
        html = _html(stored)
        return None if words.is_richer(html) else words.to_text(html)

    def read(self, post: QueryDict, name: str) -> Typed:
        """None when the form had no box for it."""
        return tidy(post.get(name, "")) if name in post else None

    def problem(self, typed: Typed, page: Any) -> str:
        """Nothing was typed over a richer text."""
        return "" if typed is None else super().problem(typed, page)

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """Keep the stored text when it says the same, with all that the editor knows of it."""
        html = _html(old)
        if typed is None or words.is_richer(html) or words.same_words(typed, html):
            return html
        return words.to_html(typed)


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A whole number from ``least`` to ``most``; '' is None unless ``empty`` says otherwise."""

    least: int = 0
    most: int = 600
    empty: int | None = None
    widget: ClassVar[str] = "number"

    def problem(self, typed: Typed, page: Any) -> str:
        """It is a whole number within its bounds."""
        if not typed.strip():
            return ""
        if not is_number(typed):
            return NO_NUMBER
        if not self.least <= int(typed) <= self.most:
            return f"Vul een getal van {self.least} tot en met {self.most} in."
        return ""

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """The number."""
        return int(typed) if typed.strip() else self.empty


def _html(stored: Any) -> str:
    """Rich text of a model is text; that of a block is an object around it."""
    return str(getattr(stored, "source", stored) or "")


def tidy(value: str) -> str:
    """Return typed text without what nobody can see; lines stay lines."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_text(line) for line in lines).strip()


def is_number(value: str) -> bool:
    """Return whether a typed value is a whole number that a database can hold."""
    typed = value.strip()
    return typed.isascii() and typed.isdigit() and Decimal(typed) < 2**31


def _is_address(typed: str) -> bool:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True
