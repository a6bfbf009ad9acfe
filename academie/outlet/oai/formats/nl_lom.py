"""NL LOM, in the XML that Edurep takes: the IMS binding of IEEE LOM, version 1.2.

Elements and sources follow Kennisnet's own examples (github.com/kennisnet/edurep-files,
example/nllom-aanbevolen.xml). Order counts: the schema is a sequence.
"""

from collections.abc import Iterable, Iterator

from academie.core.enums import Licence
from academie.outlet import concepts, licences, standards
from academie.outlet.addresses import permanent_url
from academie.outlet.records import Record
from academie.outlet.schema_org.common import NAME, minutes, moment
from academie.outlet.xml import Xml, tag

NAMESPACE = "http://www.imsglobal.org/xsd/imsmd_v1p2"
SCHEMA = "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ONE_LESSON = "2"
"""Aggregation level 2: more than a single file, less than a course."""


def write(record: Record) -> Xml:
    """Return the record of material; an event has none (`FORMATS` says so)."""
    return tag(
        "lom",
        _general(record),
        _life(record),
        _meta(record),
        _technical(record),
        _educational(record),
        _rights(record),
        _files(record),
        list(_classifications(record)),
        xmlns=NAMESPACE,
        xmlns__xsi=XSI,
        xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )


def _general(record: Record) -> Xml:
    return tag(
        "general",
        tag("title", _words(record.title)),
        _entry("URI", record.urn),
        _entry("URI", record.permanent_url),
        tag("language", "nl"),
        tag("description", _words(record.description)),
        [tag("keyword", _words(word)) for word in record.keywords],
        tag("coverage", _words(record.place)) if record.place else None,
        _value("aggregationlevel", standards.AGGREGATION, ONE_LESSON),
    )


def _life(record: Record) -> Xml:
    changed = moment(record.modified)
    return tag(
        "lifecycle",
        tag("version", _code(record.modified.strftime("%d%m%Y"))) if record.modified else None,
        _value("status", standards.STATUS, "final"),
        _contribution("author", record.organisation, changed) if record.organisation else None,
        _contribution("publisher", NAME, changed),
    )


def _meta(record: Record) -> Xml:
    return tag(
        "metametadata",
        _entry("URI", f"{record.urn}#lom"),
        _contribution("creator", NAME, moment(record.modified), source=standards.META_CONTRIBUTE),
        tag("metadatascheme", "LOMv1.0"),
        tag("metadatascheme", "nl_lom_v1p0"),
        tag("language", "nl"),
    )


def _technical(record: Record) -> Xml:
    return tag("technical", tag("format", "text/html"), tag("location", record.url))


def _educational(record: Record) -> Xml:
    kinds = [standards.RESOURCE_TYPES[record.type], standards.FOR_PROFESSIONALS]
    known = standards.SECTORS
    contexts = [
        known[term.slug].context if term.slug in known else standards.CONTEXT_ONLY.get(term.slug)
        for term in record.of("sector")
    ]
    roles = [term.label for term in record.of("rol")]
    return tag(
        "educational",
        [_value("learningresourcetype", standards.RESOURCE_TYPE, kind) for kind in kinds],
        _value("intendedenduserrole", standards.END_USER, standards.TEACHER),
        [_value("context", standards.CONTEXT, one) for one in dict.fromkeys(contexts) if one],
        tag("typicallearningtime", tag("datetime", minutes(record.minutes)))
        if record.minutes
        else None,
        tag("description", _words(f"Voor: {', '.join(roles)}.")) if roles else None,
        tag("language", "nl"),
    )


def _rights(record: Record) -> Xml:
    terms = licences.LICENCES[Licence(record.licence)]
    words = licences.words(record.licence)
    return tag(
        "rights",
        _value("cost", standards.COST, "yes" if record.has_costs else "no"),
        _value("copyrightandotherrestrictions", standards.COPYRIGHT, terms.nl_lom),
        tag("description", _words(f"{words} {terms.url}".strip())),
    )


def _files(record: Record) -> Xml:
    """Return where the same item is to be had as a PDF."""
    return tag(
        "relation",
        _value("kind", standards.RELATION, "hasformat"),
        tag(
            "resource",
            tag("description", _words("Dezelfde kaart als toegankelijke pdf")),
            _entry("URI", permanent_url(record.permanent_id, "pdf")),
        ),
    )


def _classifications(record: Record) -> Iterator[Xml]:
    levels = [
        (concept.id, concept.label)
        for term in record.of("sector")
        if (concept := standards.SECTORS.get(term.slug))
    ]
    if levels:
        yield _classification("educational level", standards.OBK, levels)
    clusters = [
        (concept.id, concept.label)
        for term in record.of("cluster")
        if (concept := standards.CLUSTERS.get(term.slug))
    ]
    if clusters:
        yield _classification("accessibility restrictions", standards.OBK, clusters)
    for facet in ("cluster", "niveau", "sector", "behoefte", "thema"):
        own = [(term.slug, term.label) for term in record.of(facet)]
        if own:
            yield _classification("idea", concepts.set_url(facet), own)


def _classification(purpose: str, source: str, taxa: Iterable[tuple[str, str]]) -> Xml:
    """Return one classification; every term has a path of its own, because none lies in another."""
    paths = [
        tag(
            "taxonpath",
            tag("source", _code(source)),
            tag("taxon", tag("id", number), tag("entry", _words(label))),
        )
        for number, label in taxa
    ]
    return tag("classification", _value("purpose", standards.PURPOSE, purpose), paths)


def _contribution(role: str, name: str, at: str, *, source: str = standards.CONTRIBUTE) -> Xml:
    # Only organisations: no name of a person leaves the site by this door.
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{_vcard(name)}\nN:;;;;\nORG:{_vcard(name)}\nEND:VCARD"
    return tag(
        "contribute",
        _value("role", source, role),
        tag("centity", tag("vcard", card)),
        tag("date", tag("datetime", at)) if at else None,
    )


def _vcard(text: str) -> str:
    """Return text inside a vCard (RFC 2426, section 4)."""
    one_line = " ".join(text.split())
    for sign in "\\;,":
        one_line = one_line.replace(sign, f"\\{sign}")
    return one_line


def _entry(catalog: str, value: str) -> Xml:
    return tag("catalogentry", tag("catalog", catalog), tag("entry", _code(value)))


def _value(name: str, source: str, value: str) -> Xml:
    return tag(name, tag("source", _code(source)), tag("value", _code(value)))


def _words(text: str) -> Xml:
    return tag("langstring", text, xml__lang="nl")


def _code(text: str) -> Xml:
    return tag("langstring", text, xml__lang="x-none")
