"""Mails that somebody has sent by typing an address, which may be somebody else's.

Nobody can be flooded by a stranger, and the site sends no more in an hour than people ask for: both
are counted in the outbox. Pressing twice within `ONCE_IN` is one mail.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

from django.utils import timezone

from academie.mail.outbox import count_kind, count_to

MOST_A_DAY = 5
"""Mails of some kinds that somebody can have sent to one address in 24 hours."""

MOST_AN_HOUR = 300
"""Such mails for the whole site in an hour; far above what people do, far below what abuse does."""

ONCE_IN = timedelta(minutes=10)
"""Shorter than the quarter of an hour after which the page says to try again."""

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


class Asked(Enum):
    """What became of a request, as far as the person who typed may know."""

    DONE = "done"
    BUSY = "busy"


def too_busy(kinds: Sequence[str]) -> bool:
    """Return whether the site sent as many of these kinds lately as it may."""
    return sum(count_kind(kind, _HOUR) for kind in kinds) >= MOST_AN_HOUR


def may_mail(address: str, kinds: Sequence[str]) -> bool:
    """Return whether one more mail of these kinds may go to an address today."""
    return count_to(address, kinds, _DAY) < MOST_A_DAY


def slot(now: datetime | None = None) -> int:
    """Return a number for the key of a mail: the same for all who press within `ONCE_IN`."""
    return int((now or timezone.now()).timestamp() // ONCE_IN.total_seconds())
