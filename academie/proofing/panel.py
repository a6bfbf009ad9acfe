"""What the panel 'Nakijkhulp' and its answer show."""

from typing import Any

from django.urls import reverse

from academie.proofing.finding import Finding
from academie.proofing.findings import findings_of, grouped


def panel_context(page: Any, request: Any) -> dict[str, Any]:
    """Return the findings of the page as it was last saved, and where to ask again.

    A new page has no findings yet: everything would be 'empty'.
    """
    if page.pk:
        address = reverse("proofing_check", args=(page.pk,))
        return {"address": address} | shown(page, findings_of(page))
    # Not saved: the parent is in the address of the form, and there only.
    match = getattr(request, "resolver_match", None)
    given = match.kwargs if match else {}
    if {"content_type_app_name", "parent_page_id"} <= set(given):
        return {"address": reverse("proofing_check_new", kwargs=given), "groups": None}
    return {}


def shown(page: Any, findings: list[Finding]) -> dict[str, Any]:
    """Return what templates/proofing/admin/findings.html needs."""
    stops = sum(finding.stops for finding in findings)
    return {
        "groups": grouped(findings, page),
        "summary": summary(stops, len(findings) - stops),
    }


def summary(stops: int, advice: int) -> str:
    """Return in a sentence how much was found; also read out by a screen reader."""
    if not stops and not advice:
        return "Niets gevonden. Lees uw tekst nog één keer hardop."
    parts = []
    if stops:
        parts.append("1 punt kan zo niet" if stops == 1 else f"{stops} punten kunnen zo niet")
    if advice:
        parts.append("1 advies" if advice == 1 else f"{advice} adviezen")
    return f"Gevonden: {' en '.join(parts)}."
