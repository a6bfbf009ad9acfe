"""One search from parameters to everything a page shows."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from search.cards import make_cards
from search.facets import FACET_TITLES, FACETS, chips, facet_groups
from search.facets import Option as FoundOption
from search.guidance.danger import lines_for
from search.guidance.ladder import climb
from search.guidance.ways_on import ways_on
from search.params import (
    DATE,
    MAX_PAGE,
    NEWEST,
    OWN,
    RELEVANCE,
    SHORTEST,
    SearchParams,
)
from search.results import Chip, Facet, Option, OwnChoice, PageLink, Results, SortLink
from search.sources import help_page, vocabulary
from search.sync import state

_SORT_LABELS = {
    RELEVANCE: "Past het best",
    NEWEST: "Nieuwste",
    SHORTEST: "Kortste tijd",
    DATE: "Eerste datum",
}
_OWN_LABELS = {"mijn_rol": "Uw rol", "mijn_niveau": "Uw niveau"}
_SHOWN_WHOLE = ("type", "cluster", "niveau")
"""Short vocabularies are shown whole, with their zeros; of the others only what is there."""

_AROUND = 2
"""Page numbers shown on both sides of the current one."""


def run_search(params: SearchParams) -> Results:
    """Return what the page of these parameters shows. Never raises for an engine's sake.

    Mostly one question to one engine (`search.guidance.ladder` says when there are more), and one
    query to the database for the second gate: what an engine still holds, but is no longer
    published, is not shown.
    """
    now = timezone.localtime()
    found = climb(params, now)
    last = last_page(found.total, params.per_page)
    if params.page > last:
        params = replace(params, page=last)
        found = climb(params, now)
    page = found.answer.page
    visible = state.indexable([hit.key for hit in page.hits])
    hits = [hit for hit in page.hits if hit.key in visible]
    total = page.total - (len(page.hits) - len(hits))
    mended = params.q if found.text != params.q else ""
    return Results(
        params=params,
        hits=make_cards(hits, found.query.terms_to_highlight, found.bets),
        total=total,
        page=params.page,
        pages=page_links(params, total),
        previous_url=params.url(page=params.page - 1) if params.page > 1 else "",
        next_url=params.url(page=params.page + 1) if params.page < last else "",
        facets=make_facets(params, page.facets),
        chips=[Chip(one.label, one.url, one.facet, one.value) for one in chips(params)],
        clear_url=params.cleared(),
        sorts=sort_links(params),
        notice=found.answer.notice,
        suggestion=_suggestion(params, found.suggestion),
        ways_on=[] if total else ways_on(params, now),
        engine=found.answer.engine,
        took_ms=page.took_ms,
        heading=heading(total, found.text),
        steps=list(found.steps) if total else [],
        step=found.step,
        corrected_from=mended,
        literal_url=params.url(literal=True) if mended else "",
        offers=list(found.offers),
        own=own_choices(params) if params.sort == RELEVANCE else [],
        help_url=help_page() if found.steps and total else "",
        danger=lines_for(params.q, found.text),
        expired=page.expired,
        expired_url=params.url(expired=not params.expired),
    )


def own_choices(params: SearchParams) -> list[OwnChoice]:
    """Return the roles and levels that a reader can call her own, in the editors' order."""
    return [
        OwnChoice(
            name,
            _OWN_LABELS[name],
            [
                (slug, term.short_label or term.label, slug in params.own.get(facet, ()))
                for slug, term in vocabulary(facet).items()
            ],
        )
        for name, facet in OWN.items()
    ]


def _suggestion(params: SearchParams, text: str) -> Mapping[str, str] | None:
    return {"text": text, "url": params.url(q=text)} if text else None


def make_facets(params: SearchParams, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """Return the facets with their options; a chosen value stays, also without hits."""
    groups = {group.name: group for group in facet_groups(params, counts)}
    facets = []
    for name in FACETS:
        found = {one.value: one for one in groups[name].options} if name in groups else {}
        shown = vocabulary(name) if name in _SHOWN_WHOLE else found
        options = [_option(name, slug, found.get(slug)) for slug in shown]
        if options:
            facets.append(Facet(name, FACET_TITLES[name], options, len(params.chosen(name))))
    return facets


def _option(facet: str, slug: str, found: FoundOption | None) -> Option:
    """Return an option as it was found, or with nothing behind it."""
    term = vocabulary(facet)[slug]
    count = found.count if found else 0
    selected = bool(found and found.selected)
    return Option(
        value=slug,
        label=term.label,
        short_label=term.short_label or term.label,
        explanation=term.explanation,
        count=count,
        selected=selected,
        disabled=bool(found and found.locked) or not (count or selected),
        parent=term.parent or "",
        depth=found.depth if found else 0,
    )


def sort_links(params: SearchParams) -> list[SortLink]:
    """Return the orders that make sense; relevance needs words to be relevant to."""
    return [
        SortLink(label, params.url(sort=sort), sort == params.sort)
        for sort, label in _SORT_LABELS.items()
        if sort != RELEVANCE or params.q
    ]


def last_page(total: int, per_page: int) -> int:
    """Return the number of the last page; one page without results, never more than the cap."""
    return max(1, min(MAX_PAGE, -(-total // per_page)))


def page_links(params: SearchParams, total: int) -> list[PageLink]:
    """Return links to the first, the last and the nearest pages."""
    last = last_page(total, params.per_page)
    near = range(params.page - _AROUND, params.page + _AROUND + 1)
    numbers = [n for n in range(1, last + 1) if n in (1, last) or n in near]
    return [PageLink(n, params.url(page=n), n == params.page) for n in numbers]


def heading(total: int, text: str) -> str:
    """Return how much was found, in words: '19 kaarten voor ‘TOS groep 3’'."""
    count = "Geen kaarten" if not total else "1 kaart" if total == 1 else f"{dotted(total)} kaarten"
    return f"{count} voor ‘{text}’" if text else count


def dotted(number: int) -> str:
    """Return a number as it is written in Dutch: 12.345."""
    return f"{number:,}".replace(",", ".")
