"""What harvesters are offered: material to learn from and events, in sets by our own lists."""

from collections.abc import Iterator
from dataclasses import dataclass

from academie.core.enums import ContentType
from academie.outlet import public
from academie.outlet.records import Record
from search.facets import FACET_TITLES
from search.sources import vocabulary

OFFERED = (
    ContentType.TOOLKIT,
    ContentType.WERKINSTRUCTIE,
    ContentType.PRAKTIJKVERHAAL,
    ContentType.TRAINING,
)
SET_FACETS = ("cluster", "niveau", "sector")


@dataclass(frozen=True, slots=True)
class HarvestSet:
    """One selection that a harvester can ask for."""

    spec: str
    name: str


def offered_models() -> public.Models:
    """Return the types of pages that are offered; news and plain pages are not."""
    return [model for model in public.models() if model.search_type in OFFERED]


def sets_of(record: Record) -> list[str]:
    """Return the sets that an item is in."""
    own = [f"{facet}:{term.slug}" for facet in SET_FACETS for term in record.of(facet)]
    return [f"type:{record.type}", *own]


def harvest_sets() -> Iterator[HarvestSet]:
    """Yield all sets; 'type' holds everything of 'type:toolkit' and the others below it."""
    for facet in ("type", *SET_FACETS):
        yield HarvestSet(facet, FACET_TITLES[facet])
        for slug, term in vocabulary(facet).items():
            if facet != "type" or slug in OFFERED:
                yield HarvestSet(f"{facet}:{slug}", f"{FACET_TITLES[facet]}: {term.label}")
