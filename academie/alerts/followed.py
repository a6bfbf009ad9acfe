"""What is followed: from a search on the site to one line of text, and back.

The line is the address of the search without order and page, so the same search is always the
same line. It is read back without asking the vocabulary: a value that an editor took away finds
nothing from then on, where leaving it out would suddenly find everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.http import urlencode

from search.facets import FACET_TITLES, FACETS
from search.params import SearchParams, parse_params
from search.query import read_words
from search.sources import vocabulary
from search.tree import Node


@dataclass(frozen=True, slots=True)
class Followed:
    """The words and the filters of a search."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The search as a query string; '' for all cards."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in FACETS for value in self.filters.get(name, ())]
        return urlencode(pairs)

    @property
    def url(self) -> str:
        """The page with everything this search finds now."""
        return f"/zoeken/?{self.query}" if self.query else "/zoeken/"

    @property
    def follow_url(self) -> str:
        """The page on which somebody asks to be kept informed."""
        return f"/op-de-hoogte/?{self.query}" if self.query else "/op-de-hoogte/"

    @property
    def tree(self) -> Node:
        """What a new card has to match, beside the filters."""
        return read_words(self.q).tree

    @property
    def filter_words(self) -> list[str]:
        """The filters as a reader knows them: 'Niveau: School of Buurt'."""
        words = []
        for name in FACETS:
            labels = vocabulary(name)
            chosen = [
                labels[value].label if value in labels else value
                for value in self.filters.get(name, ())
            ]
            if chosen:
                words.append(f"{FACET_TITLES[name]}: {' of '.join(chosen)}")
        return words

    @property
    def words(self) -> str:
        """All of it on one line: '‘TOS groep 3’, Niveau: School'."""
        parts = [f"‘{self.q}’"] if self.q else []
        return ", ".join([*parts, *self.filter_words]) or "Alle nieuwe kaarten"


def followed_by(params: SearchParams) -> Followed:
    """Return what somebody follows who presses the button on this page of results.

    What a page is about by itself (a shelf, a role) is part of it.
    """
    return Followed(params.q, {name: params.selected(name) for name in FACETS})


def from_request(data: Mapping[str, str]) -> Followed:
    """Return what an address asks for; what cannot be understood is left out."""
    return followed_by(parse_params(data))


def from_query(query: str) -> Followed:
    """Return what a saved line says."""
    data = QueryDict(query)
    filters = {name: tuple(data.getlist(name)) for name in FACETS if name in data}
    return Followed(data.get("q", ""), filters)
