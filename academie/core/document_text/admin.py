"""The report 'Tekst in bestanden': which files visitors cannot search in, and what to do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academie.core.document_text.keeping import read_again, waiting
from academie.core.models import DocumentText
from academie.core.numbers import whole_number
from academie.core.report_access import may_see_reports

State = DocumentText.State
SHOWN = 200
NAME = "document_text_report"


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show how many files are in which state, and those that need somebody."""
    _demand_access(request)
    found = dict(
        DocumentText.objects.exclude(state=State.WAITING)
        .values_list("state")
        .annotate(Count("pk"))
        .order_by()
    )
    found[State.WAITING] = waiting().count()
    troubled = (
        DocumentText.objects.exclude(state__in=(State.READY, State.WAITING))
        .select_related("document")
        .defer("text")
        .order_by("-extracted_at", "pk")
    )
    context: dict[str, Any] = {
        "header_title": "Tekst in bestanden",
        "page_title": "Tekst in bestanden",
        "header_icon": "doc-full",
        "counts": [(state.label, found.get(state, 0)) for state in State],
        "texts": troubled[:SHOWN],
        "troubled_count": sum(
            count for state, count in found.items() if state not in (State.READY, State.WAITING)
        ),
        "shown": SHOWN,
    }
    return render(request, "core/admin/document_text_report.html", context)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Let the worker read one file once more."""
    _demand_access(request)
    number = whole_number(request.POST.get("document", ""))
    if number is not None and read_again(number):
        messages.success(request, "Het bestand wordt binnenkort opnieuw gelezen.")
    return redirect(NAME)


def _demand_access(request: HttpRequest) -> None:
    if not may_see_reports(request.user):
        raise PermissionDenied


class ReportMenuItem(MenuItem):
    """Shown to whoever may see reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the report."""
        return may_see_reports(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Return the addresses of the report."""
    return [
        path("reports/tekst-in-bestanden/", report, name=NAME),
        path("reports/tekst-in-bestanden/opnieuw/", again, name="document_text_again"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return ReportMenuItem(
        "Tekst in bestanden", reverse(NAME), name="document-text", icon_name="doc-full", order=610
    )
