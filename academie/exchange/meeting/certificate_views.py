"""Downloading one's certificate, and looking one up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.meeting import certificates
from academie.exchange.meeting.certificate_pdf import certificate_pdf
from academie.exchange.meeting.pages import calm, no_link, token_of
from academie.exchange.models import Certificate, SignUp

FILE_NAME = "bewijs-van-deelname.pdf"


@csrf_exempt
@private
@get_or_post
def my_certificate(request: HttpRequest) -> HttpResponse:
    """Give the PDF to whoever holds the own link of a sign-up.

    A GET makes nothing. When there is no certificate yet, or the event was corrected after it was
    made, it shows a button; the POST makes it.
    """
    token = token_of(request)
    public = links.read_own(token)
    sign_up = (
        SignUp.objects.select_related("session__page").filter(public=public).first()
        if public
        else None
    )
    if sign_up is None:
        return no_link(request)
    try:
        if request.method == "POST":
            certificates.issue(sign_up)
            return see_other(f"{request.path}?t={token}")
        certificates.check(sign_up)
    except NotPossible as refusal:
        return calm(request, "Er is nog geen bewijs", refusal.sentence, "")
    certificate = certificates.ready(sign_up)
    if certificate is None:
        return render(request, "exchange/meeting/make_certificate.html")
    if certificate.revoked_at:
        return calm(request, "Uw bewijs is ingetrokken", certificate.revoke_reason, "")
    response = HttpResponse(certificate_pdf(certificate, sign_up), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@private
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a certificate is valid, and of what: never of whom."""
    certificate = certificates.find(code.lower())
    if certificate is None:
        return calm(
            request,
            "Dit bewijs kennen wij niet",
            "Kijk of u de code goed overnam.",
            "Wij bewaren bewijzen vijf jaar. Daarna kunt u ze hier niet meer nakijken.",
            status=404,
        )
    return render(request, "exchange/meeting/verify.html", _shown(certificate))


def _shown(certificate: Certificate) -> dict[str, object]:
    return {
        "certificate": certificate,
        "start": timezone.localtime(certificate.start),
        "hours": certificates.hours_words(certificate.minutes),
    }
