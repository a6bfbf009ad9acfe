"""From what an engine stored to a hit of the page, alike for both."""

from search.documents import Document
from search.engines.base import Hit
from search.query import SearchQuery
from search.ranking import Factors, round_score


def make_hit(
    query: SearchQuery, document: Document, score: float = 0.0, factors: Factors | None = None
) -> Hit:
    """Return a hit for the page; in an order other than relevance nothing has a score."""
    own = bool(query.preference) and all(
        not set(values).isdisjoint(document.facets.get(name, ()))
        for name, values in query.preference.items()
    )
    return Hit(document.key, round_score(score), document, own, factors)
