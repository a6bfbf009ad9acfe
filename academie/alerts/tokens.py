"""The links in mails: who holds one may do what it was made for, and nothing else.

Nothing is stored. A token is the random 122-bit name of a row with a 256-bit signature for one
purpose, so that a copy of the database opens nothing, and a mail opens nothing of somebody else.
Tokens travel in the query string, which no log of ours holds.
"""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer, TimestampSigner

from academie.mail.links import absolute

CONFIRM_DAYS = 7
MANAGE_DAYS = 60

_CONFIRM, _MANAGE, _LEAVE = "alerts.confirm", "alerts.manage", "alerts.leave"
_SEPARATOR = "."
_LONGEST = 300


def confirm_url(search: UUID) -> str:
    """Return the link that confirms one saved search; it works for a week."""
    return absolute(f"/op-de-hoogte/bevestigen/?t={_dated(_CONFIRM).sign(search.hex)}")


def manage_url(follower: UUID) -> str:
    """Return the link to all that an address follows; it works for two months."""
    return absolute(f"/op-de-hoogte/mijn/?t={_dated(_MANAGE).sign(follower.hex)}")


def leave_url(follower: UUID) -> str:
    """Return the link that stops all mail to an address; it always works."""
    return absolute(f"/op-de-hoogte/afmelden/?t={_lasting(_LEAVE).sign(follower.hex)}")


def read_confirm(token: str) -> UUID | None:
    """Return the saved search that a link confirms; None for a false or an old one."""
    return _read_dated(_CONFIRM, token, CONFIRM_DAYS)


def read_manage(token: str) -> UUID | None:
    """Return the follower of a link; None for a false or an old one."""
    return _read_dated(_MANAGE, token, MANAGE_DAYS)


def read_leave(token: str) -> UUID | None:
    """Return the follower of a link; None for a false one."""
    try:
        return UUID(_lasting(_LEAVE).unsign(token[:_LONGEST]))
    except (BadSignature, ValueError):
        return None


def _read_dated(purpose: str, token: str, days: int) -> UUID | None:
    try:
        return UUID(_dated(purpose).unsign(token[:_LONGEST], max_age=timedelta(days=days)))
    except (BadSignature, ValueError):
        return None


def _dated(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=purpose, sep=_SEPARATOR)


def _lasting(purpose: str) -> Signer:
    return Signer(salt=purpose, sep=_SEPARATOR)
