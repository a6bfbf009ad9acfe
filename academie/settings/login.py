"""How people log in: django-allauth's settings, and the organisations that vouch for people."""

import json

from django.core.exceptions import ImproperlyConfigured

from academie.settings import env

# One door, for the site and for the admin.
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/mijn-academie/"
LOGOUT_REDIRECT_URL = "/inloggen/"
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = LOGIN_URL
# The mail that logs in takes the place of one that sets a new password.
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Nobody sets a password for somebody else, and a new address is tried before it is used.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# Whether who may enter the admin has to pass a second step, or to set one up first.
STAFF_SECOND_STEP = False

ACCOUNT_ADAPTER = "academie.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
# Ours are counted in the database, for all processes (docs/adr/0017-one-door.md).
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "academie.accounts.code_forms.PasswordAgainForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL

MFA_ADAPTER = "academie.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Onderwijs-Zorg Academie"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "academie.accounts.code_forms.CodeForm",
    "reauthenticate": "academie.accounts.code_forms.CodeAgainForm",
    "activate_totp": "academie.accounts.code_forms.AppForm",
    "authenticate_webauthn": "academie.accounts.code_forms.KeyForm",
    "login_webauthn": "academie.accounts.code_forms.KeyLoginForm",
    "reauthenticate_webauthn": "academie.accounts.code_forms.KeyAgainForm",
    "add_webauthn": "academie.accounts.code_forms.KeyAddForm",
}

SOCIALACCOUNT_ADAPTER = "academie.accounts.federation.SocialAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

_NEEDED = {"id", "name", "server_url", "client_id", "client_secret"}


def providers(name: str) -> list[dict[str, str]]:
    """Return the organisations by which people can log in: a JSON list in the environment."""
    given = env.text(name, "")
    if not given:
        return []
    try:
        found = json.loads(given)
        complete = all(set(one) >= _NEEDED for one in found)
    except (TypeError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} moet een lijst in JSON zijn.") from error
    if not isinstance(found, list) or not complete:
        raise ImproperlyConfigured(f"{name}: elke organisatie heeft {', '.join(sorted(_NEEDED))}.")
    return found


def provider_settings(given: list[dict[str, str]]) -> dict[str, object]:
    """Return the same as allauth wants it, with PKCE."""
    apps = [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": one["client_secret"],
            "settings": {"server_url": one["server_url"]},
        }
        for one in given
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


OIDC_PROVIDERS = providers("OIDC_PROVIDERS")
SOCIALACCOUNT_PROVIDERS = provider_settings(OIDC_PROVIDERS)
