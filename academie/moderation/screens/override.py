"""'Publiceer zonder tweede lezer', and the report of who did."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from academie.accounts.who import display_name
from academie.core.report_access import may_see_reports
from academie.moderation.models import Approval
from academie.moderation.overriding import SHORTEST_REASON, publish_without_reader
from academie.moderation.refusals import NotPossible
from academie.moderation.screens.frame import show

TITLE = "Publiceer zonder tweede lezer"
REPORT_TITLE = "Zonder tweede lezer"
MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask a superuser for a reason, and publish with it."""
    if not request.user.is_superuser:
        raise PermissionDenied
    page = get_object_or_404(Page, pk=page_id).specific
    reason, problems = "", []
    if request.method == "POST":
        reason = request.POST.get("reason", "")[:2000]
        try:
            publish_without_reader(page, request.user, reason)
        except NotPossible as refusal:
            problems = [("reden", refusal.sentence)]
        else:
            messages.warning(
                request,
                f"‘{page.draft_title}’ is gepubliceerd zonder tweede lezer. Dat is te zien.",
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "reason": reason, "shortest": SHORTEST_REASON}
    return show(request, "moderation/admin/override.html", TITLE, context, problems=problems)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show what was published without a second reader, by whom and why; the newest first."""
    if not may_see_reports(request.user):
        raise PermissionDenied
    rows = Approval.objects.filter(as_what=Approval.AsWhat.OVERRIDE)
    rows = rows.select_related("page", "reader").order_by("-at")[:MOST]
    lines = [(row, display_name(row.reader)) for row in rows]
    return show(request, "moderation/admin/report.html", REPORT_TITLE, {"lines": lines})
