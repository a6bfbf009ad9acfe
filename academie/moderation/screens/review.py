"""One review: what there is to read, and the two buttons that decide."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from academie.moderation import claiming, deciding
from academie.moderation.forms import ApproveForm, RefuseForm
from academie.moderation.models import Review
from academie.moderation.refusals import NotPossible
from academie.moderation.routing import as_what
from academie.moderation.screens.frame import back, show
from academie.moderation.screens.sight import look_at, writable_fields


@require_safe
def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Show a text and what helps to judge it. What was decided already is told, not shown again."""
    found = _for_reader(request, review_id)
    if not found.is_open:
        return back(request, deciding.GONE, good=False)
    return _screen(request, found)


@require_safe
def example(request: HttpRequest, review_id: int) -> HttpResponseBase:
    """Show the text as readers will see it: this version, never kept by anybody."""
    found = _for_reader(request, review_id)
    page = found.revision.as_object()
    response: HttpResponseBase = page.make_preview_request(request, page.default_preview_mode)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
def take(request: HttpRequest, review_id: int) -> HttpResponse:
    """'Ik lees dit'."""
    found = _for_reader(request, review_id)
    try:
        claiming.claim(found, request.user)
    except NotPossible as refusal:
        return back(request, refusal.sentence, good=False)
    return back(request, "U leest deze tekst. De anderen zien dat.", review=found)


@require_POST
def give_back(request: HttpRequest, review_id: int) -> HttpResponse:
    """Let another read it."""
    found = _for_reader(request, review_id)
    try:
        claiming.release(found, request.user)
    except NotPossible as refusal:
        return back(request, refusal.sentence, good=False)
    return back(request, "De tekst wacht weer op een lezer.")


@require_POST
def approve(request: HttpRequest, review_id: int) -> HttpResponse:
    """Approve what was read."""
    found = _for_reader(request, review_id)
    form = ApproveForm(request.POST)
    form.is_valid()
    try:
        deciding.approve(
            found,
            request.user,
            digest=form.cleaned_data["digest"],
            nobody_recognisable=form.cleaned_data["nobody_recognisable"],
            note=form.cleaned_data["note"],
        )
    except NotPossible as refusal:
        return _refused(request, found, [("akkoord", refusal.sentence)])
    found.page.refresh_from_db()
    if found.page.live and not found.page.has_unpublished_changes:
        return back(request, f"‘{found.page.title}’ staat online. De maker krijgt bericht.")
    return back(request, "Akkoord. De tekst komt online op het gekozen moment.")


@require_POST
def refuse(request: HttpRequest, review_id: int) -> HttpResponse:
    """Send it back, with a reason."""
    found = _for_reader(request, review_id)
    form = RefuseForm(request.POST, fields=writable_fields(found.revision.as_object()))
    if not form.is_valid():
        return _refused(request, found, [("reden", deciding.NO_REASON)], form)
    try:
        deciding.refuse(
            found, request.user, reason=form.cleaned_data["reason"], remarks=form.remarks()
        )
    except NotPossible as refusal:
        return _refused(request, found, [("reden", refusal.sentence)], form)
    return back(request, "Teruggestuurd. De maker krijgt uw uitleg per mail.")


def _for_reader(request: HttpRequest, review_id: int) -> Review:
    """Return a review that this account may read: 404 for others, its maker too."""
    rows = Review.objects.select_related(
        "page", "revision", "region", "task_state", "claimed_by", "handed_in_by"
    )
    found: Review = get_object_or_404(rows, pk=review_id)
    if found.makers.filter(pk=request.user.pk or 0).exists() or not as_what(found, request.user):
        get_object_or_404(rows.none())
    return found


def _refused(
    request: HttpRequest,
    found: Review,
    problems: list[tuple[str, str]],
    form: RefuseForm | None = None,
) -> HttpResponse:
    found.refresh_from_db()
    if not found.is_open:
        return back(request, problems[0][1], good=False)
    return _screen(request, found, problems, form)


def _screen(
    request: HttpRequest,
    found: Review,
    problems: list[tuple[str, str]] | None = None,
    form: RefuseForm | None = None,
) -> HttpResponse:
    sight = look_at(found)
    context: dict[str, Any] = {
        "review": found,
        "sight": sight,
        "form": form or RefuseForm(fields=sight.fields),
        "is_mine": found.claimed_by_id == request.user.pk,
        "is_taken": found.claimed_by_id not in (None, request.user.pk),
        "may_release": found.claimed_by_id is not None
        and (found.claimed_by_id == request.user.pk or claiming.is_administrator(request.user)),
        "why_not": deciding.why_not(found, request.user),
    }
    title = sight.text.title
    return show(request, "moderation/admin/review.html", title, context, problems=problems)
