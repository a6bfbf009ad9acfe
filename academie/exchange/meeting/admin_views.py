"""For organisers: what participants thought, and certificates that have to be taken back."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.meeting import certificates, results
from academie.exchange.models import Certificate, TrainingSession
from academie.exchange.organising.permission import ALL, may_organise, organised_sessions

logger = logging.getLogger(__name__)

SHOWN = 200
NO_REASON = "Vul in waarom. Wie het bewijs nakijkt, leest deze reden: noem geen namen."


@require_safe
def session_results(request: HttpRequest, session: int) -> HttpResponse:
    """Show what participants of one session thought, from five answers on."""
    found = get_object_or_404(TrainingSession.objects.select_related("page"), pk=session)
    if not may_organise(request.user, found):
        raise PermissionDenied
    context: dict[str, Any] = {
        "header_title": f"Terugblik: {found.page.title}",
        "page_title": "Terugblik",
        "header_icon": "group",
        "session": found,
        "event": found.page.title,
        "soon": results.results(found),
        "late": results.results(found, late=True),
        "least": results.LEAST,
    }
    return render(request, "exchange/meeting/admin_results.html", context)


@require_safe
def certificate_list(request: HttpRequest) -> HttpResponse:
    """Show the latest certificates of one's sessions, or those with a code or a title."""
    if not organised_sessions(request.user).exists():
        raise PermissionDenied
    words = request.GET.get("q", "").strip()[:100]
    rows = _mine(request)
    if words:
        rows = rows.filter(Q(code=words.lower()) | Q(title__icontains=words))
    context: dict[str, Any] = {
        "header_title": "Bewijzen van deelname",
        "page_title": "Bewijzen van deelname",
        "header_icon": "doc-full",
        "words": words,
        "certificates": rows.select_related("sign_up").order_by("-issued_at", "-pk")[:SHOWN],
        "most": SHOWN,
    }
    return render(request, "exchange/meeting/admin_certificates.html", context)


@require_POST
def change_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a certificate back, with a reason, or make it valid again."""
    if not organised_sessions(request.user).exists():
        raise PermissionDenied
    certificate = _mine(request).filter(pk=pk).first()
    if certificate is None:
        raise PermissionDenied
    reason = " ".join(request.POST.get("reason", "").split())
    try:
        done = _change(certificate, reason, restore="restore" in request.POST)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("exchange_certificates")
    messages.success(request, done)
    logger.info("Certificate %d was changed by account %s.", certificate.pk, request.user.pk)
    return redirect("exchange_certificates")


def _change(certificate: Certificate, reason: str, *, restore: bool) -> str:
    """Return what was done, in words. Raises `NotPossible`."""
    if restore:
        certificates.restore(certificate)
        return "Het bewijs is weer geldig."
    if not reason:
        raise NotPossible(NO_REASON)
    certificates.revoke(certificate, reason)
    return "Het bewijs is ingetrokken."


def _mine(request: HttpRequest) -> QuerySet[Certificate]:
    """Return the certificates of one's own sessions; those of nobody any more belong to all."""
    allowed = Q(sign_up__session__in=organised_sessions(request.user))
    if request.user.has_perm(ALL):
        allowed |= Q(sign_up=None)
    return Certificate.objects.filter(allowed)
