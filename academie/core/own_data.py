"""What each app keeps of somebody with an account, for the download that she may ask for.

Every app registers one function; the download (academie.accounts.own_data) asks them all and nobody
else reads the answers: heading -> list of rows, as plain JSON.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Rows = Sequence[Mapping[str, Any]]
Tell = Callable[[Any], Mapping[str, Rows]]

_tellers: list[Tell] = []


def register_own_data(tell: Tell) -> None:
    """Add a source: account -> heading -> rows of plain values (text, numbers, dates, None)."""
    if tell not in _tellers:
        _tellers.append(tell)


def own_data(user: Any) -> dict[str, Rows]:
    """Return all that the apps keep of an account, in the order in which they registered."""
    return {heading: rows for tell in _tellers for heading, rows in tell(user).items()}
