"""Reads of the front page: two searches, the agenda, one story, the plans."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from academie.core.enums import ContentType
from academie.core.visibility import is_public
from academie.exchange import selectors as agenda
from academie.exchange.filters import Filters
from academie.exchange.models import AgendaIndexPage
from academie.library.blocks import Voice
from academie.library.models import Praktijkverhaal
from home.blocks import PlanBlock
from home.models import HomePage
from search import answers
from search.cards import make_cards
from search.engines.base import Hit, Page
from search.params import SHORTEST, SearchParams
from search.query import build_query
from search.results import ResultCard
from search.sources import vocabulary
from search.sync import state
from search.tree import Marks

TEN_MINUTES = 10
QUICK_ROWS = 6
QUICK_POOL = 24
"""Shortest toolkits to choose from, so that six of them can be about different needs."""
ROLE_DOORS = 5
SESSIONS = 4
VOICES = 4

DRAWERS = (
    (ContentType.TOOLKIT, "Toolkits", "/toolkits/"),
    (ContentType.WERKINSTRUCTIE, "Werkinstructies", "/werkinstructies/"),
    (ContentType.PRAKTIJKVERHAAL, "Praktijkverhalen", "/praktijkverhalen/"),
    (ContentType.TRAINING, "Agenda", "/agenda/"),
    (ContentType.NIEUWS, "Voortgang", "/nieuws/"),
)


@dataclass(frozen=True, slots=True)
class Drawer:
    """One divider of the card tray."""

    type: str
    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: a cluster, level or role with the number of cards behind it."""

    slug: str
    label: str
    url: str
    count: int

    @property
    def mark(self) -> str:
        """The number of a cluster; a dash for what belongs to none."""
        return self.slug[-1] if self.slug[-1].isdigit() else "–"


@dataclass(frozen=True, slots=True)
class Quote:
    """One short sentence of one voice of a story."""

    voice: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of the taskforce; ``steps`` has a mark for each stage that is reached."""

    number: int
    title: str
    text: str
    stage: str
    steps: tuple[bool, ...]
    owner: str
    next_step: str


def front_page(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the front page shows. The number of queries does not grow with the content."""
    now = timezone.localtime()
    everything = _ask(SearchParams(per_page=1), now)
    drawers = _drawers(everything)
    return {
        "drawers": drawers,
        "total": sum(drawer.count for drawer in drawers),
        "newest": next((hit.document.published for hit in everything.hits), None),
        "quick": quick_cards(now),
        "doors": {
            "clusters": doors(everything, "cluster"),
            "levels": doors(everything, "niveau"),
            "roles": busiest(doors(everything, "rol"), ROLE_DOORS),
        },
        "role_count": len(vocabulary("rol")),
        "sessions": next_sessions(page, request),
        **_story(page),
        "plans": plans(page),
    }


def quick_cards(now: datetime) -> list[ResultCard]:
    """Return toolkits of ten minutes or less, for as many different needs as possible."""
    params = SearchParams(
        facets={"type": (ContentType.TOOLKIT.value,)}, sort=SHORTEST, per_page=QUICK_POOL
    )
    hits = [hit for hit in _ask(params, now).hits if (hit.document.minutes or 999) <= TEN_MINUTES]
    # The second gate of every search: what is no longer published is not shown.
    visible = state.indexable([hit.key for hit in hits])
    shown = varied([hit for hit in hits if hit.key in visible], QUICK_ROWS)
    return make_cards(shown, Marks())


def varied(hits: Sequence[Hit], wanted: int) -> list[Hit]:
    """Return ``wanted`` hits, those about a need that was not seen yet first; order is kept."""
    fresh, seen = [], set()
    for hit in hits:
        need = next(iter(hit.document.facets.get("behoefte", ())), "")
        if need not in seen:
            seen.add(need)
            fresh.append(hit)
    chosen = [*fresh, *(hit for hit in hits if hit not in fresh)][:wanted]
    return [hit for hit in hits if hit in chosen]


def doors(found: Page, facet: str) -> list[Door]:
    """Return every term of a vocabulary that has a landing page, with its count."""
    counts = found.facets.get(facet, {})
    return [
        Door(slug, label.short_label or label.label, landing_url(facet, slug), counts.get(slug, 0))
        for slug, label in vocabulary(facet).items()
    ]


def busiest(found: Iterable[Door], wanted: int) -> list[Door]:
    """Return the doors with the most cards behind them, equal ones in the editors' order."""
    return sorted(found, key=lambda door: -door.count)[:wanted]


def landing_url(facet: str, slug: str) -> str:
    """Return the address of the landing page of a cluster, level or role."""
    return reverse(f"landing_{facet}", args=[slug])


def next_sessions(page: HomePage, request: HttpRequest) -> list[agenda.Entry]:
    """Return the first sessions to come, as rows of the agenda."""
    shelf = AgendaIndexPage.objects.live().child_of(page).first()
    if shelf is None:
        return []
    now = timezone.now()
    rows = agenda.coming(shelf, Filters(), now)[:SESSIONS]
    return agenda.entries(rows, shelf, request, now)


def quotes(story: Praktijkverhaal) -> list[Quote]:
    """Return the first short sentence of each voice of a story, in order of appearance."""
    found: dict[str, Quote] = {}
    for moment in story.moments:
        for part in moment.value["parts"]:
            if part["quote"] and part["voice"] not in found:
                label = str(Voice(part["voice"]).label)
                found[part["voice"]] = Quote(part["voice"], label, part["quote"])
    return list(found.values())[:VOICES]


def plans(page: HomePage) -> list[Plan]:
    """Return the plans with their stage drawn out."""
    labels = {str(stage): label for stage, label in PlanBlock.STAGES}
    return [
        Plan(
            number=number,
            title=value["title"],
            text=value["text"],
            stage=labels[value["stage"]],
            steps=tuple(str(stage) <= value["stage"] for stage, _ in PlanBlock.STAGES),
            owner=value["owner"],
            next_step=value["next_step"],
        )
        for number, value in enumerate((block.value for block in page.plans), start=1)
    ]


def _ask(params: SearchParams, now: datetime) -> Page:
    # Not search.service: the front page shows no filters, chips, orders or page links.
    return answers.search(build_query(params, now), "").page


def _drawers(found: Page) -> list[Drawer]:
    counts = found.facets.get("type", {})
    return [Drawer(slug, label, url, counts.get(slug, 0)) for slug, label, url in DRAWERS]


def _story(page: HomePage) -> dict[str, Any]:
    """Return the chosen story, as long as every reader may open it."""
    story = Praktijkverhaal.objects.filter(is_public(), pk=page.story_id).first()
    return {"story": story, "voices": quotes(story) if story is not None else []}
