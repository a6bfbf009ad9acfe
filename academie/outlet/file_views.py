"""An item as a file to keep: a PDF, or everything in one ZIP."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from academie.core.paper import press
from academie.outlet import archive, public
from academie.outlet.answering import ASK_AGAIN, not_modified, with_validators
from academie.outlet.attachments import attached_to, safe_name
from academie.outlet.paper.item import Sheet, pdf, sheet_of

RETRY_SECONDS = 10
NO_INDEX = "noindex"


@require_safe
def item_pdf(request: HttpRequest, permanent_id: uuid.UUID) -> HttpResponseBase:
    """Send an item as an accessible PDF; 304, and no press runs, for who has this version."""
    sheet = _sheet(permanent_id)
    tag = f'"{sheet.version[:32]}"'
    response = not_modified(request, tag, None)
    if response is None:
        if request.method == "HEAD" and press.ready(sheet.version) is None:
            # Nobody sees what would be made.
            response = HttpResponse(content_type="application/pdf")
        else:
            try:
                response = HttpResponse(pdf(sheet), content_type="application/pdf")
            except (press.PressBusy, press.CannotSet) as reason:
                return _not_now(request, reason, sheet)
        name = archive.pdf_name(sheet.record)
        response["Content-Disposition"] = f'inline; filename="{name}"'
    return _for_readers(with_validators(response, tag, sheet.record.modified, ASK_AGAIN), sheet)


@require_safe
def item_zip(request: HttpRequest, permanent_id: uuid.UUID) -> HttpResponseBase:
    """Send an item with its open files; a calm page when they are too large for one archive."""
    sheet = _sheet(permanent_id)
    files = attached_to(sheet.page)
    if archive.size_of(files) > archive.LARGEST:
        context = {"page": sheet.page, "url": sheet.record.url, "files": files}
        return _private(render(request, "outlet/too_large.html", context, status=413))
    tag = f'"{archive.version_of(sheet.version, files)[:32]}"'
    response = not_modified(request, tag, None)
    if response is None:
        if request.method == "HEAD":
            response = HttpResponse(content_type="application/zip")
        else:
            try:
                made = pdf(sheet)
            except (press.PressBusy, press.CannotSet) as reason:
                return _not_now(request, reason, sheet)
            response = StreamingHttpResponse(
                archive.stream(sheet.record, made, files), content_type="application/zip"
            )
        name = f"{safe_name(sheet.record.title)}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _for_readers(with_validators(response, tag, sheet.record.modified, ASK_AGAIN), sheet)


def _sheet(permanent_id: uuid.UUID) -> Sheet:
    page = public.find(permanent_id)
    sheet = sheet_of(page) if page else None
    if sheet is None:
        raise Http404
    return sheet


def _for_readers(response: HttpResponseBase, sheet: Sheet) -> HttpResponseBase:
    """Say to search machines that the page is the place to go to."""
    response["Link"] = f'<{sheet.record.url}>; rel="canonical"'
    response["X-Robots-Tag"] = NO_INDEX
    return response


def _not_now(request: HttpRequest, reason: Exception, sheet: Sheet) -> HttpResponse:
    busy = isinstance(reason, press.PressBusy)
    context = {"url": sheet.record.url, "busy": busy}
    response = render(request, "outlet/not_now.html", context, status=503)
    if busy:
        response["Retry-After"] = str(RETRY_SECONDS)
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
