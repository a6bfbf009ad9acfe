"""A look at what guest and host write: no pupil, no person, not too long."""

import re
from datetime import date

from academie.core.pupil_dates import DATE, year_of
from academie.exchange.meeting.safe_text import problem_with

MAX_TEXT = 600
EMPTY = "Schrijf één ding op. Een zin is genoeg."
TOO_LONG = f"Maak dit korter: hoogstens {MAX_TEXT} tekens."
PHONE = "Haal het telefoonnummer weg. Schrijf op wat u leerde, zonder wie het was."

_PHONE = re.compile(
    r"(?<![\d+])(?:\+|00)\d(?:[ ().\-/]{0,3}\d){8,13}|(?<!\d)0(?:[ .\-/]?\d){9}(?!\d)"
)
_BORN = re.compile(r"\bgeboren\b", re.IGNORECASE)


def clean(text: str) -> str:
    """Return a text as it is kept: no control characters, no spaces around it."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def problem_in_lesson(text: str) -> str:
    """Return what is wrong with a lesson, in a sentence for the writer; '' when it may stand."""
    if not text:
        return EMPTY
    if len(text) > MAX_TEXT:
        return TOO_LONG
    return PHONE if _PHONE.search(text) else problem_with(text)


def problem_in_plan(text: str, today: date) -> str:
    """Return what is wrong with a plan. The day of a next visit may stand in it."""
    coming = text if _BORN.search(text) else DATE.sub(lambda found: _coming(found, today), text)
    return problem_in_lesson(coming)


def _coming(found: re.Match[str], today: date) -> str:
    year = year_of(found)
    return "straks" if len(year) == 4 and int(year) >= today.year else found[0]
