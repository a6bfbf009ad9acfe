"""The links in mails about wishes; like all our personal links, nothing is stored of them."""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer, TimestampSigner

from academie.mail.links import absolute

CONFIRM_DAYS = 7

_CONFIRM, _MANAGE = "exchange.wish-confirm", "exchange.wish"
_SEPARATOR = "."
_LONGEST = 300


def confirm_url(wish: UUID) -> str:
    """Return the link that confirms a wish; it works for a week."""
    signer = TimestampSigner(salt=_CONFIRM, sep=_SEPARATOR)
    return absolute(f"/uitwisselen/bevestigen/?t={signer.sign(wish.hex)}")


def manage_url(wish: UUID) -> str:
    """Return the link to one's own wish; it works as long as the wish is kept."""
    return absolute(f"/uitwisselen/mijn/?t={Signer(salt=_MANAGE, sep=_SEPARATOR).sign(wish.hex)}")


def read_confirm(token: str) -> UUID | None:
    """Return the wish that a link confirms; None for a false or an old one."""
    signer = TimestampSigner(salt=_CONFIRM, sep=_SEPARATOR)
    try:
        return UUID(signer.unsign(token[:_LONGEST], max_age=timedelta(days=CONFIRM_DAYS)))
    except (BadSignature, ValueError):
        return None


def read_manage(token: str) -> UUID | None:
    """Return the wish of a link; None for a false one."""
    try:
        return UUID(Signer(salt=_MANAGE, sep=_SEPARATOR).unsign(token[:_LONGEST]))
    except (BadSignature, ValueError):
        return None
