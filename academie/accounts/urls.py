"""Addresses of accounts, placed before Wagtail's so that its own door leads to ours.

Of django-allauth only what is used has an address; its own forms to join or to manage addresses
and passwords have none. The names without a prefix are those that allauth asks for.
"""

from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from academie.accounts import (
    federation_views,
    join_views,
    leave_views,
    login_views,
    profile_views,
    security_views,
)
from academie.accounts.security_views import kept_private
from academie.core.private_pages import personal

_OWN = [
    path("inloggen/", login_views.login, name="login"),
    path("inloggen/verstuurd/", login_views.sent, name="sent"),
    path("inloggen/link/", login_views.link, name="link"),
    path("inloggen/account-maken/", join_views.join, name="join"),
    path("inloggen/wachtwoord/", login_views.password, name="password"),
    path("inloggen/demo/", login_views.demo, name="demo"),
    path("inloggen/geen-toegang/", login_views.refused, name="refused"),
    path("uitloggen/", login_views.logout, name="logout"),
    path("mijn-academie/gegevens/", profile_views.profile, name="profile"),
    path("mijn-academie/gegevens/download/", profile_views.download, name="download"),
    path("mijn-academie/gegevens/adres/", profile_views.address, name="address"),
    path("mijn-academie/gegevens/adres/klopt/", profile_views.new_address, name="new_address"),
    path("mijn-academie/gegevens/overal-uitloggen/", leave_views.out_everywhere, name="out"),
    path("mijn-academie/gegevens/wissen/", leave_views.leave, name="leave"),
    path("mijn-academie/beveiliging/opnieuw/", security_views.again, name="again"),
]

_SECURITY = [
    path("", kept_private(mfa.index), name="mfa_index"),
    path("code/opnieuw/", kept_private(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/", kept_private(totp.activate_totp), name="mfa_activate_totp"),
    path("app/weghalen/", kept_private(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "herstelcodes/", kept_private(recovery.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "herstelcodes/maken/",
        kept_private(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "herstelcodes/download/",
        kept_private(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("sleutels/", kept_private(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("sleutels/nieuw/", kept_private(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "sleutels/opnieuw/",
        security_views.passkey_again,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "sleutels/<int:pk>/weghalen/",
        kept_private(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("sleutels/<int:pk>/naam/", kept_private(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("wachtwoord/", security_views.password_again, name="account_reauthenticate"),
]

urlpatterns = [
    path("", include((_OWN, "accounts"))),
    path("mijn-academie/beveiliging/", include(_SECURITY)),
    path("inloggen/", login_views.login, name="account_login"),
    path("uitloggen/", login_views.logout, name="account_logout"),
    path("inloggen/geen-toegang/", login_views.refused, name="account_inactive"),
    path("inloggen/tweede-stap/", personal(mfa.authenticate), name="mfa_authenticate"),
    path("inloggen/sleutel/", security_views.passkey_login, name="mfa_login_webauthn"),
    path(
        "inloggen/via/niet-gelukt/",
        federation_views.cancelled,
        name="socialaccount_login_cancelled",
    ),
    path("inloggen/via/<slug:provider_id>/", federation_views.begin, name="openid_connect_login"),
    path(
        "inloggen/via/<slug:provider_id>/terug/",
        federation_views.callback,
        name="openid_connect_callback",
    ),
    path("beheer/login/", login_views.admin_door),
    path("beheer/logout/", login_views.logout),
]
