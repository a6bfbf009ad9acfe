"""Terms, tags and places of many pages at once, read from the tables and not from a cache.

The worker is another process than the one in which a term was renamed; a copy in its memory may
be half a minute old, and would be indexed for good.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from academie.core.models import BasePage, TaggedPage

TERM_FIELDS: Mapping[str, str] = {
    "cluster": "clusters",
    "niveau": "levels",
    "rol": "roles",
    "sector": "sectors",
    "behoefte": "needs",
    "thema": "themes",
}
"""Search facet -> field of BasePage."""


@dataclass(frozen=True, slots=True)
class TermOfPage:
    """One term as far as a document needs it."""

    slug: str
    label: str
    short_label: str


PageTerms = Mapping[int, Mapping[str, Sequence[TermOfPage]]]


@dataclass(frozen=True, slots=True)
class Place:
    """A region with the places it lies in, smallest first; it is the first of its own path."""

    label: str
    path: tuple[str, ...]


def region_model() -> type[Model]:
    """Return the model of places, by its name: this layer may not import the vocabularies."""
    return apps.get_model("taxonomy", "Region")


def terms_of(model: type[BasePage], pks: Sequence[int]) -> PageTerms:
    """Return page -> facet -> terms in the editors' order, in one query per vocabulary."""
    found: defaultdict[int, dict[str, list[TermOfPage]]] = defaultdict(dict)
    for facet, name in TERM_FIELDS.items():
        field = model._meta.get_field(name)
        page, term = field.m2m_field_name(), field.m2m_reverse_field_name()
        rows = (
            field.remote_field.through.objects.filter(**{f"{page}__in": pks})
            .order_by(f"{term}__order", f"{term}__label")
            .values_list(f"{page}_id", f"{term}__slug", f"{term}__label", f"{term}__short_label")
        )
        for pk, *values in rows:
            found[pk].setdefault(facet, []).append(TermOfPage(*values))
    return found


def tags_of(pks: Sequence[int]) -> Mapping[int, list[str]]:
    """Return page -> names of its tags, in one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = TaggedPage.objects.filter(content_object_id__in=pks).order_by("tag__name")
    for pk, name in rows.values_list("content_object_id", "tag__name"):
        found[pk].append(name)
    return found


def places() -> Mapping[int, Place]:
    """Return every region by primary key, in one query; the list is short."""
    regions = region_model()._default_manager.values_list("pk", "slug", "label", "parent_id")
    rows = {pk: row for pk, *row in regions}

    def path(pk: int | None) -> Iterator[str]:
        seen: set[int] = set()
        while pk is not None and pk in rows and pk not in seen:
            seen.add(pk)
            yield rows[pk][0]
            pk = rows[pk][2]

    return {pk: Place(row[1], tuple(path(pk))) for pk, row in rows.items()}
