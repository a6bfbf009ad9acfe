"""Makers: accounts in a group, and what somebody told."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from academie.feedback.models import Experience, State
from academie.feedback.summaries import renew
from academie.feedback.telling import Told, tell
from tests import factories

NEXT = iter(range(10_000))


def account(username, *groups, **values):
    """Return an account in some groups, with an address."""
    user = factories.make_user(username, email=f"{username}@school.nl", **values)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def told(role="ib", sector="po", group="groepje", outcome="werkte", text=""):
    """Return what somebody filled in."""
    return Told(role, sector, group, outcome, text)


def shown(page, *, days=0, **values):
    """Let somebody new tell something, and let her text stand at the card."""
    user = account(f"lezer-{next(NEXT)}")
    experience = tell(page.pk, user, told(**values))
    experience.state = State.SHOWN
    experience.told_at = timezone.now() - timedelta(days=days)
    experience.save()
    renew(page.pk)
    return Experience.objects.get(pk=experience.pk)
