"""A look at free text before it is stored: nothing by which a pupil or a person can be found.

Stricter than academie.core.pupil_data, on which it is built: what somebody learned at a visit needs
no date at all and no mail address.
"""

import re

from academie.core.pupil_data import pupil_data
from academie.core.pupil_dates import DATE, year_of

EMAIL = "Haal het e-mailadres weg. Schrijf op wat u leerde, zonder wie het was."
BSN = "Haal het burgerservicenummer weg. Schrijf nooit een BSN op."
BIRTH = "Haal de datum weg. Een (geboorte)datum kan een leerling herkenbaar maken."
NAME = "Haal de naam weg. Met een naam en een klas of school is een leerling te herkennen."

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_BORN = re.compile(r"\bgeboren\s+(?:op|in)\s+\d", re.IGNORECASE)
_BY_KIND = {"bsn": BSN, "birth_date": BIRTH, "name_with_class": NAME}


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
