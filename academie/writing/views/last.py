"""The end of writing: what still lacks, who reads it, handing in, taking back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from academie.accounts.who import editors_for
from academie.core.private_pages import get_or_post, see_other
from academie.core.pupil_data import pupil_data
from academie.moderation import submitting
from academie.moderation.standing import standing_of
from academie.writing import checking, drafts
from academie.writing.doors import writers_only
from academie.writing.own import waits
from academie.writing.plan.all import known_kind
from academie.writing.words_on_screen import frame

NOT_READY = "Er ontbreekt nog iets. Druk op een regel om erheen te gaan."
LONGEST_NOTE = 1_000
TOO_LONG = f"Maak het bericht korter: hoogstens {LONGEST_NOTE} tekens."


@get_or_post
@writers_only
def last(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show everything that lacks, and hand in what lacks nothing."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    note = request.POST.get("bericht", "").strip()
    problem = note_problem = ""
    found = checking.report(page)
    waiting = waits(standing_of(page))
    if request.method == "POST" and not waiting:
        note_problem = _note_problem(note)
        if found.lacks:
            problem = NOT_READY
        elif not note_problem:
            try:
                submitting.submit(page, user, note)
            except submitting.NotPossible as error:
                problem = str(error)
            else:
                return see_other(reverse("writing:thanks", args=[page_id]))
    kind, standing = known_kind(page), standing_of(page)
    context = frame(request, kind, None, page) | {
        "report": found,
        "standing": standing,
        "remarks": checking.remarks(page, standing),
        "waiting": waiting,
        "near": page.region if editors_for(page.region).filter(regions__isnull=False) else None,
        "note": note,
        "note_problem": note_problem,
        "problem": problem,
        "problems": [("bericht", note_problem)] if note_problem else [],
        "longest": LONGEST_NOTE,
        "same": page.live and not page.has_unpublished_changes,
    }
    status = 422 if problem or note_problem else 200
    return render(request, "writing/last.html", context, status=status)


@require_safe
@writers_only
def thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say what happens with a text that was handed in."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    standing = standing_of(page)
    if not waits(standing):
        return see_other(reverse("writing:last", args=[page_id]))
    context = {"draft": page, "kind": known_kind(page), "standing": standing}
    return render(request, "writing/thanks.html", context)


@require_POST
@writers_only
def take_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """End the reading of a text, because its writer goes on with it."""
    user: Any = request.user
    page = drafts.own_page(page_id, user)
    kind = known_kind(page)
    try:
        submitting.take_back(page, user)
    except submitting.NotPossible:
        # It was read meanwhile, or taken back in another tab: the last screen says how it stands.
        return see_other(reverse("writing:last", args=[page_id]))
    return see_other(reverse("writing:step", args=[page_id, kind.steps[0].slug]))


def _note_problem(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        return TOO_LONG
    trace = next(iter(pupil_data(note)), None)
    return f"‘{trace.excerpt}’: {trace.sentence}" if trace else ""
