"""Models of the vocabularies."""

from academie.taxonomy.models.best_bets import BestBet
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
from academie.taxonomy.models.word_rules import WordRule

__all__ = [
    "BestBet",
    "Cluster",
    "Level",
    "Region",
    "Role",
    "Sector",
    "SupportNeed",
    "Synonym",
    "Term",
    "Theme",
    "WordRule",
]
