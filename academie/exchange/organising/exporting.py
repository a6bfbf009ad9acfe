"""The list of participants as a file. Who took it, and when, is written down."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from academie.core.spreadsheets.files import CSV_TYPE, XLSX_TYPE, Rows, csv_file, xlsx
from academie.exchange.models import ExportLog, TrainingSession
from academie.exchange.organising.participants import HEAD, people_of, table
from academie.exchange.organising.screen import of_session

_FORMS: Final[dict[str, tuple[str, Callable[[tuple[str, ...], Rows], bytes]]]] = {
    "xlsx": (XLSX_TYPE, lambda head, rows: xlsx(head, rows, sheet_name="Deelnemers")),
    "csv": (CSV_TYPE, csv_file),
}


@require_GET
@of_session
def export_xlsx(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Return the list as a workbook."""
    return _export(request, session, "xlsx")


@require_GET
@of_session
def export_csv(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Return the list as CSV."""
    return _export(request, session, "csv")


def _export(request: HttpRequest, session: TrainingSession, form: str) -> HttpResponse:
    content_type, write = _FORMS[form]
    people = people_of(session)
    content = write(HEAD, table(people))
    now = timezone.now()
    ExportLog.objects.create(
        session=session, user_id=request.user.pk, form=form, count=len(people), at=now
    )
    response = HttpResponse(content, content_type=content_type)
    # No title and no name: the file lies in a folder of downloads.
    name = f"deelnemers-{session.pk}-{timezone.localdate(now):%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
