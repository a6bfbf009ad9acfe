"""Landing pages, the living page of components, error pages, and what machines ask."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.selectors import landing_url
from search.facets import FACET_TITLES
from search.listing import listing_context
from search.results import Results
from search.sources import vocabulary

TABBED = ("cluster", "niveau")
"""Vocabularies short enough to show all their landing pages as tabs."""
NEEDS = 8
LAST_WORDS = "Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw.\n"
SECURITY_TXT_DAYS = 180
"""How long security.txt says it holds; RFC 9116 asks for less than a year."""


@require_safe
def landing(request: HttpRequest, facet: str, slug: str) -> HttpResponse:
    """All cards of one cluster, level or role, with what the word means. 404 for another word."""
    terms = vocabulary(facet)
    term = terms.get(slug)
    if term is None:
        raise Http404
    context = listing_context(request, fixed={facet: slug})
    context |= {
        "term": term,
        "facet": facet,
        "facet_title": FACET_TITLES[facet],
        "tabs": _tabs(facet, slug) if facet in TABBED else [],
        "needs": _needs(context["results"]) if facet == "cluster" else [],
    }
    return render(request, "home/landing_page.html", context)


def _tabs(facet: str, current: str) -> list[dict[str, Any]]:
    return [
        {"label": term.label, "url": landing_url(facet, slug), "current": slug == current}
        for slug, term in vocabulary(facet).items()
    ]


def _needs(results: Results) -> list[dict[str, Any]]:
    """The needs that the cards of this cluster are about: the newer words for the same thing."""
    options = next((group.options for group in results.facets if group.name == "behoefte"), [])
    found = sorted((option for option in options if option.count), key=lambda one: -one.count)
    return [
        {"label": option.short_label, "url": f"/zoeken/?behoefte={option.value}"}
        for option in found[:NEEDS]
    ]


@require_safe
@never_cache
def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for staff and developers; 404 for others."""
    if not (settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    # Only this page needs the examples.
    from home.style_examples import examples

    return render(request, "home/style_page.html", examples())


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers need not read: the admin and the search's answers for programs."""
    lines = [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /api/",
        "Disallow: /zoeken/suggesties/",
        "Disallow: /kaart/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense. Drawn without the request, so that nothing else can fail."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. Drawn without request or database: either may be what broke."""
    try:
        return HttpResponseServerError(render_to_string("500.html"))
    except Exception:  # noqa: BLE001 - what broke (lost static files, say) may break this page too
        return HttpResponseServerError(LAST_WORDS, content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); 404 while SECURITY_CONTACT is not set."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {today + timedelta(days=SECURITY_TXT_DAYS):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
