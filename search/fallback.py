"""The last resort when no engine answers: titles in the database, filtered here."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from search.analysis import get_analyzer
from search.documents import Document, newest_key, shortest_key, soonest_key
from search.engines.base import Hit, Page
from search.facets import FACETS
from search.params import DATE, SHORTEST
from search.query import SearchQuery
from search.sources import sources
from search.sync import state

LIMIT = 100
"""Titles looked at; more would make the last resort slow just when the site has trouble."""

_SORTS: Mapping[str, Callable[[Document], int]] = {SHORTEST: shortest_key, DATE: soonest_key}


def search_titles(query: SearchQuery, text: str) -> Page:
    """Return the items whose title holds every word that was typed, the newest first."""
    began = time.perf_counter()
    words = [token.word for token in get_analyzer().analyse(text) if not token.overlay]
    keys = [key for source in sources() for key in source.find_titles(words, LIMIT)]
    documents, _ = state.load(keys)
    over = [one for one in documents.values() if one.expires and one.expires < query.today]
    valid = [one for one in documents.values() if query.with_expired or one not in over]
    found = [one for one in valid if _matches(one, query.filters)]
    missed = 0 if query.with_expired else sum(_matches(one, query.filters) for one in over)
    found.sort(key=_SORTS.get(query.sort, newest_key), reverse=True)
    shown = found[query.offset : query.offset + query.limit]
    return Page(
        hits=tuple(Hit(one.key, 0.0, one) for one in shown),
        total=len(found),
        facets={facet: _counts(facet, valid, query.filters) for facet in FACETS},
        took_ms=(time.perf_counter() - began) * 1000,
        expired=missed if query.count_expired else 0,
    )


def _values(document: Document, facet: str) -> tuple[str, ...]:
    return (document.type,) if facet == "type" else tuple(document.facets.get(facet, ()))


def _matches(document: Document, filters: Mapping[str, tuple[str, ...]]) -> bool:
    return all(
        any(value in chosen for value in _values(document, facet))
        for facet, chosen in filters.items()
    )


def _counts(
    facet: str, documents: Iterable[Document], filters: Mapping[str, tuple[str, ...]]
) -> Mapping[str, int]:
    """Count the values of a facet among what the other filters leave."""
    others = {name: chosen for name, chosen in filters.items() if name != facet}
    counted: Counter[str] = Counter()
    for document in documents:
        if _matches(document, others):
            counted.update(_values(document, facet))
    return counted
