"""'Klopt niet meer?': a reader's page without account, cookie or session."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, see_other
from academie.upkeep.reports import kept, limits
from academie.upkeep.reports.form import ReportForm
from academie.upkeep.versions.reading import open_page

BUSY = (
    "Er kwamen net heel veel meldingen binnen. Wij hebben niets bewaard. "
    "Probeer het over een uur nog eens: wat u hebt ingevuld staat er nog."
)


@csrf_exempt
@get_or_post
def report(request: HttpRequest, permanent_id: UUID) -> HttpResponse:
    """Ask what is wrong with a public item and keep it; 404 for any other item.

    No token of Django's: the page is the same for everybody. Whoever has a reader post this from
    elsewhere gains nothing, and limits count every report.
    """
    page = open_page(permanent_id)
    if page is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    busy = False
    if form.is_bound and form.is_machine:
        return see_other(reverse("upkeep:report_sent"))
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                limits.take_report(request, page.pk)
                given = form.cleaned_data
                kept.take_in(page.specific, given["what"], given["remark"], given["email"])
            return see_other(reverse("upkeep:report_sent"))
        except limits.TooManyError:
            busy = True
    context = {"page": page, "permanent_id": permanent_id, "form": form}
    context["busy"] = BUSY if busy else ""
    response = render(request, "upkeep/report.html", context, status=429 if busy else 200)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say thank you; the same for everybody."""
    return render(request, "upkeep/report_sent.html")
