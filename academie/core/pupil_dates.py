"""Dates of birth in a text: by a word such as 'geboren', or a young date right beside a child."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

_MONTHS = (
    "jan(?:uari)?|feb(?:r(?:uari)?)?|maart|mrt|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?|"
    "sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBER = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"), 1
    )
} | {"mrt": 3}

DATE = re.compile(
    r"(?<![\d\-/.])(?:"
    r"(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?['’]?(?P<y>\d{4}|\d{2})(?![\d])"
    r"|(?P<y2>(?:19|20)\d\d)[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})(?!\d)"
    rf"|(?P<d3>\d{{1,2}})(?:e|ste|de)?\s+(?P<w>{_MONTHS})\b\.?(?:\s+['’]?(?P<y3>\d{{4}}|\d{{2}})(?!\d))?"
    r")",
    re.IGNORECASE,
)
"""A day as people write it; the year may lack after the name of a month."""

_BIRTH = re.compile(
    r"\b(?:geboren|geboortedatum|geboortedag|geboortedata|geb\.?\s?dat(?:um)?|geb\b\.?|gebdat|"
    r"g\.d\.|verjaart|verjaardag|jarig)\W*",
    re.IGNORECASE,
)
_WITHOUT_SIGNS = re.compile(rf"{_BIRTH.pattern}(?P<day>\d{{8}})(?!\d)", re.IGNORECASE)
# 'Kinderen geboren na 1 oktober 2020': a rule about many, nobody's date of birth.
_BOUND = r"(?:voor|vóór|na|tussen|vanaf|sinds|tot|uiterlijk|in de periode)"
_A_RULE = re.compile(rf"^(?:\s*\w+)?\s*(?:of\s+)?{_BOUND}\b", re.IGNORECASE)
_RULE_BEFORE = re.compile(
    rf"(?:\b{_BOUND}|\btussen\b[^.]{{0,30}}\ben|\bwie(?:\s+op)?)\s+$", re.IGNORECASE
)
_RULE_AFTER = re.compile(r"\s+of\s+(?:eerder|later|daarvoor|daarna)\b", re.IGNORECASE)
# 'De school is jarig op 3 april': nobody's either, when it is what the sentence begins with.
_INSTITUTION = re.compile(
    r"^\W*(?:(?:de|het|ons|onze|deze|dit|een|passend|nieuwe)\s+){0,2}(?:school|koning(?:in)?|"
    r"samenwerkingsverband|onderwijs|wet|stichting|organisatie|vereniging|academie|gemeente|"
    r"team|wijkteam|project|plan|aanpak|methode|idee)\s+(?:is|was|werd|wordt)\b",
    re.IGNORECASE,
)
_CHILD = (
    r"(?:leerling(?:e|etje)?|kind(?:je)?|jongen|jongetje|meisje|meid|zoon|zoontje|dochter|dochtertje|"
    r"kleuter|peuter|puber|broertje|zusje|tiener|brugklasser|baby|hij|zij|ze|jarige)"
)
_CHILD_BEFORE = re.compile(
    rf"\b{_CHILD}\b(?:\s+(?:is|komt|was)\b)?(?:\s+\(?[A-Z]\.?(?:[A-Z]\.)*\)?)?\s*"
    r"(?:\bvan\b|\buit\b|[,(:;–-])?\s*$",
    re.IGNORECASE,
)
_CHILD_AFTER = re.compile(
    rf"^\s*[,:;–(-]+\s*(?:een\s+|de\s+)?{_CHILD}\b(?!\s+(?:kwam|komt|is|was|werd|wordt)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n](?=\s+[A-ZÀ-Ý]|\s*\n|$)")
_OLDEST_PUPIL = 23
_OLDEST_LIVING = 105
_REACH = 45


def birth_dates(text: str, today: date) -> Iterator[str]:
    """Yield each date of birth with the word that says so."""
    for found in _WITHOUT_SIGNS.finditer(text):
        if _is_eight_digit_day(found["day"]):
            yield found[0]
    for found in DATE.finditer(text):
        day = _day(found, today)
        if day is None:
            continue
        year = _year(found, today)
        before = _same_sentence_before(text[max(0, found.start() - 80) : found.start()])
        after = text[found.end() : found.end() + _REACH]
        if _INSTITUTION.match(before) or _RULE_AFTER.match(after):
            continue
        word = _birth_word(before)
        if word is not None:
            if year is None or today.year - year <= _OLDEST_LIVING:
                yield before[word:] + found[0]
        elif _said_after(after) and not _RULE_BEFORE.search(before):
            yield found[0] + after[: after.lower().index("geb") + 7]
        elif year is not None and len(year_of(found)) == 4 and _young(day, today):
            child = _CHILD_BEFORE.search(before)
            if child:
                yield before[child.start() :] + found[0]
            elif not before.strip() and _CHILD_AFTER.match(after):
                yield found[0] + after.split(".")[0]


def year_of(found: re.Match[str]) -> str:
    """Return the year of a match of ``DATE`` as it was written; '' when none was."""
    return found["y"] or found["y2"] or found["y3"] or ""


def _birth_word(before: str) -> int | None:
    """Return where the last word about birth begins, when the date belongs to it."""
    words = list(_BIRTH.finditer(before))
    if not words or len(before) - words[-1].end() > _REACH or DATE.search(before, words[-1].end()):
        return None
    between = before[words[-1].end() :]
    return None if _A_RULE.match(between) else words[-1].start()


def _is_eight_digit_day(digits: str) -> bool:
    """Return whether 03042014 or 20140403 is a day of somebody who may still live."""
    for form in ("%d%m%Y", "%Y%m%d"):
        with suppress(ValueError):
            if 1900 <= datetime.strptime(digits, form).year <= 2100:
                return True
    return False


def _said_after(after: str) -> bool:
    """Return whether 'is hij geboren' follows the date: 'op 3 april 2014 is ze geboren'."""
    return re.match(r"\s+(?:is|was|werd)?\s*(?:\w+\s+){0,3}geboren\b", after) is not None


def _same_sentence_before(before: str) -> str:
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    # 'geb. 3-4-2014' and 'J. 3-4-2014' end no sentence: a capital has to follow.
    return before[ends[-1] :] if ends else before


def _year(found: re.Match[str], today: date) -> int | None:
    text = year_of(found)
    if not text:
        return None
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _day(found: re.Match[str], today: date) -> date | None:
    """Return the day, in this year when none is named; None when there is no such day."""
    number = int(found["d"] or found["d2"] or found["d3"])
    word = found["w"]
    month = _MONTH_NUMBER[word[:3].lower()] if word else int(found["m"] or found["m2"])
    try:
        return date(_year(found, today) or 2000, month, number)
    except ValueError:
        return None


def _young(day: date, today: date) -> bool:
    return day <= today and today.year - day.year <= _OLDEST_PUPIL
