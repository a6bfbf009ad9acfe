"""Signs of one pupil in a text: a BSN, a date of birth, a name or initials with a class or school.

Pure: a text goes in, what was found comes out. The platform holds no pupil data at all, so what
is found here is stopped, and every trace tells the writer what to do. It looks for traces; that
nothing was found does not prove that nobody can be recognised.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from academie.core import pupil_dates, pupil_names

Kind = Literal["bsn", "birth_date", "name_with_class"]

SENTENCES: dict[Kind, str] = {
    "bsn": (
        "Dit lijkt een burgerservicenummer. Haal het weg: een BSN mag hier nooit staan. "
        "Is het een ander nummer? Zet er dan voor wat het is, bijvoorbeeld: kvk-nummer."
    ),
    "birth_date": (
        "Dit lijkt een geboortedatum. Haal de datum weg, want zo is een kind te herkennen. "
        "Schrijf bijvoorbeeld: een jongen van 8 jaar."
    ),
    "name_with_class": (
        "Hier staat een naam of voorletter bij een klas of school. Zo is een leerling te "
        "herkennen. Schrijf bijvoorbeeld: een leerling uit de middenbouw."
    ),
}
"""What each kind means and what the writer can do about it."""

MOST_TRACES = 20
"""More of one text help nobody: the writer begins with the first."""

# What is written between the digits of one number: 1234.56.782, 123 456 782, 123-45-67.
# Not behind a letter or inside a number with decimals; 'verslag_111222333' counts, and so does a
# row of values with commas between them.
_RUN = re.compile(
    r"(?:(?<![^\W_])|(?<=\bnummer))(?<!\+)(?<!\d,)\+?\d(?:[ .\-/]?\d)*", re.IGNORECASE
)
_LABEL_WORDS = (
    r"\b(?:bsn|burgerservice[^\W\d]*|sofi[^\W\d]*|persoonsgebonden nummer|pgn|onderwijsnummer)"
    r"\W{0,3}(?:nummer\W{0,3})?(?:is|was)?\W{0,3}"
)
_LABEL = re.compile(rf"{_LABEL_WORDS}$", re.IGNORECASE)
# Right after such a word the digits may stand as wide apart as they like.
_LABELLED = re.compile(
    rf"{_LABEL_WORDS}(?P<number>\d(?:[ .\-/]{{0,3}}\d){{7,8}})(?!\d)", re.IGNORECASE
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:kvk|kamer van koophandel|handelsregister|btw|rsin|iban|rekening\w*|isbn|issn|doi|"
    r"order\w*|factuur\w*|dossier\w*|zaak\w*|artikel\w*|project\w*|ticket\w*|vestigings\w*|brin|"
    r"agb\w*|big\w*|tel|telefoon\w*|fax|mobiel\w*|bestel\w*|registratie\w*|relatie\w*|polis\w*|"
    r"subsidie\w*|licentie\w*|versie|serie\w*|crebo\w*|ean|klant\w*|document\w*|kenmerk|€|eur)"
    r"\W{0,3}(?:-?(?:nummers?|nr|code|id)\W{0,3})?(?:is|was)?\W{0,3})$|€\s?$",
    re.IGNORECASE,
)
_AMOUNT_AFTER = re.compile(
    r"\s?(?:euro\b|eur\b|€|,-|,\d\d\b|inwoners|leerlingen|kinderen|mensen|keer|stuks|m2|m²|km)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}


@dataclass(frozen=True, slots=True)
class Trace:
    """One sign of a pupil: what kind, the piece of text, and what to do about it."""

    kind: Kind
    excerpt: str
    sentence: str


def pupil_data(text: str, today: date | None = None) -> list[Trace]:
    """Return the signs of a pupil in a plain text, at most ``MOST_TRACES``, each piece once.

    ``today`` decides who is young enough to be a pupil; without it, today does.
    """
    if not text or not text.strip():
        return []
    clean = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    digits = clean.translate(_DASHES)
    day = today or date.today()
    found: dict[Trace, None] = {}
    for kind, excerpts in (
        ("bsn", _numbers(digits)),
        ("birth_date", pupil_dates.birth_dates(digits, day)),
        ("name_with_class", pupil_names.names_with_class(clean)),
    ):
        for excerpt in excerpts:
            words = " ".join(excerpt.split()).strip(" ,;:")
            found[Trace(kind, words, SENTENCES[kind])] = None  # type: ignore[index,arg-type]
            if len(found) == MOST_TRACES:
                return list(found)
    return list(found)


def is_bsn(digits: str) -> bool:
    """Return whether eight or nine digits pass the proof of eleven.

    The weights are 9 to 2 and -1 for the last digit; an old number of eight has a zero in front
    (Besluit burgerservicenummer).
    """
    padded = digits.zfill(9)
    if len(digits) < 8 or len(padded) != 9 or not padded.strip("0"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(padded, range(9, 1, -1), strict=False))
    return (total - int(padded[8])) % 11 == 0


def _numbers(text: str) -> Iterator[str]:
    """Yield what is a BSN by its digits, by how it is written and by the words around it."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for told in _LABELLED.finditer(text):
        if is_bsn(re.sub(r"\D", "", told["number"])):
            yield told["number"]
    for run in _RUN.finditer(text):
        before = text[max(0, run.start() - 40) : run.start()]
        if not any(is_bsn(piece) for piece in _candidates(run[0], bool(_LABEL.search(before)))):
            continue
        something_else = _OTHER_NUMBER.search(before) or _AMOUNT_AFTER.match(text, run.end())
        if _LABEL.search(before) or not something_else:
            yield run[0]


def _candidates(run: str, labelled: bool) -> Iterator[str]:
    """Yield the numbers of eight or nine digits that a row of digits can be read as."""
    if run.startswith("+"):
        return
    digits = re.sub(r"\D", "", run)
    if len(digits) == 9 and (labelled or not _is_other_shape(run)):
        yield digits
    elif len(digits) == 8:
        together = run.isdigit() and not _is_day(run)
        if labelled or together:
            yield digits
    elif len(digits) > 9 and not digits.startswith(("06", "00")):
        # 'groep 6 111222333': another number stands right before or after it.
        yield from (piece for piece in re.split(r"[ /]", run) if re.fullmatch(r"\d{9}", piece))


def _is_other_shape(run: str) -> bool:
    """Return whether nine digits are grouped as nobody groups a BSN: phone, room, years."""
    groups = [len(group) for group in re.split(r"[ .\-/]", run)]
    if run.startswith("0") and len(groups) > 1:
        return True
    return groups not in ([9], [3, 3, 3], [4, 2, 3], [2, 3, 4], [2, 2, 2, 3], [3, 2, 2, 2], [4, 5])


def _is_day(digits: str) -> bool:
    """Return whether eight digits are a day: 20260312 or 12032026."""
    return any(
        1900 <= int(year) <= 2100 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        for year, month, day in (
            (digits[:4], digits[4:6], digits[6:]),
            (digits[4:], digits[2:4], digits[:2]),
        )
    )
