"""Headers and records: what single items look like in an answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from academie.outlet import licences
from academie.outlet.addresses import urn
from academie.outlet.models import OfferedItem
from academie.outlet.oai.formats import Format
from academie.outlet.oai.formats import dublin_core as dc
from academie.outlet.offer import sets_of
from academie.outlet.records import Record
from academie.outlet.xml import Xml, tag

RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
RIGHTS_SCHEMA = "http://www.openarchives.org/OAI/2.0/rights.xsd"


def stamp_words(moment: datetime) -> str:
    """Return a moment in the granularity of the repository."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def header(row: OfferedItem, record: Record | None) -> Xml:
    """Return the header; without a record the item is gone, and says so."""
    names = sets_of(record) if record else row.sets.split()
    return tag(
        "header",
        tag("identifier", urn(row.permanent_id)),
        tag("datestamp", stamp_words(row.stamp)),
        [tag("setSpec", name) for name in names],
        status=None if record else "deleted",
    )


@dataclass(frozen=True, slots=True)
class RecordXml:
    """Writes records in one format."""

    format: Format

    def __call__(self, row: OfferedItem, record: Record | None) -> Xml:
        """Return the whole record, with its licence; only the header of what is gone."""
        if record is None:
            return tag("record", header(row, None))
        return tag(
            "record",
            header(row, record),
            tag("metadata", self.format.write(record)),
            tag("about", _rights(record)),
        )


def _rights(record: Record) -> Xml:
    """Return the licence of this item, as the guidelines for rights expressions ask."""
    address = licences.url(record.licence)
    inside = (
        tag("rightsReference", ref=address)
        if address
        else tag("rightsDefinition", _in_words(licences.words(record.licence)))
    )
    return tag(
        "rights",
        inside,
        xmlns=RIGHTS,
        xmlns__xsi=dc.XSI,
        xsi__schemaLocation=f"{RIGHTS} {RIGHTS_SCHEMA}",
    )


def _in_words(words: str) -> Xml:
    return tag(
        "oai_dc:dc",
        tag("dc:rights", words),
        xmlns__oai_dc=dc.NAMESPACE,
        xmlns__dc=dc.ELEMENTS,
    )
