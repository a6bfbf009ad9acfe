"""Files that come along."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from academie.writing.plan.parts import Field, Typed, is_number


@dataclass(frozen=True, kw_only=True)
class File(Field):
    """A document or a picture; typed is its number as text, or ''."""

    picture: bool = False
    widget: ClassVar[str] = "file"

    def typed_from(self, stored: Any) -> Typed:
        """The number of the file."""
        return "" if stored is None else str(getattr(stored, "pk", stored))

    def read(self, post: QueryDict, name: str) -> Typed:
        """The file that the page had; what was sent along is put in its place elsewhere."""
        typed = post.get(name, "")
        return typed if is_number(typed) and f"{name}-weg" not in post else ""

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """Its number."""
        return int(typed) if typed else None

    def words(self, typed: Typed) -> str:
        """The words inside a file are looked at where files are read."""
        return ""
