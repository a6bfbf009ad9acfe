"""The report 'Uitgaande mail': what waits or failed, and a button to try again. Never a text."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from academie.core.numbers import whole_number
from academie.mail.lease import retry_now
from academie.mail.masking import masked
from academie.mail.models import OutgoingMail

State = OutgoingMail.State
VIEW, CHANGE = "mail.view_outgoingmail", "mail.change_outgoingmail"
SHOWN = 200
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One mail that waits after a failure, or that was given up."""

    pk: int
    kind: str
    to: str
    created: datetime
    attempts: int
    error: str
    next_try: datetime | None


def _may(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.has_perm(permission))


def _counts() -> dict[str, int]:
    """Return how many mails wait, failed for now, were given up, and left this week."""
    failing = Q(state=State.WAITING) & ~Q(error="")
    week = Q(closed_at__gte=timezone.now() - WEEK)
    counted: dict[str, int] = OutgoingMail.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=[State.WAITING, State.BUSY]) & ~failing),
        failing=Count("pk", filter=failing),
        given_up=Count("pk", filter=Q(state=State.GIVEN_UP)),
        sent=Count("pk", filter=Q(state=State.SENT) & week),
    )
    return counted


def _line(mail: OutgoingMail) -> Line:
    waits = mail.state == State.WAITING
    return Line(
        pk=mail.pk,
        kind=mail.kind,
        to=masked(mail.to),
        created=mail.created_at,
        attempts=mail.attempts,
        error=mail.error,
        next_try=mail.next_try if waits else None,
    )


@require_safe
def mail_report(request: HttpRequest) -> HttpResponse:
    """Show the numbers, and the mails that went wrong: those given up first."""
    if not _may(request, VIEW):
        raise PermissionDenied
    wrong = OutgoingMail.objects.filter(
        Q(state=State.GIVEN_UP) | (Q(state=State.WAITING) & ~Q(error=""))
    ).defer("text", "html", "subject", "headers")
    rows = wrong.order_by("state", "created_at")[:SHOWN]
    context: dict[str, Any] = {
        "header_title": "Uitgaande mail",
        "page_title": "Uitgaande mail",
        "header_icon": "mail",
        "counts": _counts(),
        "lines": [_line(mail) for mail in rows],
        "may_retry": _may(request, CHANGE),
    }
    return render(request, "mail/report.html", context)


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Let the worker try one mail again, or all that failed."""
    if not _may(request, CHANGE):
        raise PermissionDenied
    row = whole_number(request.POST.get("row", ""))
    count = retry_now(None if row is None else [row])
    mails = "1 mail wordt" if count == 1 else f"{count} mails worden"
    messages.success(request, f"{mails} opnieuw geprobeerd.")
    return redirect("mail_report")


class MailMenuItem(MenuItem):
    """Shown to whoever may see the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this user may see the report."""
        return _may(request, VIEW)
