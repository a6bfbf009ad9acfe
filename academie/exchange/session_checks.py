"""What an editor may not do to moments that people signed up for.

The models stand below the places and do not know them; the places register here what to ask.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from academie.exchange.models import TrainingSession

SessionCheck = Callable[["TrainingSession"], dict[str, str]]
RemovalCheck = Callable[[int, Collection["TrainingSession"]], list[str]]

_session_checks: list[SessionCheck] = []
_removal_checks: list[RemovalCheck] = []


def register(session_check: SessionCheck, removal_check: RemovalCheck) -> None:
    """Add a check of one moment, and one of a page that is left with some of its moments."""
    if session_check not in _session_checks:
        _session_checks.append(session_check)
        _removal_checks.append(removal_check)


def session_problems(session: "TrainingSession") -> dict[str, str]:
    """Return field -> sentence for a moment as an editor wants it."""
    found: dict[str, str] = {}
    for check in _session_checks:
        found |= check(session)
    return found


def removal_problems(page_pk: int, left: Collection["TrainingSession"]) -> list[str]:
    """Return why a page may not be left with only these moments."""
    return [problem for check in _removal_checks for problem in check(page_pk, left)]
