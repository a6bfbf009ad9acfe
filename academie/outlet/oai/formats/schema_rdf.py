"""The schema.org node of an item as RDF/XML.

The page carries the same node as JSON-LD. XML of its own needs no JSON inside XML, and every
library for linked data reads it.
"""

from collections.abc import Iterator
from typing import Any

from academie.outlet.records import Record
from academie.outlet.schema_org.common import CONTEXT, Node, organisation
from academie.outlet.schema_org.items import described
from academie.outlet.xml import Xml, tag

NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SCHEMA = "http://www.openarchives.org/OAI/2.0/rdf.xsd"
VOCABULARY = "https://schema.org/"
LINKS = frozenset(
    {"url", "license", "image", "item", "eventStatus", "eventAttendanceMode", "availability"}
    | {"inDefinedTermSet"}
)
"""Properties whose text is the address of a thing."""
WORDS = frozenset({"name", "description", "keywords", "text", "headline", "educationalRole"})
"""Properties whose text is Dutch."""


def write(record: Record) -> Xml:
    """Return the record."""
    nodes = [_node(described(record)), _node(organisation())]
    return tag("rdf:RDF", nodes, xmlns__rdf=NAMESPACE, xmlns__schema=VOCABULARY)


def _node(node: Node) -> Xml:
    types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
    first, *rest = types
    return tag(
        f"schema:{first}",
        [tag("rdf:type", rdf__resource=f"{VOCABULARY}{kind}") for kind in rest],
        list(_properties(node)),
        rdf__about=node.get("@id"),
    )


def _properties(node: Node) -> Iterator[Xml]:
    for name, value in node.items():
        if not name.startswith("@"):
            for one in value if isinstance(value, list) else [value]:
                yield _property(name, one)


def _property(name: str, value: Any) -> Xml:
    element = f"schema:{name}"
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            return tag(element, rdf__resource=value["@id"])
        if str(value.get("@id", "")).endswith("#organisatie"):
            # Told once, at the end of the record.
            return tag(element, rdf__resource=value["@id"])
        return tag(element, _node(value))
    if isinstance(value, bool):
        return tag(element, str(value).lower(), rdf__datatype=f"{VOCABULARY}Boolean")
    if name in LINKS and str(value).startswith(("http:", "https:", CONTEXT)):
        return tag(element, rdf__resource=str(value))
    if isinstance(value, int):
        return tag(element, str(value), rdf__datatype=f"{VOCABULARY}Integer")
    return tag(element, str(value), xml__lang="nl" if name in WORDS else None)
