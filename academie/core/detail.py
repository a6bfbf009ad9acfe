"""What the head and the side of a detail page need, asked once and only when it is shown.

Two queries: what the page refers to (terms of all vocabularies, region and reading links in one
union) and the pages around it (crumbs, linked pages, the page for questions, and which of the
cards that the search finds alike a reader may see).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import Page

from academie.core import renditions
from academie.core.card_number import card_number
from academie.core.enums import ContentType
from academie.core.page_keys import key_of, pk_of
from academie.core.visibility import public_pages
from search.engines.base import Hit
from search.results import ResultCard
from search.similar import SHOWN, cards_of, nearest
from search.sources import FacetLabel, vocabulary

if TYPE_CHECKING:
    from academie.core.models import BasePage

VOCABULARIES = {
    "clusters": "cluster",
    "levels": "niveau",
    "roles": "rol",
    "sectors": "sector",
    "needs": "behoefte",
    "themes": "thema",
}
"""Field of BasePage -> search facet."""

REGION = "regio"
Reference = tuple[str, str, int | None]
"""Kind (facet or place of a reading link), slug or key, and order."""

QUESTION_SLUG = "vraag-stellen"
QUESTION_PAGE = Q(slug=QUESTION_SLUG, depth=3)
"""The plain page right below the front page."""

MISSING_WORDS = {
    "region": "waar dit vandaan komt",
    "escalate_when": "wanneer u hulp vraagt",
    "actions": "wat u als eerste doet",
    "minutes": "hoeveel tijd het kost",
    "group_size": "voor welke groep het is",
    "situation": "hoe de situatie was",
    "lessons": "wat de makers leerden",
    "steps": "wie elke stap doet, en binnen hoeveel dagen",
    "sessions": "wanneer het is",
    "body": "de tekst zelf",
}
"""What an adopted item lacks, said to a reader (``completeness_problems`` talks to the editor)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one vocabulary on one page, in the editors' order."""

    facet: str
    labels: tuple[FacetLabel, ...]

    def __bool__(self) -> bool:
        return bool(self.labels)

    @property
    def names(self) -> list[str]:
        """Short names, for one cell of the catalogue line."""
        return [label.short_label or label.label for label in self.labels]


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """Another page that this one points at."""

    pk: int
    title: str
    url: str
    type: str


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step between the front page and this page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class _Surroundings:
    crumbs: tuple[Crumb, ...]
    linked: Mapping[int, LinkedPage]
    question_url: str
    near: frozenset[str]


class Detail:
    """The shared facts of one detail page for its templates."""

    def __init__(self, page: "BasePage", request: HttpRequest) -> None:
        self._page = page
        self._request = request
        # An unsaved page in the editor's preview has its terms in memory only.
        self._preview = bool(getattr(request, "is_preview", False))

    # -- what it refers to --------------------------------------------------------------------

    @cached_property
    def _references(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for kind, value, _order in sorted(self._reference_rows(), key=lambda row: row[2] or 0):
            found.setdefault(kind, []).append(value)
        return found

    def _reference_rows(self) -> Iterable[Reference]:
        if self._preview:
            return self._unsaved_references()
        first, *rest = (self._term_rows(field, facet) for field, facet in VOCABULARIES.items())
        return first.union(*rest, self._region_rows(), self._link_rows(), all=True)

    def _unsaved_references(self) -> Iterator[Reference]:
        for field, facet in VOCABULARIES.items():
            for term in getattr(self._page, field).all():
                yield facet, term.slug, 0
        if self._page.region:
            yield REGION, self._page.region.slug, 0
        for order, link in enumerate(self._page.reading_links.all()):
            yield link.place, str(link.target_id), order

    def _term_rows(self, name: str, facet: str) -> QuerySet[Any, Any]:
        field: Any = self._page._meta.get_field(name)
        return field.remote_field.through._default_manager.filter(
            **{field.m2m_field_name(): self._page.pk}
        ).values_list(_text(facet), f"{field.m2m_reverse_field_name()}__slug", Value(0))

    def _region_rows(self) -> QuerySet[Any, Any]:
        regions: Any = self._page._meta.get_field("region").related_model
        found = regions.objects.filter(pk=self._page.region_id).order_by()
        return found.values_list(_text(REGION), "slug", Value(0))

    def _link_rows(self) -> QuerySet[Any, Any]:
        links: Any = self._page.reading_links.get_live_queryset().order_by()
        return links.values_list("place", Cast("target_id", CharField()), "sort_order")

    # -- catalogue line -----------------------------------------------------------------------

    @cached_property
    def _terms(self) -> dict[str, Terms]:
        return {facet: self._terms_of(facet) for facet in (*VOCABULARIES.values(), REGION)}

    def _terms_of(self, facet: str) -> Terms:
        slugs = self._references.get(facet, [])
        labels = (label for slug, label in vocabulary(facet).items() if slug in slugs)
        return Terms(facet, tuple(labels))

    def terms(self, facet: str) -> Terms:
        """Return the page's terms of one vocabulary."""
        return self._terms[facet]

    @property
    def clusters(self) -> Terms:
        """Areas of expertise."""
        return self.terms("cluster")

    @property
    def cluster_words(self) -> str:
        """The clusters without the word that already heads the cell: '2: horen, taal en spraak'."""
        names = [_cluster_name(label) for label in self.clusters.labels]
        if len(names) == 1:
            return names[0]
        return ", ".join(name.split(":")[0] for name in names)

    @property
    def levels(self) -> Terms:
        """School, buurt, gebied."""
        return self.terms("niveau")

    @property
    def roles(self) -> Terms:
        """For whom it is."""
        return self.terms("rol")

    @property
    def sectors(self) -> Terms:
        """Kinds of schools and organisations."""
        return self.terms("sector")

    @property
    def needs(self) -> Terms:
        """Ondersteuningsbehoeften."""
        return self.terms("behoefte")

    @property
    def themes(self) -> Terms:
        """Subjects."""
        return self.terms("thema")

    @property
    def region_words(self) -> str:
        """Where it comes from, with the city a buurt or gebied lies in; '' when unknown."""
        labels = self.terms(REGION).labels
        if not labels:
            return ""
        places = vocabulary(REGION)
        place = top = labels[0]
        while top.parent and top.parent in places:
            top = places[top.parent]
        return place.label if top is place else f"{place.label}, {top.label}"

    @property
    def found_by(self) -> list[tuple[str, Terms]]:
        """All terms with the name of their vocabulary, as links into the search at the side."""
        groups = [
            ("Gaat over", self.needs),
            ("Thema", self.themes),
            ("Voor wie", self.roles),
            ("Sector", self.sectors),
        ]
        return [(title, terms) for title, terms in groups if terms]

    @cached_property
    def number(self) -> str:
        """The card number, such as 'T2S 041'."""
        return card_number(
            self._page.card_letter,
            self._page.serial,
            clusters=[label.slug for label in self.clusters.labels],
            levels=[label.slug for label in self.levels.labels],
        )

    # -- the pages around it ------------------------------------------------------------------

    @cached_property
    def _surroundings(self) -> _Surroundings:
        page = self._page
        wanted = self._wanted
        steps = range(page.steplen, len(page.path or ""), page.steplen)
        # The root is never seen and the front page is on every page: the rest are crumbs.
        above = [page.path[:end] for end in steps][2:]
        near = {pk for hit in self._nearest if (pk := pk_of(hit.key))}
        around = Q(path__in=above) | Q(pk__in=wanted | near) | QUESTION_PAGE
        pages = public_pages().filter(around).order_by("path")
        crumbs, linked, question_url, visible = [], {}, "", set()
        for other in pages:
            if other.pk in near:
                visible.add(key_of(other.pk))
            url = other.get_url(self._request)
            if not url:
                continue
            if other.path in above:
                crumbs.append(Crumb(other.title, url))
            if other.pk in wanted:
                linked[other.pk] = _linked(other, url)
            if other.slug == QUESTION_SLUG:
                question_url = url
        return _Surroundings(tuple(crumbs), linked, question_url, frozenset(visible))

    @cached_property
    def _wanted(self) -> set[int]:
        """The pages that this one links to, seen or not."""
        return {
            *self._targets("eerst"),
            *self._targets("daarna"),
            *self._page.linked_page_ids(),
        }

    @cached_property
    def _nearest(self) -> list[Hit]:
        """What resembles this page and is not linked to already; some may not be seen."""
        if self._preview or self.print_view:
            return []
        found = nearest(key_of(self._page.pk), without=[key_of(pk) for pk in self._wanted])
        return found[: 2 * SHOWN]

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """The pages above this one, below the front page."""
        return self._surroundings.crumbs

    @property
    def question_url(self) -> str:
        """Where a reader asks the editors something; '' when there is no such page."""
        return self._surroundings.question_url

    def link(self, pk: int | None) -> LinkedPage | None:
        """Return a page of ``linked_page_ids`` if a reader may see it."""
        return self._surroundings.linked.get(pk) if pk else None

    def _targets(self, place: str) -> list[int]:
        return [int(target) for target in self._references.get(place, [])]

    def _reading(self, place: str) -> list[LinkedPage]:
        targets = (self.link(target) for target in self._targets(place))
        return [target for target in targets if target]

    @property
    def first(self) -> list[LinkedPage]:
        """What to read before this."""
        return self._reading("eerst")

    @property
    def next(self) -> list[LinkedPage]:
        """What to read after this."""
        return self._reading("daarna")

    @cached_property
    def similar(self) -> list[ResultCard]:
        """Cards that resemble this one; [] when there are none or the search is away."""
        return cards_of(self._nearest, self._surroundings.near)

    # -- picture, trust, print ----------------------------------------------------------------

    @cached_property
    def photo(self) -> Any:
        """The photo in the size of the head, or None."""
        return renditions.ready(self._page.image, "head")

    @cached_property
    def missing(self) -> list[str]:
        """What an adopted item does not tell, in a reader's words."""
        if not self._page.adopted:
            return []
        return [
            MISSING_WORDS[field]
            for field in self._page.completeness_problems()
            if field in MISSING_WORDS
        ]

    @property
    def print_view(self) -> bool:
        """Whether the reader asked for the page as it comes on paper."""
        return "print" in self._request.GET


def _cluster_name(label: FacetLabel) -> str:
    name = label.label.removeprefix("Cluster ")
    return name if name != label.label else label.short_label or label.label


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _linked(page: Page, url: str) -> LinkedPage:
    kind = getattr(page.cached_content_type.model_class(), "search_type", None)
    return LinkedPage(page.pk, page.title, url, kind or ContentType.PAGINA)
