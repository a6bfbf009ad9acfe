"""Who somebody is to the site: what others may ask about an account, in one place."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from academie.accounts.models import User
from academie.taxonomy.models import Region
from academie.taxonomy.selectors import region_path

DEELNEMER = "Deelnemer"
SPECIALIST = "Specialist"
REDACTEUR = "Redacteur"
REGIOREDACTEUR = "Regioredacteur"
BEHEERDER = "Beheerder"
REVIEWERS = (REDACTEUR, REGIOREDACTEUR, BEHEERDER)

ENTER = "wagtailadmin.access_admin"


def display_name(user: User | AnonymousUser | None) -> str:
    """Return the name that people on the site may see; never the address of the mail.

    Without a name: what somebody does; without an account (any more): 'iemand die weg is'.
    """
    if not isinstance(user, User):
        return "iemand die weg is"
    return user.get_full_name().strip() or user.username.partition("@")[0]


def is_staff_member(user: Any) -> bool:
    """Return whether the account may enter /beheer/; false for nobody and for who is stopped."""
    return bool(user.is_authenticated and user.is_active and user.has_perm(ENTER))


def may_review(user: Any) -> bool:
    """Return whether the account may read and approve what others hand in, somewhere."""
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(user.is_superuser or user.groups.filter(name__in=REVIEWERS).exists())


def editors_for(region: Region | None) -> QuerySet[User]:
    """Return who reads what comes from a place: its regional editors, or else the editors.

    A regional editor looks after a place when one of her regions is that place or holds it.
    Ordered, active accounts only; of the beheerders nobody.
    """
    if region is not None:
        places = region_path(region.slug) or (region.slug,)
        near = _active().filter(groups__name=REGIOREDACTEUR, regions__slug__in=places).distinct()
        if near.exists():
            return near
    return _active().filter(groups__name=REDACTEUR).distinct()


def administrators() -> QuerySet[User]:
    """Return the accounts that answer for the site: beheerders and superusers."""
    return _active().filter(Q(groups__name=BEHEERDER) | Q(is_superuser=True)).distinct()


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True).order_by("pk")
