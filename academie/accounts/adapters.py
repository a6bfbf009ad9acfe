"""How django-allauth does what it does here: who may come in, and nothing of its own mail.

allauth does the second step, the passkeys and the OpenID Connect dance. Limits are ours
(`academie.accounts.limits`), so are the letters.
"""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from academie.accounts.backends import AcademieBackend
from academie.accounts.models import User
from academie.accounts.who import display_name

TOO_OFTEN = "U vulde te vaak een verkeerde code in. Wacht vijf minuten en probeer het opnieuw."


_WAYS = {
    "reauthenticate": "Gebruik uw wachtwoord",
    "mfa_reauthenticate": "Gebruik een code",
    "mfa_reauthenticate:webauthn": "Gebruik een toegangssleutel",
}


class AccountAdapter(DefaultAccountAdapter):
    """The way in, whichever way somebody came."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Refuse who may not log in: a stopped account, a demo account outside the demo."""
        if not AcademieBackend().user_can_authenticate(user):
            request.session.flush()
            return redirect("accounts:refused")
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def is_safe_url(self, url: str) -> bool:
        """Go on to this site only, whatever other names the server answers to."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Say in our words how somebody can prove herself again; a code comes before a key.

        A password is no way any more for whoever has a second step: it would take that away.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        second = [one for one in methods if one["id"].startswith("mfa_")]
        return [one | {"description": _WAYS[one["id"]]} for one in second or methods]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by allauth's own form."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing by way of a cookie: our pages say themselves what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: `academie.accounts.security_mail` writes these, in Dutch."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: all our mail goes through the outbox."""


class MFAAdapter(DefaultMFAAdapter):
    """The second step: our words, and secrets that a copy of the database does not tell."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk of u de nieuwste code hebt en vul die in.",
        "cannot_delete_authenticator": "Deze tweede stap kunt u niet weghalen.",
        "cannot_generate_recovery_codes": (
            "Herstelcodes kunt u pas maken als u een app of een toegangssleutel hebt."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Lock a secret with a key made of the SECRET_KEY."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret, also one that was locked under a former key."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return a name for a new passkey; people may give their own."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Toegangssleutel {number}"

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Tell the device by which name to show the account."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": display_name(user) if isinstance(user, User) else ""}

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(key))) for key in keys])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(b"academie.accounts.second step:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
