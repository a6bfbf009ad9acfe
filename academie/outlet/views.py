"""Feed, sitemap, lists of words, and the addresses that stay."""

import json
import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from academie.outlet import atom, concepts, public, selection, sitemap
from academie.outlet.addresses import absolute, path_of, root_path
from academie.outlet.answering import ASK_AGAIN, answer
from academie.outlet.feed_address import feed_path
from search.params import parse_params

PERSONAL = "private, no-cache"
"""What somebody typed can be about a child: no cache between us and the reader may keep it."""
RETRY_SECONDS = 300


@require_safe
def permanent(request: HttpRequest, permanent_id: uuid.UUID) -> HttpResponse:
    """Lead to where an item stands now, also when it expired; 404 for what is not public.

    The address is on paper: who has an old sheet has to come upon the banner that says so.
    """
    page = public.find(permanent_id, also_expired=True)
    root = root_path()
    if page is None or not page.url_path.startswith(root):
        raise Http404
    response = HttpResponseRedirect(path_of(page.url_path, root))
    response["Cache-Control"] = ASK_AGAIN
    return response


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Send the newest cards of a search; 503 when the search that it needs is away."""
    params = parse_params(request.GET, path=reverse("search:page"))
    try:
        found = selection.newest(params)
    except selection.SearchIsAway:
        response = render(request, "outlet/away.html", status=503)
        response["Retry-After"] = str(RETRY_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
    words = selection.words(params)
    about = atom.Feed(
        title=f"Onderwijs-Zorg Academie: {words}" if words else "Onderwijs-Zorg Academie",
        url=absolute(feed_path(params)),
        page_url=absolute(params.url(sort=params.default_sort, page=1)),
    )
    return answer(
        request,
        atom.write(about, found),
        atom.CONTENT_TYPE,
        changed=atom.newest(found),
        cache=PERSONAL if params.q else "public, max-age=300",
    )


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Send all addresses, or the list of files when there are too many for one."""
    found = sitemap.entries()
    many = len(found) > sitemap.MOST
    content = sitemap.index(found) if many else sitemap.url_set(found)
    return answer(request, content, "application/xml; charset=utf-8")


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send one file of addresses; 404 when there are not so many."""
    found = sitemap.entries()[(number - 1) * sitemap.MOST : number * sitemap.MOST]
    if number < 1 or not found:
        raise Http404
    return answer(request, sitemap.url_set(found), "application/xml; charset=utf-8")


@require_safe
def concept_list(request: HttpRequest, facet: str) -> HttpResponseBase:
    """Send one of our lists of words as JSON-LD."""
    if facet not in concepts.FACETS:
        raise Http404
    data = json.dumps(concepts.concept_set(facet), ensure_ascii=False, indent=1)
    return answer(request, data.encode(), "application/ld+json")
