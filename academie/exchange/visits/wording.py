"""A look at what guest and host plan after a visit: no pupil, no person, but a day may be named."""

import re
from datetime import date

from academie.core.free_text import problem_in_note
from academie.core.pupil_dates import DATE, year_of

_BORN = re.compile(r"\bgeboren\b", re.IGNORECASE)


def problem_in_plan(text: str, today: date) -> str:
    """Return what is wrong with a plan. The day of a next visit may stand in it."""
    coming = text if _BORN.search(text) else DATE.sub(lambda found: _coming(found, today), text)
    return problem_in_note(coming)


def _coming(found: re.Match[str], today: date) -> str:
    year = year_of(found)
    return "straks" if len(year) == 4 and int(year) >= today.year else found[0]
