"""The formats in which an item can be had, by the prefix that a harvester names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from academie.core.enums import ContentType
from academie.outlet.oai.formats import dublin_core, nl_lom, schema_rdf
from academie.outlet.offer import OFFERED
from academie.outlet.records import Record
from academie.outlet.xml import Xml


@dataclass(frozen=True, slots=True)
class Format:
    """One format; `types` are the types of items that can be had in it."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Record], Xml]
    types: tuple[str, ...]


_MATERIAL = tuple(kind for kind in OFFERED if kind != ContentType.TRAINING)

FORMATS: Mapping[str, Format] = {
    one.prefix: one
    for one in (
        Format(
            "oai_dc", dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.write, tuple(OFFERED)
        ),
        # NL LOM describes material; Edurep takes events as schema.org.
        Format("lom", nl_lom.SCHEMA, nl_lom.NAMESPACE, nl_lom.write, _MATERIAL),
        Format("schema", schema_rdf.SCHEMA, schema_rdf.NAMESPACE, schema_rdf.write, tuple(OFFERED)),
    )
}
