"""What the checks of the text say (academie.proofing), for who hands in and who decides."""

from typing import Any

from academie.proofing.finding import Severity
from academie.proofing.findings import findings_of

__all__ = ["findings_of", "is_stop", "stops_of"]


def is_stop(finding: Any) -> bool:
    """Return whether a finding keeps a text from readers."""
    return bool(finding.severity == Severity.STOP)


def stops_of(page: Any) -> list[str]:
    """Return the findings that keep a text from readers: what is wrong, and what to do."""
    return [f"{one.sentence} {one.advice}".strip() for one in findings_of(page) if is_stop(one)]
