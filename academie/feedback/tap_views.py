"""'Hebt u hier iets aan?': two buttons for everybody, without a cookie and without a script."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from academie.core.items import public_page_with
from academie.core.private_pages import see_other
from academie.core.same_origin import same_origin
from academie.feedback import tapping
from academie.figures.clients import connection_mark, within
from academie.figures.models import MISSED

MOST_A_MINUTE = 60
"""Answers from one connection, over all items; more is no reader."""


@require_POST
@same_origin
def tap(request: HttpRequest, item: UUID) -> HttpResponse:
    """Count 'ja' or 'nee' and go on to the page that says thank you."""
    page = _page(item)
    answer = request.POST.get("antwoord", "")
    if answer not in ("ja", "nee"):
        return see_other(page.get_url(request) or "/")
    if within(MOST_A_MINUTE, connection_mark(request, "bruikbaar")):
        tapping.tap(request, page.pk, useful=answer == "ja")
    return see_other(f"{reverse('feedback:thanks', args=[item])}?antwoord={answer}")


@require_POST
@same_origin
def missed(request: HttpRequest, item: UUID) -> HttpResponse:
    """Count what somebody missed who said 'nee' just now."""
    page = _page(item)
    said = within(MOST_A_MINUTE, connection_mark(request, "bruikbaar")) and tapping.missed(
        request, page.pk, request.POST.get("miste", "")
    )
    answer = "gemist" if said else "nee"
    return see_other(f"{reverse('feedback:thanks', args=[item])}?antwoord={answer}")


@require_safe
def thanks(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say thank you; after 'nee' ask one thing more. The script puts this in the item's page."""
    page = _page(item)
    context: dict[str, Any] = {
        "item": item,
        "title": page.title,
        "url": page.get_url(request),
        "answer": request.GET.get("antwoord", ""),
        "choices": [(what.value, what.label) for what in MISSED],
    }
    response = render(request, "feedback/thanks.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(item: UUID) -> Page:
    page = public_page_with(item)
    if page is None:
        raise Http404
    return page
