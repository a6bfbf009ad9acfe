"""From a cell or a JSON value to a clean text, list, moment or number."""

import math
import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

# Control characters, invisible marks and marks that turn the reading direction around.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_LIST = re.compile(r"[;|\n]")
_DUTCH_DATE = re.compile(
    r"^(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2}|[a-z]+)[-/. ](?P<year>\d{4})"
    r"(?:[ T,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?(?: uur)?$"
)
_TIME = re.compile(r"^(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?: uur)?$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_EARLIEST, _LATEST = 1900, 2200


class ValueProblemError(ValueError):
    """A value that cannot be used; the text is the reason in Dutch."""


def text(value: Any) -> str:
    """Return the value as plain text without control characters; raises ``ValueProblemError``."""
    if value is None:
        return ""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | date | time):
        raise ValueProblemError("Dit moet tekst zijn.")
    plain = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    # Half a character from a broken export cannot be stored.
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", _CONTROL.sub("", plain)).strip()


def words(value: Any) -> str:
    """Return the value as one line of text."""
    return " ".join(text(value).split())


def items(value: Any) -> list[str]:
    """Return a list: a JSON list, or text with ``;`` or ``|`` between the values."""
    parts = value if isinstance(value, list | tuple) else _LIST.split(text(value))
    return [part for part in (words(part) for part in parts) if part]


def moment(value: Any) -> tuple[datetime, bool] | None:
    """Return (moment in local time, whether a time of day was given), or None for an empty value.

    Reads ISO 8601, dates as Dutch people write them and Excel's own dates. Raises
    ``ValueProblemError`` for anything else.
    """
    if isinstance(value, datetime):
        return _local(value), bool(value.hour or value.minute)
    if isinstance(value, date):
        return _local(datetime.combine(value, time())), False
    raw = words(value)
    if not raw:
        return None
    try:
        found = _dutch(raw.lower()) or _iso(raw)
    except (ValueError, OverflowError):
        found = None
    if found is None or not _EARLIEST <= found[0].year <= _LATEST:
        raise ValueProblemError(
            f"'{raw[:40]}' is geen datum. Schrijf bijvoorbeeld 2026-03-31 of 31-03-2026 09:30."
        )
    return found


def clock(value: Any) -> time | None:
    """Return a time of day, or None when the value is something else."""
    if isinstance(value, time):
        return value
    match = _TIME.match(words(value).lower()) if isinstance(value, str) else None
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    return time(int(match["hour"]), int(match["minute"]))


def number(value: Any) -> int:
    """Return a whole number of 0 or more; raises ``ValueProblemError``."""
    raw = words(value)
    if not raw.isdecimal() or len(raw) > 6:
        raise ValueProblemError(f"'{raw[:40]}' is geen heel getal.")
    return int(raw)


def _dutch(raw: str) -> tuple[datetime, bool] | None:
    match = _DUTCH_DATE.match(raw)
    if match is None:
        return None
    month = match["month"]
    number_of_month = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
    timed = match["hour"] is not None
    found = datetime(
        int(match["year"]),
        number_of_month,
        int(match["day"]),
        int(match["hour"] or 0),
        int(match["minute"] or 0),
    )
    return _local(found), timed


def _iso(raw: str) -> tuple[datetime, bool] | None:
    if len(raw) == len("2026-03-31"):
        return _local(datetime.combine(date.fromisoformat(raw), time())), False
    found = parse_datetime(raw)
    return None if found is None else (_local(found), True)


def _local(found: datetime) -> datetime:
    if timezone.is_naive(found):
        return timezone.make_aware(found)
    return timezone.localtime(found)
