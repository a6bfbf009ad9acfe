"""The link to the page that says how it went: for this and nothing else, and nobody's name in it.

It opens no page of the person's own: her links go by mail only, to the address that was typed.
"""

import uuid

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from academie.exchange.models import SignUp

_PURPOSE, _SEPARATOR = "exchange.told", "."
_LONGEST = 200


def told_url(sign_up: SignUp) -> str:
    """Return the page about a sign-up: the same at every press."""
    return _url(sign_up.public)


def told_nothing_url() -> str:
    """Return a page that looks the same from outside, about no sign-up at all."""
    return _url(uuid.uuid4())


def read_told(token: str) -> uuid.UUID | None:
    """Return the public number of the sign-up; None for a false link."""
    try:
        return uuid.UUID(_signer().unsign(token[:_LONGEST]))
    except (BadSignature, ValueError):
        return None


def _url(public: uuid.UUID) -> str:
    return f"{reverse('exchange_signed_up')}?t={_signer().sign(public.hex)}"


def _signer() -> Signer:
    return Signer(salt=_PURPOSE, sep=_SEPARATOR)
