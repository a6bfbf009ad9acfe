"""The search page and the suggestions below the search field. Reading only."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from search import answers
from search.documents import clean_text
from search.listing import listing_context
from search.params import MAX_QUERY

PAGE, FRAGMENT = "search/search_page.html", "search/_listing.html"
SUGGESTIONS = 8

# What somebody types can be about a child: no cache between us and the reader may keep it, and
# the reader's own browser asks again, so that what was unpublished is gone.
PRIVATE = "private, no-cache"


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The page of results; only the listing for a script that asks for it (`wants_fragment`)."""
    template = FRAGMENT if wants_fragment(request) else PAGE
    response = render(request, template, listing_context(request))
    response["Cache-Control"] = PRIVATE
    patch_vary_headers(response, ["X-Requested-With"])
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Completions for what is in the field: words to go on with, and cards to open."""
    typed = clean_text(request.GET.get("q", "")[: 10 * MAX_QUERY])[:MAX_QUERY]
    found = answers.suggest(typed, SUGGESTIONS)
    response = JsonResponse(
        {"suggestions": [{"text": one.text, "url": one.url, "type": one.type} for one in found]}
    )
    response["Cache-Control"] = "private, max-age=60"
    return response


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asked, by header or by address, and will put the answer in its page."""
    return request.headers.get("X-Requested-With") == "fetch" or "fragment" in request.GET
