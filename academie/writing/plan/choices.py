"""Questions with answers to choose from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict

from academie.writing.plan.parts import Field, Typed, is_number

Options = Callable[[Any], list[tuple[str, str]]]
"""From the page to (value, label); the values are strings."""

NOT_OFFERED = "Kies een van de mogelijkheden."


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few: buttons, or a list to unfold when ``unfold`` is true."""

    options: Options
    unfold: bool = False
    none: str = ""
    """The label for nothing chosen; without it something is always chosen."""
    first: str = ""
    """What a row that was just added begins with."""
    number: bool = False
    foreign: bool = False
    """Whether it is a row of another table; the page keeps its number."""

    @property
    def widget(self) -> str:  # type: ignore[override]  # two looks of one question
        """Buttons or a list."""
        return "select" if self.unfold else "radio"

    def typed_from(self, stored: Any) -> Typed:
        """The value as text."""
        return self.first if stored in (None, "") else str(stored)

    def problem(self, typed: Typed, page: Any) -> str:
        """Only what was offered, and what the page already has."""
        if typed and typed not in dict(self.options(page)):
            return NOT_OFFERED
        return ""

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """Text, or a number where the page keeps one."""
        if self.number or self.foreign:
            return int(typed) if typed else (None if self.foreign else old)
        return typed if typed or self.none else old

    def words(self, typed: Typed) -> str:
        """Choices are ours."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Terms(Field):
    """Any number of terms of a vocabulary; the page keeps the rows themselves."""

    facet: str
    many: int = 0
    """More than this many stand folded until they are asked for; 0: never."""
    widget: ClassVar[str] = "terms"

    def typed_from(self, stored: Any) -> Typed:
        """The numbers of the terms, in order."""
        return sorted(str(term.pk) for term in stored.all())

    def read(self, post: QueryDict, name: str) -> Typed:
        """What was ticked."""
        return sorted({value for value in post.getlist(name) if is_number(value)})

    def options(self, page: Any) -> list[tuple[str, str]]:
        """All terms of the vocabulary."""
        from academie.taxonomy.selectors import terms_by_pk

        return [(str(pk), term.label) for pk, term in terms_by_pk(self.facet).items()]

    def problem(self, typed: Typed, page: Any) -> str:
        """Only terms that exist."""
        return "" if set(typed) <= {value for value, _ in self.options(page)} else NOT_OFFERED

    def words(self, typed: Typed) -> str:
        """Terms are ours."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no; ``label`` is the whole sentence."""

    widget: ClassVar[str] = "flag"

    def typed_from(self, stored: Any) -> Typed:
        """Whether it is ticked."""
        return bool(stored)

    def read(self, post: QueryDict, name: str) -> Typed:
        """A box that is not ticked is not posted."""
        return name in post
