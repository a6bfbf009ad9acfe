"""An item as far as other machines need it, made from pages in bulk or from a page being shown."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from academie.core.card_number import card_number
from academie.core.models import BasePage
from academie.core.search_terms import PageTerms, places, tags_of, terms_of
from academie.outlet import public
from academie.outlet.addresses import page_url, permanent_url, root_path, urn

IN_WORDS = ("behoefte", "thema", "cluster")
"""Vocabularies whose terms are what an item is about."""


@dataclass(frozen=True, slots=True)
class Term:
    """One value of one vocabulary."""

    facet: str
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One moment of an event. `free` is how many places the page shows as free, if it shows it."""

    pk: int
    start: datetime
    end: datetime
    place: str
    online: bool
    capacity: int
    cancelled: bool
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a werkinstructie, in plain words."""

    title: str
    html: str
    term_days: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """One item. No names of persons: `maker` and `organisation` are what the page shows."""

    permanent_id: uuid.UUID
    pk: int
    type: str
    title: str
    description: str
    url: str
    number: str
    published: datetime | None
    modified: datetime | None
    terms: tuple[Term, ...]
    tags: tuple[str, ...]
    place: str
    licence: str
    has_costs: bool
    access: str
    maker: str
    organisation: str
    source: str
    minutes: int | None
    valid_from: date | None
    valid_until: date | None
    kind: str = ""
    costs: str = ""
    steps: tuple[Step, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    image: str = ""

    @property
    def urn(self) -> str:
        """The number as a URI."""
        return urn(self.permanent_id)

    @property
    def permanent_url(self) -> str:
        """The address that stays."""
        return permanent_url(self.permanent_id)

    @property
    def keywords(self) -> list[str]:
        """What it is about, each word once."""
        words = [term.label for term in self.terms if term.facet in IN_WORDS]
        return list(dict.fromkeys([*words, *self.tags]))

    def of(self, facet: str) -> list[Term]:
        """Return the terms of one vocabulary."""
        return [term for term in self.terms if term.facet == facet]


def records(
    pks: Iterable[int] | None = None, *, among: public.Models | None = None
) -> Iterator[Record]:
    """Yield the records of these pages, as far as they are public; all that are, without numbers.

    A fixed number of queries a type, however many pages there are.
    """
    root = root_path()
    regions = places()
    for model in among or public.models():
        found = public.items(model)
        if pks is not None:
            found = found.filter(pk__in=list(pks))
        if hasattr(model, "sessions"):
            found = found.prefetch_related("sessions__seating")
        rows = [page for page in found if page.url_path.startswith(root)]
        numbers = [page.pk for page in rows]
        terms, tags = terms_of(model, numbers), tags_of(numbers)
        for page in rows:
            region = regions.get(page.region_id) if page.region_id else None
            yield record(
                page,
                url=page_url(page, root),
                terms=_terms(terms, page.pk),
                tags=tags.get(page.pk, ()),
                place=region.label if region else "",
                meetings=meetings_of(page),
            )


def record(
    page: Any,
    *,
    url: str,
    terms: tuple[Term, ...],
    tags: Sequence[str] = (),
    place: str = "",
    meetings: tuple[Meeting, ...] = (),
    image: str = "",
) -> Record:
    """Return the record of a page whose relations somebody has read already; no query."""
    slugs: dict[str, list[str]] = {}
    for term in terms:
        slugs.setdefault(term.facet, []).append(term.slug)
    return Record(
        permanent_id=page.permanent_id,
        pk=page.pk,
        type=str(page.search_type),
        title=page.title.strip(),
        description=page.intro.strip() or page.title.strip(),
        url=url,
        number=str(
            card_number(
                page.card_letter,
                page.serial,
                clusters=slugs.get("cluster", ()),
                levels=slugs.get("niveau", ()),
            )
        ),
        published=page.first_published_at or page.last_published_at,
        modified=page.last_published_at or page.first_published_at,
        terms=terms,
        tags=tuple(tags),
        place=place,
        licence=page.licence,
        has_costs=page.has_costs,
        access=page.access,
        maker=page.author_text.strip(),
        organisation=page.organisation_text.strip(),
        source=page.source_text.strip(),
        minutes=page.search_minutes(),
        valid_from=page.valid_from,
        valid_until=page.valid_until,
        kind=page.get_kind_display() if meetings else "",
        costs=getattr(page, "costs_text", "").strip(),
        steps=_steps(page) if page.search_type == "werkinstructie" else (),
        meetings=meetings,
        image=image,
    )


def meetings_of(page: BasePage) -> tuple[Meeting, ...]:
    """Return the moments of an event, soonest first, without who has a place."""
    if not hasattr(page, "ordered_sessions"):
        return ()
    return tuple(
        Meeting(
            pk=one.pk,
            start=one.start,
            end=one.end,
            place=one.location.strip(),
            online=one.online,
            capacity=one.capacity,
            cancelled=one.is_cancelled,
        )
        for one in page.ordered_sessions()
    )


def _terms(terms: PageTerms, pk: int) -> tuple[Term, ...]:
    own: Mapping[str, Sequence[Any]] = terms.get(pk, {})
    return tuple(Term(facet, one.slug, one.label) for facet, found in own.items() for one in found)


def _steps(page: Any) -> tuple[Step, ...]:
    """Return the steps as they are stored: reading blocks would ask for every attached form."""
    return tuple(
        Step(
            str(raw["value"].get("title") or ""),
            str(raw["value"].get("text") or ""),
            raw["value"].get("term_days"),
        )
        for raw in page.steps.raw_data
        if raw["type"] == "step"
    )
