"""Days and times."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from academie.writing.plan.parts import Field, Typed, tidy

NO_DATE = "Vul een datum in, bijvoorbeeld 24-11-2026."
NO_TIME = "Vul dag en tijd in, bijvoorbeeld 24-11-2026 10:30."


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date."""

    widget: ClassVar[str] = "date"

    def typed_from(self, stored: Any) -> Typed:
        """As the browser's date box wants it."""
        if isinstance(stored, date):
            return stored.isoformat()
        return "" if stored is None else str(stored)

    def read(self, post: QueryDict, name: str) -> Typed:
        """A date, also as it is written by hand: 24-11-2026."""
        typed = tidy(post.get(name, "")).strip()
        pieces = typed.split("-")
        if len(pieces) == 3 and len(pieces[2]) == 4:
            return "-".join([pieces[2], pieces[1].zfill(2), pieces[0].zfill(2)])
        return typed

    def problem(self, typed: Typed, page: Any) -> str:
        """It is a day that exists."""
        return "" if not typed or _day(typed) else NO_DATE

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """The day."""
        return _day(typed) if typed else None

    def words(self, typed: Typed) -> str:
        """A date of its own is nobody's birthday."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """A day and a time, in Dutch time."""

    missing: str
    widget: ClassVar[str] = "moment"

    def typed_from(self, stored: Any) -> Typed:
        """As the browser's box for day and time wants it."""
        if isinstance(stored, datetime):
            return f"{timezone.localtime(stored):%Y-%m-%dT%H:%M}"
        return "" if stored is None else str(stored)

    def problem(self, typed: Typed, page: Any) -> str:
        """A row of the table cannot do without."""
        if not typed.strip():
            return self.missing
        return "" if _time(typed) else NO_TIME

    def stored_from(self, typed: Typed, old: Any) -> Any:
        """The time, aware."""
        return _time(typed)

    def words(self, typed: Typed) -> str:
        """A time is nobody's birthday."""
        return ""


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _time(typed: str) -> datetime | None:
    try:
        found = parse_datetime(typed.strip())
    except ValueError:
        return None
    if found is None:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)
