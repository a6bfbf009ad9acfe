"""Checks one row and makes a record of it; says in Dutch, per field, what does not fit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from academie.core.enums import ContentType
from academie.core.import_targets import ImportRecord
from academie.core.text import split_numbered
from academie.library.importing import values
from academie.library.importing.columns import known_fields
from academie.library.importing.readers import Row
from academie.library.importing.values import ValueProblemError
from academie.taxonomy.matching import TermMatcher, fold

MAX_TITLE = 255
MAX_INTRO = 400
MAX_ID = 200
MAX_BODY = 200_000
"""Characters; a longer text is a book, not an item that a teacher reads."""
MAX_TAGS, MAX_TAG = 20, 100
MAX_LOCATION, MAX_CAPACITY = 160, 5000
DEFAULT_DURATION = timedelta(hours=2)
DAY_START, DAY_END = 9, 17

TERM_FIELDS: Mapping[str, str] = {
    "clusters": "cluster",
    "needs": "behoefte",
    "levels": "niveau",
    "roles": "rol",
    "sectors": "sector",
    "themes": "thema",
}
_PLURALS = {
    "toolkits": ContentType.TOOLKIT,
    "praktijkverhalen": ContentType.PRAKTIJKVERHAAL,
    "werkinstructies": ContentType.WERKINSTRUCTIE,
    "trainingen": ContentType.TRAINING,
    "nieuwsbericht": ContentType.NIEUWS,
    "nieuwsberichten": ContentType.NIEUWS,
}
_SENTENCE_END = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class LineRemark:
    """Something to tell about a line; ``field`` is '' when it is about the whole line."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record, or None with the reasons; warnings do not stop a record."""

    record: ImportRecord | None
    errors: tuple[LineRemark, ...]
    warnings: tuple[LineRemark, ...]


class RecordParser:
    """Turns rows into records; keeps the vocabularies at hand for the whole file."""

    def __init__(self, types: Mapping[str, Any]) -> None:
        self._types = {fold(name): name for name in types}
        self._types |= {fold(name): kind for name, kind in _PLURALS.items() if kind in types}
        self._types |= {fold(ContentType(name).label): name for name in types}
        self._matchers = {field: TermMatcher(facet) for field, facet in TERM_FIELDS.items()}
        self._regions = TermMatcher("regio")

    def parse(self, row: Row) -> Parsed:
        """Check one row; every problem of the row is reported, not only the first."""
        check = _Check(row, self)
        record = check.record()
        return Parsed(None if check.errors else record, tuple(check.errors), tuple(check.warnings))

    def type_of(self, value: str) -> str | None:
        """Return the type that is called so, in one of the ways people write it."""
        return self._types.get(fold(value))

    def term(self, field: str, value: str) -> int | None:
        """Return the number of the term; a bare cluster number such as 2 is read as cluster 2."""
        matcher = self._regions if field == "region" else self._matchers[field]
        term = matcher.match(value)
        if term is None and field == "clusters" and value.isdecimal():
            term = matcher.match(f"cluster-{value}")
        return term.pk if term else None


class _Check:
    """The check of one row."""

    def __init__(self, row: Row, parser: RecordParser) -> None:
        self._parser = parser
        self._line = row.line
        self._fields, self._unknown = known_fields(row.values)
        self.errors: list[LineRemark] = []
        self.warnings: list[LineRemark] = []
        if row.problem:
            self.errors.append(LineRemark(row.line, "", row.problem))

    def record(self) -> ImportRecord | None:
        """Return the record; None when errors made it impossible."""
        if self.errors:
            return None
        for name in self._unknown:
            self._warn(name, "Dit veld kennen wij niet. Het is niet overgenomen.")
        kind = self._type()
        title = self._title()
        body = self._text("body", MAX_BODY)
        start, end = self._session() if kind == ContentType.TRAINING else (None, None)
        intro, body = self._intro(body, fallback=title if start else "")
        return ImportRecord(
            line=self._line,
            external_id=self._external_id(kind, title),
            kind=kind,
            title=title,
            intro=intro,
            body=body,
            terms={field: self._terms(field) for field in TERM_FIELDS},
            tags=self._tags(),
            region=self._region(),
            published=self._published(),
            start=start,
            end=end,
            location=_shorten(self._one_line("location"), MAX_LOCATION),
            capacity=self._capacity(),
        )

    # -- single fields ------------------------------------------------------------------------

    def _type(self) -> str:
        raw = self._one_line("type")
        kind = self._parser.type_of(raw)
        if kind is None:
            known = "toolkit, praktijkverhaal, werkinstructie, training of nieuws"
            said = f"'{raw[:40]}' is geen soort" if raw else "De soort ontbreekt"
            self._error("type", f"{said}. Kies {known}.")
        return kind or ""

    def _title(self) -> str:
        title = self._one_line("title")
        if not title:
            self._error("title", "De titel ontbreekt.")
        if len(title) > MAX_TITLE:
            self._warn("title", f"De titel is ingekort tot {MAX_TITLE} tekens.")
        return _shorten(title, MAX_TITLE)

    def _external_id(self, kind: str, title: str) -> str:
        external_id = self._one_line("id")
        if len(external_id) > MAX_ID:
            self._error("id", f"Het nummer is langer dan {MAX_ID} tekens.")
        if not external_id and kind and title:
            # Without a number of its own the record would come in again with every import.
            self._warn("id", "Het nummer ontbreekt. Soort en titel samen zijn nu het nummer.")
            external_id = f"{kind}: {title}"[:MAX_ID]
        return external_id

    def _intro(self, body: str, fallback: str) -> tuple[str, str]:
        """Return (intro that fits, body); what does not fit stays at the top of the body."""
        intro = self._text("intro", MAX_BODY)
        if not intro and not body and not fallback:
            self._error("body", "Er is geen bruikbare inhoud. Vul 'intro' of 'body'.")
        given = " ".join(intro.split())
        if len(given) > MAX_INTRO:
            self._warn("intro", "De inleiding is lang. Zij staat nu ook boven de tekst.")
            body = f"{intro}\n\n{body}".strip()
        source = given or _opening(body)
        return _lead(source) or _shorten(fallback, MAX_INTRO), body

    def _terms(self, field: str) -> tuple[int, ...]:
        found: list[int] = []
        for value in self._items(field):
            # A name may hold a comma, so only what is no name is cut there.
            parts = [value]
            if self._parser.term(field, value) is None and "," in value:
                parts = [part.strip() for part in value.split(",") if part.strip()]
            for part in parts:
                term = self._parser.term(field, part)
                if term is None:
                    self._warn(field, f"'{part[:60]}' staat niet in de woordenlijst.")
                else:
                    found.append(term)
        return tuple(dict.fromkeys(found))

    def _region(self) -> int | None:
        raw = self._one_line("region")
        term = self._parser.term("region", raw) if raw else None
        if raw and term is None:
            self._warn("region", f"'{raw[:60]}' staat niet in de woordenlijst.")
        return term

    def _tags(self) -> tuple[str, ...]:
        tags: dict[str, str] = {}
        for value in self._items("tags"):
            for part in value.split(","):
                tag = part.strip()[:MAX_TAG]
                if fold(tag):
                    tags.setdefault(tag.casefold(), tag)
        return tuple(tags.values())[:MAX_TAGS]

    def _session(self) -> tuple[datetime | None, datetime | None]:
        start, timed = self._moment("start")
        if start is None:
            return None, None
        raw_end = self._fields.get("end")
        end_time = values.clock(raw_end)
        if end_time is not None:
            end: datetime | None = start.replace(hour=end_time.hour, minute=end_time.minute)
        else:
            end, end_timed = self._moment("end")
            if end is not None and not end_timed:
                end = end.replace(hour=DAY_END)
        if not timed:
            start = start.replace(hour=DAY_START)
        if end is None:
            self._warn("end", "De eindtijd ontbreekt. Wij rekenen nu twee uur.")
            end = start + DEFAULT_DURATION
        elif end <= start:
            self._error("end", "Het einde ligt niet na het begin.")
        return start, end

    def _published(self) -> datetime | None:
        published, _ = self._moment("published")
        if published and published > timezone.now():
            self._warn("published", "Deze datum moet nog komen. De dag van vandaag is gebruikt.")
            return None
        return published

    def _capacity(self) -> int:
        if not self._one_line("capacity"):
            return 0
        try:
            return min(values.number(self._fields["capacity"]), MAX_CAPACITY)
        except ValueProblemError as error:
            self._warn("capacity", f"{error} Het aantal plaatsen is niet overgenomen.")
            return 0

    # -- values -------------------------------------------------------------------------------

    def _text(self, field: str, limit: int) -> str:
        try:
            found = values.text(self._fields.get(field))
        except ValueProblemError as error:
            self._error(field, str(error))
            return ""
        if len(found) > limit:
            self._error(field, f"De tekst is langer dan {limit} tekens. Knip haar in delen.")
            return ""
        return found

    def _one_line(self, field: str) -> str:
        return " ".join(self._text(field, MAX_BODY).split())

    def _items(self, field: str) -> list[str]:
        try:
            return values.items(self._fields.get(field))
        except ValueProblemError as error:
            self._warn(field, f"{error} De waarde is niet overgenomen.")
            return []

    def _moment(self, field: str) -> tuple[datetime | None, bool]:
        try:
            return values.moment(self._fields.get(field)) or (None, False)
        except ValueProblemError as error:
            self._error(field, str(error))
            return None, False

    def _error(self, field: str, reason: str) -> None:
        """Note the first thing that is wrong with a field; what follows from it says no more."""
        if all(finding.field != field for finding in self.errors):
            self.errors.append(LineRemark(self._line, field, reason))

    def _warn(self, field: str, reason: str) -> None:
        self.warnings.append(LineRemark(self._line, field, reason))


def _opening(body: str) -> str:
    """Return the first paragraph on one line; for a text of steps only, the first step."""
    prose, steps = split_numbered(body)
    paragraph = prose.split("\n\n", 1)[0] or (steps[0] if steps else "")
    return " ".join(paragraph.split())


def _lead(text: str) -> str:
    """Return the whole sentences at the start of ``text`` that fit the introduction."""
    if len(text) <= MAX_INTRO:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, MAX_INTRO)]
    return text[: ends[-1]] if ends else _shorten(text, MAX_INTRO)


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
