"""The same search as JSON (docs/openapi.json)."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from search.facets import FACETS
from search.guidance.danger import Line
from search.params import parse_params
from search.results import Facet, Offer, ResultCard
from search.service import run_search


# It only reads, so another method is told which ones there are (405) and not that a token lacks.
@csrf_exempt
@require_safe
def search_api(request: HttpRequest) -> JsonResponse:
    """Return one page of results. Unknown parameters and values are left out, never refused."""
    results = run_search(parse_params(request.GET, path=request.path, api=True))
    facets = {facet.name: facet for facet in results.facets}
    response = JsonResponse(
        {
            "total": results.total,
            "page": results.page,
            "hits": [_hit(card) for card in results.hits],
            "facets": {name: _facet(facets.get(name)) for name in FACETS},
            "suggestion": results.suggestion,
            "corrected_from": results.corrected_from,
            "step": results.step,
            "steps": results.steps,
            "offers": [_offer(offer) for offer in results.offers],
            "engine": results.engine,
            "danger": [_line(line) for line in results.danger],
            "expired": results.expired,
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "private, no-cache"
    return response


def _hit(card: ResultCard) -> dict[str, Any]:
    """Return one hit; `snippet` is HTML with nothing but `<mark>` in it."""
    return {
        "id": card.key,
        "external_id": card.external_id,
        "type": card.type,
        "title": card.title,
        "url": card.url,
        "snippet": str(card.snippet_html),
        "found_in": card.found_in,
        "own": card.own,
        "pinned": card.pinned,
        "expired": card.expired,
    }


def _offer(offer: Offer) -> dict[str, str]:
    return {
        "facet": offer.facet,
        "value": offer.value,
        "label": offer.label,
        "text": offer.text,
        "url": offer.url,
    }


def _line(line: Line) -> dict[str, str]:
    return {
        "when": line.when,
        "name": line.name,
        "number": line.number,
        "also": line.also,
        "hours": line.hours,
    }


def _facet(facet: Facet | None) -> list[dict[str, Any]]:
    """Return the values of a facet that have hits or are chosen."""
    return [
        {
            "value": option.value,
            "label": option.label,
            "count": option.count,
            "selected": option.selected,
        }
        for option in (facet.options if facet else [])
        if option.count or option.selected
    ]
