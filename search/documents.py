"""What is indexed, free of any engine and any page model."""

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

TYPES = ("toolkit", "praktijkverhaal", "werkinstructie", "training", "nieuws", "pagina")

STORED_BODY = 4_000
"""Characters of body text kept for snippets; every word is searchable, this many can be shown."""

STORED_ATTACHMENT, STORED_ATTACHMENTS = 1_500, 6_000
"""Characters kept for snippets of one attachment, and of all attachments of a document."""

SERIAL_BITS = 24
_SERIAL_MASK = (1 << SERIAL_BITS) - 1
_KIND_BITS = 6
_KIND_MASK = (1 << _KIND_BITS) - 1
_DAY = 24 * 3600
_HOUR_BITS, _MINUTES_MAX, _START_MAX = 20, 0xFFF, (1 << 27) - 1

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a card, with the text that was read from it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One findable card.

    `facets` holds every facet except `type`; regio holds the region and its ancestors. `expires`
    is the last day it may be found. `starts` is the start of the *next* session of an event.
    `card` holds what the result card shows and nobody searches.
    """

    key: str
    type: str
    title: str
    url: str
    published: datetime
    intro: str = ""
    body: str = ""
    keywords: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts: datetime | None = None
    minutes: int | None = None
    expires: date | None = None
    external_id: str = ""
    number: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)


def clean_text(text: str) -> str:
    """Return text as it is stored: composed letters, single spaces, nothing invisible.

    Soft hyphens and zero-width characters come along when people paste from a text processor
    and would cut words in two.
    """
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", composed).strip()


def serial(key: str) -> int:
    """Return a number below 2**24 that tells documents of the same moment apart.

    It is the primary key in 'page:123', and a checksum for any other kind of key.
    """
    kind, _, number = key.partition(":")
    if kind == "page" and number.isascii() and number.isdigit():
        return int(number) & _SERIAL_MASK
    return zlib.crc32(key.encode()) & _SERIAL_MASK


def newest_key(document: Document) -> int:
    """Return a whole number; the higher, the more recently published."""
    return (_seconds(document.published) << SERIAL_BITS) | serial(document.key)


def shortest_key(document: Document) -> int:
    """Return a whole number; the higher, the fewer minutes. Unknown comes last, then newest."""
    minutes = document.minutes
    brevity = 0 if minutes is None else _MINUTES_MAX - min(max(minutes, 0), _MINUTES_MAX - 1)
    hour = min(_seconds(document.published) // 3600, (1 << _HOUR_BITS) - 1)
    return (brevity << (_HOUR_BITS + SERIAL_BITS)) | (hour << SERIAL_BITS) | serial(document.key)


def soonest_key(document: Document) -> int:
    """Return a whole number; the higher, the earlier it starts. Without a start: last, newest."""
    if document.starts is None:
        return newest_key(document)
    return _soonest(_seconds(document.starts), serial(document.key))


def traits_key(document: Document) -> int:
    """Return its type and the day of its next start in one number (see `traits_of`)."""
    kind = TYPES.index(document.type) + 1 if document.type in TYPES else 0
    start = _seconds(document.starts) // _DAY + 1 if document.starts else 0
    return (start << _KIND_BITS) | kind


def traits_of(number: int) -> tuple[str, int | None]:
    """Return type and start day (days since 1970, UTC) out of a `traits_key`.

    The type is '' for one that is not in `TYPES`, the day None without a start.
    """
    kind, start = number & _KIND_MASK, number >> _KIND_BITS
    return TYPES[kind - 1] if 0 < kind <= len(TYPES) else "", start - 1 if start else None


def published_day(newest: int) -> int:
    """Return the day of publication (days since 1970, UTC) out of a `newest_key`."""
    return (newest >> SERIAL_BITS) // _DAY


def past_key(today: date) -> int:
    """Return the highest `soonest_key` of what starts today or later, or has no start.

    What started before today has a higher one, and comes after the others in an order by date.
    """
    return _soonest(_seconds(datetime.combine(today, time.min, UTC)), _SERIAL_MASK)


def to_stored(document: Document) -> dict[str, Any]:
    """Return what an engine keeps, ready for JSON: enough to draw the card again."""
    return {
        "key": document.key,
        "type": document.type,
        "title": clean_text(document.title),
        "url": document.url,
        "published": document.published.isoformat(),
        "intro": clean_text(document.intro),
        "body": clean_text(document.body)[:STORED_BODY],
        "keywords": list(document.keywords),
        "attachments": _shortened(document.attachments),
        "facets": {name: list(values) for name, values in document.facets.items()},
        "starts": document.starts.isoformat() if document.starts else None,
        "minutes": document.minutes,
        "expires": document.expires.isoformat() if document.expires else None,
        "external_id": document.external_id,
        "number": document.number,
        "card": dict(document.card),
    }


def from_stored(stored: Mapping[str, Any]) -> Document:
    """Return the document that `to_stored` wrote; long texts were cut."""
    starts, expires = stored["starts"], stored["expires"]
    return Document(
        key=stored["key"],
        type=stored["type"],
        title=stored["title"],
        url=stored["url"],
        published=datetime.fromisoformat(stored["published"]),
        intro=stored["intro"],
        body=stored["body"],
        keywords=tuple(stored["keywords"]),
        attachments=tuple(Attachment(title, text) for title, text in stored["attachments"]),
        facets={name: tuple(values) for name, values in stored["facets"].items()},
        starts=datetime.fromisoformat(starts) if starts else None,
        minutes=stored["minutes"],
        expires=date.fromisoformat(expires) if expires else None,
        external_id=stored["external_id"],
        number=stored["number"],
        card=stored["card"],
    )


def _shortened(attachments: tuple[Attachment, ...]) -> list[tuple[str, str]]:
    """Return titles and the beginnings of texts, as long as there is room for them together."""
    left, kept = STORED_ATTACHMENTS, []
    for one in attachments:
        text = clean_text(one.text)[: min(STORED_ATTACHMENT, left)]
        if text:
            kept.append((clean_text(one.title), text))
            left -= len(text)
    return kept


def _soonest(second: int, number: int) -> int:
    minute = min(second // 60, _START_MAX)
    return (1 << 60) | ((_START_MAX - minute) << SERIAL_BITS) | number


def _seconds(moment: datetime) -> int:
    """Return seconds since 1970, never below zero; a moment without a zone is read as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, int(aware.timestamp()))
