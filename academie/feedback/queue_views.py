"""The queue of texts for editors, in the admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, personal, see_other
from academie.feedback.reviewing import NotPossible, Reviewer, decide, find
from academie.feedback.wording import clean
from search.sources import vocabulary

TITLE = "Ervaringen"


@personal
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits and is for this account."""
    reviewer = Reviewer(request.user)
    if not reviewer.reviews:
        raise PermissionDenied
    context = {"waiting": reviewer.queue(), **_frame()}
    return render(request, "feedback/admin/queue.html", context)


@personal
@get_or_post
def review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show one text with what it is about, and take the decision."""
    reviewer = Reviewer(request.user)
    if not reviewer.reviews:
        raise PermissionDenied
    waiting = find(kind, pk)
    if waiting is None:
        raise Http404
    if not reviewer.may_decide(waiting.text, waiting.page):
        raise PermissionDenied
    problem, reason = "", clean(request.POST.get("reden", ""))
    answer = request.POST.get("besluit", "")
    if request.method == "POST" and answer in ("plaats", "weiger"):
        try:
            decide(waiting, request.user, yes=answer == "plaats", reason=reason)
        except NotPossible as wrong:
            problem = str(wrong)
        else:
            return see_other(reverse("feedback_queue"))
    told = waiting.experience
    roles, sectors = vocabulary("rol"), vocabulary("sector")
    context = {
        "one": waiting,
        "role": roles[told.role].label if told.role in roles else "",
        "sector": sectors[told.sector].label if told.sector in sectors else "",
        "problem": problem,
        "reason": reason,
        **_frame(),
    }
    return render(request, "feedback/admin/review.html", context, status=422 if problem else 200)


def _frame() -> dict[str, str]:
    return {"header_title": TITLE, "page_title": TITLE, "header_icon": "comment"}
