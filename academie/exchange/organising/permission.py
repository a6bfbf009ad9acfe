"""Who may manage the sign-ups of which sessions."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from academie.accounts.models import User
from academie.core.reach import places_of
from academie.exchange.models import TrainingSession

ACCESS = "wagtailadmin.access_admin"
ALL, REGION = "exchange.organise_all", "exchange.organise_region"


def organised_sessions(user: AbstractBaseUser | AnonymousUser) -> QuerySet[TrainingSession]:
    """Return the sessions whose sign-ups somebody may manage.

    All of them with `exchange.organise_all`; those of one's own pages; and with
    `exchange.organise_region` those of pages in one's regions, or in a place that lies inside one.
    Who may not enter the admin manages none.
    """
    sessions = TrainingSession.objects.all()
    if not isinstance(user, User) or not user.has_perm(ACCESS):
        return sessions.none()
    if user.has_perm(ALL):
        return sessions
    allowed = Q(page__owner=user)
    if user.has_perm(REGION):
        allowed |= Q(page__region__in=places_of(user))
    return sessions.filter(allowed)


def may_organise(user: AbstractBaseUser | AnonymousUser, session: TrainingSession) -> bool:
    """Return whether somebody may manage the sign-ups of this session."""
    return organised_sessions(user).filter(pk=session.pk).exists()
