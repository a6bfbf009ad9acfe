"""The report 'Gebruik': how often every item is used, for editors, also as a file."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from academie.core.items import item_models, permanent_ids
from academie.core.private_pages import personal
from academie.core.report_access import may_see_reports
from academie.core.spreadsheets.files import CSV_TYPE, XLSX_TYPE, Rows, csv_file, xlsx
from academie.core.visibility import is_public
from academie.feedback.models import Experience, State
from academie.figures.totals import Totals, totals

TITLE = "Gebruik"
SHEET = "Gebruik"
SHOWN = 100
HEAD = (
    "Kaart",
    "Soort",
    "Gelezen",
    "Bestand geopend",
    "Bewaard",
    "Bruikbaar",
    "Niet bruikbaar",
    "Ervaringen",
    "Gevonden met",
)
PERIODS: Final = {"30": "Laatste 30 dagen", "90": "Laatste 90 dagen", "alles": "Alles"}
_FILES: Final[dict[str, tuple[str, Callable[[Sequence[str], Rows], bytes]]]] = {
    "xlsx": (XLSX_TYPE, lambda head, rows: xlsx(head, rows, sheet_name=SHEET)),
    "csv": (CSV_TYPE, csv_file),
}


@personal
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show the items that are live, most read first."""
    period = _period(request)
    lines = _lines(period)
    numbers = permanent_ids([page.pk for page, *_ in lines[:SHOWN]])
    context = {
        "header_title": TITLE,
        "page_title": TITLE,
        "header_icon": "view",
        "head": HEAD[2:],
        "lines": [
            (numbers.get(page.pk), page, counted, told) for page, counted, told in lines[:SHOWN]
        ],
        "all": len(lines),
        "periods": list(PERIODS.items()),
        "period": period,
    }
    return render(request, "feedback/admin/report.html", context)


@personal
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Return the whole report as a workbook or as CSV."""
    if form not in _FILES:
        raise Http404
    content_type, write = _FILES[form]
    content = write(HEAD, [_row(*line) for line in _lines(_period(request))])
    response = HttpResponse(content, content_type=content_type)
    name = f"gebruik-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class ReportMenuItem(MenuItem):
    """Shown to whoever may see reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the report."""
        return may_see_reports(request.user)


def menu_item() -> MenuItem:
    """Return the menu item below 'Rapporten'."""
    return ReportMenuItem(
        TITLE, reverse("feedback_report"), name="gebruik", icon_name="view", order=580
    )


def _period(request: HttpRequest) -> str:
    asked = request.GET.get("periode", "")
    return asked if asked in PERIODS else "30"


def _since(period: str) -> date | None:
    return timezone.localdate() - timedelta(days=int(period)) if period.isdecimal() else None


def _lines(period: str) -> list[tuple[Page, Totals, int]]:
    """Return live items with their numbers, most read first; a few queries for any number."""
    pages = list(
        Page.objects.type(*item_models()).filter(is_public()).select_related("content_type")
    )
    since = _since(period)
    counted = totals([page.pk for page in pages], since)
    experiences = Experience.objects.exclude(state=State.REFUSED)
    if since is not None:
        experiences = experiences.filter(told_at__date__gte=since)
    told: dict[int, int] = {}
    for page_id in experiences.values_list("page", flat=True):
        told[page_id] = told.get(page_id, 0) + 1
    lines = [(page, counted[page.pk], told.get(page.pk, 0)) for page in pages]
    return sorted(lines, key=lambda line: (-line[1].views, line[0].title, line[0].pk))


def _row(page: Page, counted: Totals, told: int) -> list[str]:
    numbers = (
        counted.views,
        counted.downloads,
        counted.saved,
        counted.useful,
        counted.not_useful,
        told,
    )
    words = ", ".join(f"{one.text} ({one.count})" for one in counted.words)
    kind = str(page.content_type.model_class()._meta.verbose_name)
    return [page.title, kind, *map(str, numbers), words]
