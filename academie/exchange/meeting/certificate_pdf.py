"""The certificate as a PDF that a screen reader can read; made anew for every download."""

import io
import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

import segno
from django.utils import timezone
from django.utils.formats import date_format

from academie.core.paper.compiling import compile_pdf
from academie.exchange.meeting.certificates import hours_words, verification_url
from academie.exchange.models import Certificate, SignUp
from academie.exchange.roles import OTHER_ROLE, role_label
from search.documents import clean_text

logger = logging.getLogger(__name__)

ISSUER = "Onderwijs-Zorg Academie"


def certificate_pdf(certificate: Certificate, sign_up: SignUp) -> bytes:
    """Return the PDF: tagged, in Dutch, PDF/UA-1. The same data gives the same bytes.

    A name in letters that no font here has cannot be PDF/UA; the file is then tagged all the same.
    """
    data = json.dumps(_data(certificate, sign_up), ensure_ascii=False)
    content, accessible = compile_pdf(_source(), inputs={"data": data})
    if not accessible:
        # What typst says quotes the name, so it is not logged.
        logger.warning("Certificate %d holds a letter without a font.", certificate.pk)
    return content


@cache
def _source() -> bytes:
    return Path(__file__).with_name("certificate.typ").read_bytes()


def _data(certificate: Certificate, sign_up: SignUp) -> dict[str, Any]:
    url = verification_url(certificate)
    facts = [
        ["Vorm", certificate.kind],
        ["Datum", date_format(timezone.localtime(certificate.start), "j F Y")],
        ["Duur", hours_words(certificate.minutes)],
    ]
    role = role_label(sign_up.role)
    if role and role != OTHER_ROLE:
        facts.append(["Rol", role])
    return {
        "issuer": ISSUER,
        "heading": "Bewijs van deelname",
        "name": clean_text(sign_up.name),
        "sentence": "was aanwezig en deed mee:",
        "event": clean_text(certificate.title),
        "facts": [[term, clean_text(words)] for term, words in facts],
        "check_heading": "Klopt dit bewijs?",
        "check": "Scan de code, of open dit adres. U ziet dan of het bewijs geldig is.",
        "url": url,
        "qr": _qr(url),
        "qr_words": f"QR-code met het adres om dit bewijs na te kijken: {url}",
    }


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()
