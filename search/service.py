"""One search from parameters to everything a page shows."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from search import answers
from search.cards import make_cards
from search.facets import chips, facet_groups
from search.params import (
    DATE,
    MAX_PAGE,
    NEWEST,
    RELEVANCE,
    SHORTEST,
    SearchParams,
)
from search.query import build_query
from search.results import Chip, Facet, Option, PageLink, Results, SortLink
from search.sources import vocabulary
from search.sync import state
from search.ways_on import ways_on

_SORT_LABELS = {
    RELEVANCE: "Past het best",
    NEWEST: "Nieuwste",
    SHORTEST: "Kortste tijd",
    DATE: "Eerste datum",
}
_SHOW_ALL = 8
"""A vocabulary of at most so many terms is shown whole, a longer one without its zeros."""

_AROUND = 2
"""Page numbers shown on both sides of the current one."""


def run_search(params: SearchParams) -> Results:
    """Return what the page of these parameters shows. Never raises for an engine's sake.

    One question to one engine, and one query to the database for the second gate: what an
    engine still holds, but is no longer published, is not shown.
    """
    now = timezone.localtime()
    answer = answers.search(build_query(params, now), params.q)
    last = last_page(answer.page.total, params.per_page)
    if params.page > last:
        params = replace(params, page=last)
        answer = answers.search(build_query(params, now), params.q)
    query = build_query(params, now)
    page = answer.page
    visible = state.indexable([hit.key for hit in page.hits])
    hits = [hit for hit in page.hits if hit.key in visible]
    total = page.total - (len(page.hits) - len(hits))
    links = page_links(params, total)
    return Results(
        params=params,
        hits=make_cards(hits, query.terms_to_highlight),
        total=total,
        page=params.page,
        pages=links,
        previous_url=params.url(page=params.page - 1) if params.page > 1 else "",
        next_url=params.url(page=params.page + 1) if params.page < last else "",
        facets=make_facets(params, page.facets),
        chips=[Chip(one.label, one.url, one.facet, one.value) for one in chips(params)],
        clear_url=params.cleared(),
        sorts=sort_links(params),
        notice=answer.notice,
        suggestion=None,
        ways_on=[] if total else ways_on(params, now),
        engine=answer.engine,
        took_ms=page.took_ms,
        heading=heading(total, params.q),
    )


def make_facets(params: SearchParams, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """Return the facets with their options; a chosen value stays, also without hits."""
    facets = []
    for group in facet_groups(params, counts, keep_empty=True):
        labels = vocabulary(group.name)
        options = [
            Option(
                value=one.value,
                label=one.label,
                short_label=one.short_label,
                explanation=one.explanation,
                count=one.count,
                selected=one.selected,
                disabled=one.locked or not (one.count or one.selected),
                url=one.url,
                parent=labels[one.value].parent or "",
                depth=one.depth,
            )
            for one in group.options
            if one.count or one.selected or len(group.options) <= _SHOW_ALL
        ]
        if options:
            chosen = len(params.chosen(group.name))
            facets.append(Facet(group.name, group.title, options, chosen))
    return facets


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
