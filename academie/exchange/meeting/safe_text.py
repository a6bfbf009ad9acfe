"""A look at free text before it is stored: nothing by which a pupil or a person can be found."""

import re

EMAIL = "Haal het e-mailadres weg. Schrijf op wat u leerde, zonder wie het was."
BSN = "Haal het burgerservicenummer weg. Schrijf nooit een BSN op."
BIRTH = "Haal de datum weg. Een (geboorte)datum kan een leerling herkenbaar maken."

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# Eight or nine digits, as people write them: 123456782, 1234.56.782, 123 456 782.
_DIGITS = re.compile(r"(?<![\d+])\d(?:[ .\-/]?\d){7,8}(?![\d])")
_MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    "sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATES = (
    re.compile(r"(?<!\d)\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"),
    re.compile(rf"(?<!\d)\d{{1,2}}\s+(?:{_MONTHS})\.?\s+\d{{4}}(?!\d)", re.IGNORECASE),
    re.compile(r"\bgeboren\s+(?:op|in)\s+\d", re.IGNORECASE),
)


def problem_with(text: str) -> str:
    """Return what has to come out of a text, in a sentence for the writer; '' when it may stand."""
    if _EMAIL.search(text):
        return EMAIL
    if any(_is_bsn(re.sub(r"\D", "", found)) for found in _DIGITS.findall(text)):
        return BSN
    if any(pattern.search(text) for pattern in _DATES):
        return BIRTH
    return ""


def _is_bsn(digits: str) -> bool:
    """The proof of eleven, over nine digits; an old number of eight has a zero in front."""
    padded = digits.zfill(9)
    if len(padded) != 9 or not padded.strip("0"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(padded, range(9, 1, -1), strict=False))
    return (total - int(padded[8])) % 11 == 0
