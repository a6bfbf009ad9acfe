"""The stamp in every form that is shown: a number of its own, and when it was shown.

Nothing is stored and there is no cookie. The number makes one sign-up of a form that is sent twice;
the time tells a person from a machine. Our signature keeps both from being made up.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

LASTS = timedelta(days=2)
"""A page that stayed open longer gets a new stamp; what was typed stays."""

LEAST = timedelta(seconds=2)
"""Nobody reads and fills in a form in less."""

_PURPOSE, _SEPARATOR = "exchange.stamp", "."
_LONGEST = 200
_FORM = re.compile(r"([0-9a-f]{32})-(\d{13,14})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One form as it was shown once; `key` has 128 random bits."""

    key: str
    shown_at: datetime

    def is_too_fast(self, now: datetime) -> bool:
        """Return whether the form comes back sooner than a person can."""
        return now - self.shown_at < LEAST


def new_stamp(now: datetime) -> str:
    """Return a stamp for a form that is shown now."""
    milliseconds = int(now.timestamp() * 1000)
    return _signer().sign(f"{secrets.token_hex(16)}-{milliseconds}")


def read_stamp(text: str, now: datetime) -> Stamp | None:
    """Return the stamp; None for one that is missing, false, or too old."""
    try:
        found = _FORM.fullmatch(_signer().unsign(text[:_LONGEST]))
    except BadSignature:
        return None
    if found is None:
        return None
    stamp = Stamp(found[1], datetime.fromtimestamp(int(found[2]) / 1000, UTC))
    return stamp if now - stamp.shown_at <= LASTS else None


def _signer() -> Signer:
    return Signer(salt=_PURPOSE, sep=_SEPARATOR)
