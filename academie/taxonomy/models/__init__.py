"""Models of the vocabularies."""

from academie.taxonomy.models.synonyms import Synonym
from academie.taxonomy.models.terms import (
    Cluster,
    Level,
    Region,
    Role,
    Sector,
    SupportNeed,
    Term,
    Theme,
)

__all__ = [
    "Cluster",
    "Level",
    "Region",
    "Role",
    "Sector",
    "SupportNeed",
    "Synonym",
    "Term",
    "Theme",
]
