"""Recognises questions that may say who somebody is. In doubt it is personal."""

import re

_MONTHS = (
    r"jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?|"
    r"sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_ADDRESS = re.compile(r"@|\b(?:https?|www)\b|://", re.IGNORECASE)
_DATE = re.compile(
    r"\b\d{1,2}[\s./\-]+\d{1,2}[\s./\-]+(?:\d{4}|\d{2})\b"
    r"|\b\d{4}[\s./\-]+\d{1,2}[\s./\-]+\d{1,2}\b"
    rf"|\b\d{{1,2}}(?:e|ste|de)?[\s.\-]*(?:{_MONTHS})\b[\s.,\-]*'?\d{{2,4}}\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[1-9]\d{3}(?:[a-z]{2}|\s(?!(?:af|al|de|en|er|in|is|je|na|of|om|op|te|we|ze)\b)[a-z]{2})\b",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(r"\b((?:19|20)\d\d)\s?[-/]\s?(?:19|20)?\d\d\b")
_NUMBER = re.compile(r"\+?\(?\d(?:[\s.\-/()]*\d)*")

LONG = 6
"""So many digits in a row are a number of somebody or something: a pupil, a case, an account."""

LONG_IN_PIECES = 8
"""The same when there are dots, spaces or dashes between the digits: a phone number, a BSN."""


def looks_personal(text: str) -> bool:
    """Return whether there is an address, a date of birth, a phone number or a BSN in the text.

    A name cannot be recognised; that is why rare questions are forgotten (`search.questions.log`).
    """
    if any(pattern.search(text) for pattern in (_ADDRESS, _POSTCODE, _DATE)):
        return True
    return any(map(_is_long, _NUMBER.findall(_SCHOOL_YEAR.sub(" jaar ", text))))


def is_bsn(digits: str) -> bool:
    """Return whether eight or nine digits pass the check of a citizen service number."""
    if len(digits) not in (8, 9) or not digits.isdecimal() or not int(digits):
        return False
    *first, last = (int(digit) for digit in digits.zfill(9))
    weighted = sum(weight * digit for weight, digit in zip(range(9, 1, -1), first, strict=True))
    return (weighted - last) % 11 == 0


def _is_long(number: str) -> bool:
    digits = "".join(char for char in number if char.isdecimal())
    runs = re.findall(r"\d+", number)
    return is_bsn(digits) or len(digits) >= LONG_IN_PIECES or max(map(len, runs)) >= LONG
