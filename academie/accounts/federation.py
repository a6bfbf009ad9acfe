"""Logging in by way of one's own organisation, with OpenID Connect (settings.OIDC_PROVIDERS).

An address alone proves nothing: an account is found by the provider's own number of somebody. The
first time, a verified address may lead to an account that exists, unless that may enter the admin.
"""

import secrets
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from academie.accounts.asking import account_of
from academie.accounts.joining import new_account
from academie.accounts.who import is_staff_member
from academie.mail.checks import clean_address

NONCE = "academie.oidc.nonce"
LEEWAY = 30
"""Seconds that the clocks of two servers may differ."""

# With a key of two halves only: a shared secret is no signature of the provider.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]


class ProviderAdapter(OpenIDConnectOAuth2Adapter):
    """Reads a provider's answer: signed by it, meant for us, and for the login begun here."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Return what the provider signed for us. Raises ``OAuth2Error`` when it did not.

        allauth skips the signature of what comes straight from the provider, and wants a key
        number that a provider with one key need not give.
        """
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            number = jwt.get_unverified_header(id_token).get("kid")
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
            key = next(one for one in keys if number is None or one.key_id == number)
            told: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=_ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["aud", "exp", "iss", "sub"]},
            )
        except (jwt.PyJWTError, StopIteration) as error:
            raise OAuth2Error("The id_token is not signed for us.") from error
        return told

    def complete_login(self, request: HttpRequest, *args: Any, **kwargs: Any) -> SocialLogin:
        """Return who it is. Raises ``OAuth2Error`` for an answer to another question.

        What the provider tells is used and not kept.
        """
        answer = kwargs["response"]
        if not isinstance(answer, dict) or not answer.get("id_token"):
            raise OAuth2Error("The provider sent no id_token.")
        login: SocialLogin = super().complete_login(request, *args, **kwargs)
        told = login.account.extra_data
        token, info = told.get("id_token") or {}, told.get("userinfo")
        nonce = request.session.pop(NONCE, "")
        if not nonce or not secrets.compare_digest(str(token.get("nonce", "")), nonce):
            raise OAuth2Error("The nonce is not ours.")
        if info is not None and info.get("sub") != token.get("sub"):
            raise OAuth2Error("Two answers about two people.")
        login.account.extra_data = {}
        return login


class SocialAdapter(DefaultSocialAccountAdapter):
    """Decides which account belongs to somebody that a provider vouches for."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the account. Raises ``ImmediateHttpResponse`` with a page that says no."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        address = _verified_address(sociallogin)
        if not address:
            raise ImmediateHttpResponse(_no(request, "unverified"))
        with transaction.atomic():
            user = account_of(address)
            if user is None:
                given = sociallogin.user
                user = new_account(address, given.first_name, given.last_name)
            elif is_staff_member(user) or user.is_staff or user.is_superuser:
                raise ImmediateHttpResponse(_no(request, "staff"))
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """No: accounts are made above, without another form."""
        return False


def _verified_address(sociallogin: SocialLogin) -> str:
    """Return the address that the provider says it has verified, or ''."""
    for one in sociallogin.email_addresses:
        # 'false' as a word would be true.
        if one.verified is True:
            try:
                return clean_address(one.email)
            except ValueError:
                return ""
    return ""


def _no(request: HttpRequest, why: str) -> Any:
    response = render(request, "accounts/provider_no.html", {"why": why}, status=403)
    response["Cache-Control"] = "no-store"
    return response
