"""What a reader may limit the agenda and its feed to: form, cluster, role and place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from academie.exchange.enums import Kind
from academie.taxonomy.selectors import TermRow, region_path, terms

NAMES = ("soort", "cluster", "rol", "buurt")
"""URL parameters; cluster and rol are named like the facets of the search. For buurt, regio is read
too: that is what the search calls it.
"""

_INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True, slots=True)
class Option:
    """One choice in a select box."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Chosen values per parameter: OR inside one, AND across. Unknown values are not here."""

    kinds: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds or self.clusters or self.roles or self.places)

    @property
    def query(self) -> str:
        """The same choice as a query string, '' or with its question mark."""
        chosen = (self.kinds, self.clusters, self.roles, self.places)
        values = dict(zip(NAMES, chosen, strict=True))
        text = urlencode({name: value for name, value in values.items() if value}, doseq=True)
        return f"?{text}" if text else ""

    @property
    def words(self) -> str:
        """The choice in words, for the head of the list."""
        chosen = [
            *(str(Kind(kind).label) for kind in self.kinds),
            *(terms("cluster")[slug].label for slug in self.clusters),
            *(terms("rol")[slug].label for slug in self.roles),
            *(terms("regio")[slug].label for slug in self.places),
        ]
        return ", ".join(chosen)

    @property
    def regions(self) -> list[int]:
        """Primary keys of the chosen places and of all that lie in them."""
        wanted = set(self.places)
        return [row.pk for row in terms("regio").values() if wanted & set(region_path(row.slug))]


def read_filters(parameters: QueryDict) -> Filters:
    """Return the filters of a query string; an unknown value is dropped."""
    return Filters(
        kinds=_known(parameters.getlist("soort"), Kind.values),
        clusters=_known(parameters.getlist("cluster"), terms("cluster")),
        roles=_known(parameters.getlist("rol"), terms("rol")),
        places=_known([*parameters.getlist("buurt"), *parameters.getlist("regio")], terms("regio")),
    )


def _known(values: Sequence[str], known: Sequence[str] | Mapping[str, object]) -> tuple[str, ...]:
    # Sorted, so that the same choice has one address and one copy in a cache.
    return tuple(sorted({value for value in values if value in known}))


def kind_options(filters: Filters) -> list[Option]:
    """Return the forms in which people meet."""
    return [Option(kind.value, str(kind.label), kind.value in filters.kinds) for kind in Kind]


def term_options(facet: str, chosen: Sequence[str]) -> list[Option]:
    """Return the terms of a vocabulary in the editors' order."""
    return [Option(slug, term.label, slug in chosen) for slug, term in terms(facet).items()]


def place_options(filters: Filters) -> list[Option]:
    """Return all places, each below the larger one it lies in."""
    inside: dict[str, list[TermRow]] = {}
    for row in terms("regio").values():
        inside.setdefault(row.parent, []).append(row)

    def below(parent: str, depth: int) -> list[Option]:
        return [
            option
            for row in inside.get(parent, [])
            for option in (
                Option(row.slug, _INDENT * depth + row.label, row.slug in filters.places),
                *below(row.slug, depth + 1),
            )
        ]

    return below("", 0)
