"""A selection of cards as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from academie.outlet import licences
from academie.outlet.records import Record
from academie.outlet.schema_org.common import NAME
from academie.outlet.xml import Xml, document, tag
from search.sources import TYPE_VOCABULARY

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """What the feed says of itself: its own address, and that of the page with the same cards."""

    title: str
    url: str
    page_url: str


def write(feed: Feed, found: Sequence[Record]) -> bytes:
    """Return the feed, in the order given. The same cards give the same bytes."""
    return document(
        tag(
            "feed",
            tag("id", feed.url),
            tag("title", feed.title),
            tag("updated", _moment(newest(found))),
            tag("link", rel="self", type="application/atom+xml", href=feed.url),
            tag("link", rel="alternate", type="text/html", href=feed.page_url),
            tag("author", tag("name", NAME)),
            tag("generator", NAME),
            [_entry(record) for record in found],
            xmlns=NAMESPACE,
            xml__lang="nl",
        )
    )


def newest(found: Sequence[Record]) -> datetime:
    """Return when the newest of these changed."""
    return max((record.modified for record in found if record.modified), default=NEVER)


def _entry(record: Record) -> Xml:
    licence = licences.url(record.licence)
    return tag(
        "entry",
        tag("id", record.urn),
        tag("title", record.title),
        tag("link", rel="alternate", type="text/html", href=record.url),
        tag("link", rel="license", href=licence) if licence else None,
        tag("published", _moment(record.published)) if record.published else None,
        tag("updated", _moment(record.modified or NEVER)),
        tag("author", tag("name", record.organisation or NAME)),
        [
            tag("category", term=f"{term.facet}:{term.slug}", label=term.label)
            for term in record.terms
        ],
        tag("category", term=f"type:{record.type}", label=TYPE_VOCABULARY[record.type].label),
        tag("rights", licences.words(record.licence)),
        tag("summary", record.description),
    )


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
