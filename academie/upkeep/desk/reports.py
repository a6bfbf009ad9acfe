"""Reports of readers: the list, and what becomes of one. Nobody reads the reporter's address."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from academie.accounts.who import display_name, is_staff_member
from academie.core.pupil_data import pupil_data
from academie.upkeep.desk.screen import editors_only, show
from academie.upkeep.models import Report
from academie.upkeep.models.reports import MAX_ANSWER
from academie.upkeep.people import is_top, may_edit_for, places_of
from academie.upkeep.reports import kept

SHOWN = 200
TITLE = "Meldingen van lezers"
CLOSED = (Report.State.DONE, Report.State.UNFOUNDED)


class CloseForm(forms.Form):
    """How a report ends. The reason goes to the reporter, so it is asked for always."""

    state = forms.ChoiceField(
        label="Wat is het geworden?",
        choices=[(state.value, state.label) for state in CLOSED],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het geworden is."},
    )
    answer = forms.CharField(
        label="Wat deed u ermee, of waarom niet?",
        help_text="Dit gaat naar de melder, als die een adres achterliet.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MAX_ANSWER,
        error_messages={"required": "Schrijf op wat u ermee deed, of waarom er niets verandert."},
    )

    def clean_answer(self) -> str:
        """Return the reason, without data of a pupil."""
        given = str(self.cleaned_data["answer"])
        for trace in pupil_data(given):
            raise forms.ValidationError(trace.sentence)
        return given


@require_safe
@editors_only
def reports(request: HttpRequest) -> HttpResponse:
    """List open reports, the oldest first, then those that were closed lately."""
    every = Report.objects.select_related("page", "owner")
    rows = [
        *every.filter(state__in=Report.OPEN).order_by("created_at")[:SHOWN],
        *every.exclude(state__in=Report.OPEN).order_by("-closed_at")[:SHOWN],
    ]
    places = places_of([row.page_id for row in rows])
    allowed = {place: may_edit_for(request.user, place) for place in set(places.values())}
    lines = [
        (row, display_name(row.owner) if row.owner else "")
        for row in rows
        if row.owner_id == request.user.pk or allowed.get(places.get(row.page_id), False)
    ]
    context = {
        "open": [line for line in lines if line[0].is_open],
        "closed": [line for line in lines if not line[0].is_open],
    }
    return show(request, "reports", TITLE, "warning", **context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one report; a POST takes it on or closes it. For editors of its region and its maker."""
    found = get_object_or_404(Report.objects.select_related("page", "owner"), pk=pk)
    if not _may(request, found):
        raise PermissionDenied
    closing = request.method == "POST" and request.POST.get("actie") == "sluit"
    form = CloseForm(request.POST if closing else None)
    if request.method == "POST" and request.POST.get("actie") == "pak-op":
        kept.take_on(found, request.user)  # type: ignore[arg-type]  # logged in
        messages.success(request, "U hebt deze melding opgepakt.")
        return redirect("upkeep_report", pk=pk)
    if closing and form.is_valid():
        given = form.cleaned_data
        done = kept.close(found, request.user, given["state"], given["answer"])  # type: ignore[arg-type]
        if done:
            messages.success(request, "De melding is afgerond.")
        else:
            messages.warning(request, "Iemand anders rondde deze melding al af.")
        return redirect("upkeep_report", pk=pk)
    owner = display_name(found.owner) if found.owner else ""
    context = {"report": found, "owner": owner, "form": form, "answered": bool(found.email)}
    response = show(request, "report", TITLE, "warning", **context)
    response["Cache-Control"] = "private, no-store"
    return response


def _may(request: HttpRequest, found: Report) -> bool:
    if not is_staff_member(request.user):
        return False
    if request.user.pk in (found.page.owner_id, found.owner_id) or is_top(request.user):
        return True
    return may_edit_for(request.user, places_of([found.page_id]).get(found.page_id))
