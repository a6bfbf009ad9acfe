"""The search page and the suggestions below the search field. Reading only."""

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import answers
from search.documents import clean_text
from search.listing import listing_context
from search.params import MAX_QUERY
from search.questions import log as query_log
from search.results import Results

SUGGESTIONS = 8

# What somebody types can be about a child: no cache between us and the reader may keep it, and
# the reader's own browser asks again, so that what was unpublished is gone.
PRIVATE = "private, no-cache"


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """The page of results. What was asked is counted, without anybody's name, on its first page."""
    context = listing_context(request)
    results: Results = context["results"]
    if results.params.q and results.page == 1 and request.method == "GET":
        helped = results.step if results.steps else ""
        query_log.note(results.params.q, results.total, helped, previous_question(request))
    response = render(request, "search/search_page.html", context)
    response["Cache-Control"] = PRIVATE
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


def previous_question(request: HttpRequest) -> str:
    """Return what was searched for on the page of ours that this request comes from, or ''."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
        asked = parse_qs(came_from.query, max_num_fields=100).get("q", [""])
    except ValueError:
        return ""
    own = came_from.netloc == request.get_host() and came_from.path == request.path
    return clean_text(asked[-1][: 10 * MAX_QUERY])[:MAX_QUERY] if own else ""
