"""The link that proves that a new address is hers: it goes to that address and to nowhere else."""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import salted_hmac

from academie.exchange.models import SignUp
from academie.mail.links import absolute

ADDRESS_DAYS = 7

_PURPOSE = "exchange.address"
_SEPARATOR = "."
_LONGEST = 900


def address_url(sign_up: SignUp, address: str) -> str:
    """Return the link by which the reader of `address` makes it the address of a sign-up."""
    given = {"s": sign_up.public.hex, "a": address, "w": _was(sign_up)}
    token = _signer().sign_object(given)
    return absolute(f"/mijn-aanmelding/adres/?t={token}")


def read_address(token: str) -> tuple[UUID, str, str] | None:
    """Return sign-up, new address and a mark of the old one; None for a false or an old link."""
    if len(token) > _LONGEST:
        return None
    try:
        given = _signer().unsign_object(token, max_age=timedelta(days=ADDRESS_DAYS))
        return UUID(given["s"]), str(given["a"]), str(given["w"])
    except (BadSignature, ValueError, KeyError, TypeError):
        return None


def is_still(sign_up: SignUp, mark: str) -> bool:
    """Whether the address is the one from which the change was asked: an old link undoes none."""
    return _was(sign_up) == mark


def _was(sign_up: SignUp) -> str:
    return salted_hmac(_PURPOSE, sign_up.email_key).hexdigest()[:16]


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=_PURPOSE, sep=_SEPARATOR)
