"""Names and initials beside a class or a school: a pupil that somebody can recognise."""

import re
from collections.abc import Iterator

from academie.core.first_names import FIRST_NAMES

_SCHOOL_YEAR = r"(?:vmbo|havo|vwo|mavo|gymnasium|atheneum|vso|pro|mbo|bbl|kbl|tl|gt)"
_CLASS = (
    r"(?:groep\s(?:één|twee|drie|vier|vijf|zes|zeven|acht)\b|(?:klein)?groep\s?[1-8](?:\s?[/-]\s?[1-8])?\s?[a-h]?\b|gr\.?\s?[1-8]\s?[a-h]?\b|"
    rf"(?:brug)?klas\s?(?:\d\s?)?(?:{_SCHOOL_YEAR}\s?)?[a-z]?\d?[a-h]?\b(?<!klas)|"
    r"(?:leer)?jaar\s?[1-6]\b|(?:brug|kleuter|schakel)(?:klas|groep)\b|"
    rf"[1-6]\s?-?{_SCHOOL_YEAR}\s?\d?[a-h]?\b|{_SCHOOL_YEAR}\s?-?[1-6][a-h]?\b|"
    r"[1-8][a-h]\b|[A-Z]{1,2}[1-6][a-h]\b)"
)
_PARTICLE = (
    r"(?:van\s(?:de|den|der|het|’t|'t)|van|de|den|der|het|ten|ter|te|el|al|da|dos|di|du|la|le|bin|"
    r"ben|op\sde|in\s(?:’t|'t)|von|El|Al|Ben|Van|De|Den|Der)"
)
_WORD = rf"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’']+(?:-(?:{_PARTICLE}\s)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?"
_INITIALS = r"[A-Z]\.(?:\s?(?:[A-Z]|d|v|vd)\.){0,3}"
_SURNAME = rf"(?:(?:{_PARTICLE}\s)?{_WORD})"
_FULL = rf"(?:{_WORD}|{_INITIALS})(?:\s{_INITIALS})?\s(?:{_PARTICLE}\s)?{_WORD}(?:\s{_WORD})?"
# What ties a name to a class. 'van' alone is weaker: it also ties a teacher to one.
_TIE = (
    r"(?:\s?\(|\s?,\s?(?:\d{1,2}(?:\sjaar)?,\s?)?(?:(?:die\s)?(?:zit\s)?(?:in|uit|van)\s)?|"
    r"\s[-–]\s|\s(?:die\s)?(?:(?:zit|zat|zitten|begon|start|blijft|is)\s)?(?:nu\s|weer\s|bij\sons\s)?"
    r"(?:uit|in|van)\s|\s(?=(?:groep|klas)\b))"
    r"(?:(?:onze|de|het|mijn|haar|zijn)\s)?"
)
_NAME_THEN_CLASS = re.compile(
    rf"(?P<name>\b{_FULL}|\b{_INITIALS}|\b{_WORD}|\b[A-Z]\b){_TIE}(?P<klas>(?i:{_CLASS}))"
)
_CLASS_THEN_NAME = re.compile(
    rf"\b(?P<klas>(?i:{_CLASS}))(?:\)?\s?[:,–-]\s?|\s(?:zit|zat|zitten|heet|heeft)\s(?:ook\s|nu\s)?"
    rf"|\s(?:is|was)\s(?=\w+\s(?:de|van|el)\b))(?P<name>{_FULL}|{_INITIALS})(?!\w)"
)
_CHILD = (
    r"(?i:\b(?:leerlinge?|kind|jongen|jongetje|meisje|zoon|zoontje|dochter|dochtertje|kleuter|"
    r"peuter|broertje|broer|zusje|zus|vriendje|klasgenoot|casus|brugklasser|thuiszitter)\b)"
)
_CHILD_JUST_BEFORE = re.compile(rf"{_CHILD}[\s,:(]*$")
_SCHOOL = (
    rf"(?:(?i:(?:basis|openbare\s|brede\s)?school|obs|cbs|rkbs|sbo|vso|so|college|lyceum|kindcentrum|"
    rf"ikc)\s(?:de\s|het\s|De\s|Het\s)?{_WORD}|(?:{_WORD}\s)?{_WORD}(?:school|college|lyceum)\b|"
    rf"(?:{_WORD}\s)+(?:School|College|Lyceum|Mavo|Gymnasium)\b)"
)
_PUPIL_OF_SCHOOL = re.compile(
    rf"(?P<name>\b{_FULL})\s?,?\s(?:(?:\w+\s){{0,2}}(?:zit|zat)\s(?:\w+\s)?op|gaat\snaar|"
    rf"(?:is\s)?(?:een\s)?leerlinge?\s(?:van|op|bij)|bezoekt|(?:uit|van|op)(?=\s))\s"
    rf"(?:(?:de|het|een)\s)?(?P<school>{_SCHOOL})"
)
_TELLS_PUPIL = re.compile(r"\b(?:zit|zat|gaat naar|leerlinge?|bezoekt)\b")
# A colleague: the word for the work stands right before or after the name.
_WORK = (
    r"(?i:\b(?:juf(?:frouw)?|meester|mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|heer|dr\.?|drs\.?|prof\.?|"
    r"leerkracht|leraar|lerares|docent\w*|mentor|coach|ib-?['’]?er|intern begeleider|begeleider|"
    r"kc['’]er|directeur|directrice|logopedist\w*|psycholo\w+|orthopedagoog|pedagoog|therapeut\w*|smw['’]?er|"
    r"maatschappelijk werk\w*|jeugd\w+|wijkteam\w*|trainer|spreker|auteur|schrijver|onderzoeker|"
    r"adviseur|specialist\w*|medewerker|coördinator|teamleider|voorzitter|collega|stagiaire?|"
    r"onderwijsassistent\w*|ouder|moeder|vader|co-?teacher|vakdocent|contactpersoon|redacteur|"
    r"wethouder|inspecteur|arts|verpleegkundige|geeft les|lesgeeft|staat voor|door|bel|mail|vraag|"
    r"bij|contact met)\b)"
)
_WORK_BEFORE = re.compile(rf"{_WORK}[\s:,]*$")
_WORK_AFTER = re.compile(rf"^[\s,(]*(?:(?:is|als|onze|de|een)\s){{0,2}}{_WORK}")
# Words with a capital that begin a sentence or a school's name, and are nobody.
_NOBODY_LISTED = """
de het een in op uit van voor met bij wij we zij ze hij ik u dit dat die deze er als en of maar
dus ook elke ieder alle veel sommige school basisschool groep klas leerling leerlingen kinderen
kind ouders lokaal kamer ruimte zaal vanaf tot naar na leerkracht juf meester stap deel week dag
les bijlage kaart plan rekenen taal lezen veilig wereld lijn methode toets toetsen
werkinstructie jongens meisjes kleuters peuters tieners team teams training bijeenkomst overleg
advies afspraken begeleiding rooster rotterdam passend onderwijs doel doelen start einde
bijvoorbeeld nieuwe oude beide twee drie vier vijf zes zeven acht drukke stille lastige spelen
"""
_NOBODY = frozenset(_NOBODY_LISTED.split())
_SCHOOL_WORD = re.compile(
    r"(?i:(?:school|college|lyceum|obs|cbs|rkbs|ikc|kindcentrum|mavo|stichting|straat|laan|plein)"
    r"[\s’‘'\"]*)$"
)
_ENDS_AS_SCHOOL = re.compile(r"(?i:school|college|lyceum|centrum|straat|laan|plein|weg)$")
_SHORT_LISTED = "OBS CBS RKBS PCB PO VO SO SBO VSO IB MDO OPP AB SMW TOS RK NB PS HGW SWV BV NV"
_ABBREVIATIONS = frozenset(_SHORT_LISTED.split())


# A line of capitals, of more than a word or two.
_LOUD = re.compile(r"^(?=.*\s)[^a-zà-öø-ÿ\n]{8,}$", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_LISTED = "van de den der het ten ter te op in uit zit zat bij ons nu weer die is"
_SMALL = frozenset(_SMALL_LISTED.split())


def names_with_class(text: str) -> Iterator[str]:
    """Yield every name or initials with the class or school that stands beside it."""
    yield from _in(text)
    calm = _LOUD.sub(_calmed, text)
    if calm != text:
        # Where every word begins with a capital, only a known first name tells a person.
        yield from _in(calm, only_known=True)


def _calmed(line: re.Match[str]) -> str:
    """Return a line of capitals as somebody else would write it, sign for sign."""
    return _LETTERS.sub(
        lambda word: word[0].lower() if word[0].lower() in _SMALL else word[0].capitalize(), line[0]
    )


def _in(text: str, *, only_known: bool = False) -> Iterator[str]:
    for pattern in (_NAME_THEN_CLASS, _CLASS_THEN_NAME, _PUPIL_OF_SCHOOL):
        for found in pattern.finditer(text):
            before, after = text[: found.start()][-60:], text[found.end() :][:40]
            start = _pupil(found, before, after)
            if start is not None and not (only_known and not _is_known(found["name"][start:])):
                yield text[found.start() + start : found.end()]


def _pupil(found: re.Match[str], before: str, after: str) -> int | None:
    """Return where in the match a pupil's name begins; None when it is nobody or a colleague."""
    name = found["name"]
    words = name.split()
    skipped = 0
    while words and words[0].lower().rstrip(".") in _NOBODY and len(words) > 1:
        skipped += len(words.pop(0)) + 1
    child = bool(_CHILD_JUST_BEFORE.search(before))
    lead = before + name[:skipped]
    if _SCHOOL_WORD.search(lead) or _ENDS_AS_SCHOOL.search(words[-1]):
        return None
    if not child and (_WORK_BEFORE.search(lead) or _WORK_AFTER.match(after)):
        return None
    if "school" in found.re.groupindex:
        told = _TELLS_PUPIL.search(found[0][len(name) :]) or child
        return skipped if told and _is_name(words, child=True) else None
    return skipped if _is_name(words, child) else None


def _is_known(name: str) -> bool:
    return name.split()[0].lower().split("-")[0] in FIRST_NAMES


def _is_name(words: list[str], child: bool) -> bool:
    """Return whether the words are a person: by the first name, initials, or who is spoken of."""
    first = words[0]
    if re.fullmatch(_INITIALS, first):
        known = "".join(re.findall(r"[A-Z]", first)) in _ABBREVIATIONS
        return not known or (len(words) > 1 and words[1] not in ("De", "Het"))
    if len(first) == 1:
        return child
    lower = first.lower()
    if lower in _NOBODY:
        return False
    if lower.split("-")[0] in FIRST_NAMES:
        return True
    between = [word for word in words[1:-1] if word[0].islower() or word in ("El", "Al", "Ben")]
    return child or (len(words) > 2 and bool(between))
