"""Free text that others may read, before it is stored: nothing that leads to a pupil or a person.

Stricter than academie.core.pupil_data, on which it is built: what somebody learned at a visit, or
says about an item, needs no date at all, no mail address and no telephone number.
"""

import re

from academie.core.pupil_data import pupil_data
from academie.core.pupil_dates import DATE, year_of

EMAIL = "Haal het e-mailadres weg. Schrijf op wat u leerde, zonder wie het was."
BSN = "Haal het burgerservicenummer weg. Schrijf nooit een BSN op."
BIRTH = "Haal de datum weg. Een (geboorte)datum kan een leerling herkenbaar maken."
NAME = "Haal de naam weg. Met een naam en een klas of school is een leerling te herkennen."
PHONE = "Haal het telefoonnummer weg. Schrijf op wat u leerde, zonder wie het was."

MAX_NOTE = 600
EMPTY = "Schrijf één ding op. Een zin is genoeg."
TOO_LONG = f"Maak dit korter: hoogstens {MAX_NOTE} tekens."

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_BORN = re.compile(r"\bgeboren\s+(?:op|in)\s+\d", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d+])(?:\+|00)\d(?:[ ().\-/]{0,3}\d){8,13}|(?<!\d)0(?:[ .\-/]?\d){9}(?!\d)"
)
_BY_KIND = {"bsn": BSN, "birth_date": BIRTH, "name_with_class": NAME}


def clean(text: str) -> str:
    """Return a text as it is kept: no control characters, no spaces around it."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def problem_with(text: str) -> str:
    """Return what has to come out of a text, in a sentence for the writer; '' when it may stand."""
    if _EMAIL.search(text):
        return EMAIL
    traces = pupil_data(text)
    if traces:
        return _BY_KIND[traces[0].kind]
    if _BORN.search(text) or any(year_of(found) for found in DATE.finditer(text)):
        return BIRTH
    return ""


def problem_in_note(text: str) -> str:
    """Return what is wrong with one short note, which may not be empty; '' when it may stand."""
    if not text:
        return EMPTY
    if len(text) > MAX_NOTE:
        return TOO_LONG
    return PHONE if _PHONE.search(text) else problem_with(text)
