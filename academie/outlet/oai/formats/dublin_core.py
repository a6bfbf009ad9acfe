"""Unqualified Dublin Core, which every repository offers (oai_dc)."""

from academie.core.enums import ContentType
from academie.outlet import licences
from academie.outlet.records import Record
from academie.outlet.schema_org.common import NAME, day
from academie.outlet.xml import Xml, tag

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

_DCMI_TYPES = {ContentType.TRAINING: "Event"}


def write(record: Record) -> Xml:
    """Return the record; elements that are not known are left out."""
    kind = ContentType(record.type)
    return tag(
        "oai_dc:dc",
        _dc("title", record.title),
        _dc("creator", record.organisation or NAME),
        [_dc("subject", word) for word in record.keywords],
        _dc("description", record.description),
        _dc("publisher", NAME),
        _dc("date", day(record.modified.date()) if record.modified else ""),
        _dc("type", str(kind.label)),
        _dc("type", _DCMI_TYPES.get(kind, "Text")),
        _dc("format", "text/html"),
        _dc("identifier", record.url),
        _dc("identifier", record.urn),
        _dc("source", record.source),
        _dc("language", "nl"),
        _dc("coverage", record.place),
        _dc("rights", licences.url(record.licence)),
        _dc("rights", licences.words(record.licence)),
        xmlns__oai_dc=NAMESPACE,
        xmlns__dc=ELEMENTS,
        xmlns__xsi=XSI,
        xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )


def _dc(name: str, text: str) -> Xml | None:
    return tag(f"dc:{name}", text) if text.strip() else None
