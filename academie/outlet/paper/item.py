"""One item as a document: what stands on it, which version it is, and the PDF itself."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from academie.core.enums import AltDecision
from academie.core.models import BasePage
from academie.core.paper import press
from academie.outlet import licences
from academie.outlet.paper.levels import settle
from academie.outlet.paper.links import with_links
from academie.outlet.paper.parts import Maker, parts_of
from academie.outlet.paper.pictures import Album
from academie.outlet.paper.rich import Targets
from academie.outlet.records import Record, records
from academie.outlet.xml import clean_all
from search.sources import TYPE_VOCABULARY

FACETS = (
    ("Cluster", "cluster"),
    ("Niveau", "niveau"),
    ("Voor wie", "rol"),
    ("Sector", "sector"),
    ("Gaat over", "behoefte"),
    ("Thema", "thema"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it is set; `version` differs whenever the PDF would."""

    page: BasePage
    record: Record
    data: dict[str, Any]
    files: dict[str, bytes]
    version: str


def sheet_of(page: BasePage) -> Sheet | None:
    """Return the document of a page that was found through the gate; None when it just went."""
    record = next(records([page.pk], among=[type(page)]), None)
    if record is None:
        return None
    album = Album()
    data = clean_all(with_links(lambda targets: _data(page, record, targets, album)))
    told = json.dumps(data, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.sha256(_source_digest() + told)
    for name, content in sorted(album.files.items()):
        digest.update(name.encode() + hashlib.sha256(content).digest())
    return Sheet(page, record, data, album.files, digest.hexdigest())


def pdf(sheet: Sheet) -> bytes:
    """Return the PDF. Raises `press.PressBusy` or `press.CannotSet`."""
    return press.print_pdf(sheet.version, _source(), sheet.data, sheet.files)


def _data(page: Any, record: Record, targets: Targets, album: Album) -> dict[str, Any]:
    parts = parts_of(Maker(page, record, targets, album))
    alt = page.alt_text if page.alt_decision == AltDecision.DESCRIBED else ""
    settle(parts.card, above=2)
    for section in parts.sections:
        settle(section["blocks"], above=2 if section["heading"] else 1)
    changed = _day(timezone.localtime(record.modified)) if record.modified else ""
    return {
        "title": record.title,
        "kind": TYPE_VOCABULARY[record.type].label,
        "number": record.number,
        "intro": page.intro,
        "image": album.block(page.image, "head", alt) if page.image_id else None,
        # The card has room for what somebody does, and says at the end where it belongs.
        "facts": parts.facts if parts.card else [*parts.facts, *_terms(record)],
        "card_heading": parts.card_heading,
        "card": parts.card,
        "sections": parts.sections,
        "about": [*(_terms(record) if parts.card else []), *_about(page, record, changed)],
        "url": record.url,
        "changed": changed,
        "licence": licences.words(record.licence),
        "expired": page.is_expired,
    }


def _terms(record: Record) -> list[list[str]]:
    found = []
    for title, facet in FACETS:
        labels = [term.label for term in record.of(facet)]
        if labels:
            found.append([title, ", ".join(labels)])
    return [*found, ["Regio", record.place]] if record.place else found


def _about(page: Any, record: Record, changed: str) -> list[list[str]]:
    maker = ", ".join(part for part in (record.maker, record.organisation) if part)
    licence = licences.words(record.licence)
    address = licences.url(record.licence)
    rows = [
        ["Hoe zeker is dit?", f"{page.get_evidence_display()}. {page.evidence_meaning}"],
        ["Gemaakt door", maker or "De maker is niet bekend"],
        ["Bijgewerkt op", changed],
        ["Geldig vanaf", _day(record.valid_from) if record.valid_from else ""],
        ["Geldig tot en met", _day(record.valid_until) if record.valid_until else ""],
        ["Bron", record.source],
        ["Kost geld", "Ja" if record.has_costs else ""],
        ["Licentie", f"{licence} {address}".strip()],
        ["Nieuwste versie", record.url],
        ["Blijvend adres", record.permanent_url],
    ]
    return [row for row in rows if row[1]]


def _day(value: Any) -> str:
    return date_format(value, "j F Y")


def _source() -> Path:
    return Path(__file__).with_name("item.typ")


@cache
def _source_digest() -> bytes:
    return hashlib.sha256(_source().read_bytes()).digest()
