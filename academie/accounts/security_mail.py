"""A mail to the person whenever the way in which she logs in changes."""

from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.urls import reverse

from academie.accounts import kinds, letters
from academie.accounts.models import User
from academie.mail.links import absolute
from academie.mail.outbox import owe

_ADDED = {
    Authenticator.Type.TOTP: "een app met codes is toegevoegd",
    Authenticator.Type.WEBAUTHN: "een toegangssleutel is toegevoegd",
}
_REMOVED = {
    Authenticator.Type.TOTP: "de app met codes is weggehaald",
    Authenticator.Type.WEBAUTHN: "een toegangssleutel is weggehaald",
}


@receiver(signals.authenticator_added, dispatch_uid="accounts.security_added")
def _added(request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Also let the session count as proved: the new app or passkey was shown just now."""
    if authenticator.type in _ADDED:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )
        tell(user, _ADDED[Authenticator.Type(authenticator.type)])


@receiver(signals.authenticator_removed, dispatch_uid="accounts.security_removed")
def _removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type in _REMOVED:
        tell(user, _REMOVED[Authenticator.Type(authenticator.type)])


@receiver(signals.authenticator_reset, dispatch_uid="accounts.security_reset")
def _reset(user: User, **kwargs: Any) -> None:
    tell(user, "er zijn nieuwe herstelcodes gemaakt")


def tell(user: User, what: str) -> None:
    """Write the mail, when there is an address to write to."""
    if user.email:
        url = absolute(reverse("mfa_index"))
        subject, text = letters.security(what, url)
        owe(user.email, subject, text, kind=kinds.SECURITY, key=uuid4().hex)
