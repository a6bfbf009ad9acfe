"""Everything that the site holds about one account, for the person herself.

Other apps add their part with ``academie.core.own_data``; what they hold goes with the account.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from wagtail.models import Page, Revision

from academie.accounts.models import User
from academie.core import own_data as of_the_apps


def own_data(user: User) -> dict[str, Any]:
    """Return it all. No secrets: those of the second step would open the account."""
    return {
        "account": _account(user),
        "tweede stap": [
            {"soort": one.type, "gemaakt": one.created_at, "laatst gebruikt": one.last_used_at}
            for one in Authenticator.objects.filter(user=user)
        ],
        "inloggen via een organisatie": [
            {"organisatie": one.provider, "kenmerk": one.uid, "sinds": one.date_joined}
            for one in SocialAccount.objects.filter(user=user)
        ],
        "eigen pagina's": [
            {"titel": page.title, "adres": page.full_url, "gemaakt": page.first_published_at}
            for page in Page.objects.filter(owner=user).order_by("pk")
        ],
        "versies die u schreef": Revision.objects.filter(user=user).count(),
    } | of_the_apps.own_data(user)


def _account(user: User) -> dict[str, Any]:
    return {
        "naam": user.get_full_name(),
        "gebruikersnaam": user.username,
        "e-mail": user.email,
        "organisatie": user.organisation,
        "kant": user.get_side_display(),
        "rollen": [role.label for role in user.roles.all()],
        "clusters": [cluster.label for cluster in user.clusters.all()],
        "werkt in": user.region.label if user.region else "",
        "zorgt voor": [region.label for region in user.regions.all()],
        "groepen": [group.name for group in user.groups.all()],
        "gemaakt": user.date_joined,
        "laatst ingelogd": user.last_login,
        "akkoord": user.agreed_at,
    }
