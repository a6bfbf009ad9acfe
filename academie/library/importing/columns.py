"""The names that a field of a record may have in a file."""

from collections.abc import Mapping
from typing import Any

from academie.taxonomy.matching import fold

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("nummer", "code", "external id"),
    "type": ("soort",),
    "title": ("titel",),
    "intro": ("inleiding", "samenvatting"),
    "body": ("tekst", "inhoud"),
    "clusters": ("cluster",),
    "needs": ("behoefte", "behoeften", "ondersteuningsbehoeften", "ondersteuningsbehoefte"),
    "levels": ("level", "niveau", "niveaus"),
    "roles": ("role", "rol", "rollen"),
    "sectors": ("sector", "sectoren"),
    "themes": ("theme", "thema", "themas", "thema s"),
    "tags": ("tag", "label", "labels"),
    "region": ("regio",),
    "published": ("gepubliceerd", "datum", "publicatiedatum"),
    "start": ("begin", "begint"),
    "end": ("einde", "eind", "eindigt"),
    "location": ("plaats", "locatie"),
    "capacity": ("plaatsen", "capaciteit", "aantal plaatsen"),
}
_NAMES = {fold(name): field for field, others in FIELDS.items() for name in (field, *others)}


def known_fields(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return (field -> value, names in the file that are no field)."""
    fields: dict[str, Any] = {}
    unknown: list[str] = []
    for name, value in values.items():
        field = _NAMES.get(fold(str(name)))
        if field is None:
            unknown.append(str(name)[:60])
        elif fields.get(field) in (None, "", []):
            fields[field] = value
    return fields, unknown
