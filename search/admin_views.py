"""The report 'Zoekindex': what still has to reach an engine, and a button to try again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from search import engines
from search.engines.base import Health
from search.models import SearchOutbox
from search.sync.outbox import backlog, retry_now

VIEW, CHANGE = "search.view_searchoutbox", "search.change_searchoutbox"
SHOWN = 200


def _may(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.has_perm(permission))


def _state(health: Health) -> str:
    """Return how an engine is, in words."""
    if health.needs_rebuild:
        return "moet opnieuw gemaakt worden; het werkproces doet dat vanzelf"
    return f"werkt, met {health.documents} documenten" if health.ok else "antwoordt niet"


@require_safe
def outbox_report(request: HttpRequest) -> HttpResponse:
    """Show each engine with its backlog, and the rows that went wrong, the refused ones first."""
    if not _may(request, VIEW):
        raise PermissionDenied
    failed = SearchOutbox.objects.exclude(error="").order_by("next_try", "pk")
    rows = sorted(failed[:SHOWN], key=lambda row: not row.is_refused)
    context: dict[str, Any] = {
        "header_title": "Zoekindex",
        "page_title": "Zoekindex",
        "header_icon": "search",
        "engines": [(one, _state(engines.get_engine(one.engine).health())) for one in backlog()],
        "rows": rows,
        "failed_count": failed.count(),
        "may_retry": _may(request, CHANGE),
    }
    return render(request, "search_admin/outbox.html", context)


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Let the worker try one row again, or all that failed."""
    if not _may(request, CHANGE):
        raise PermissionDenied
    row = request.POST.get("row", "")
    count = retry_now([int(row)] if row.isdecimal() else None)
    documents = "1 document wordt" if count == 1 else f"{count} documenten worden"
    messages.success(request, f"{documents} opnieuw geprobeerd.")
    return redirect("search_outbox")


class OutboxMenuItem(MenuItem):
    """Shown to whoever may see the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the report."""
        return _may(request, VIEW)
