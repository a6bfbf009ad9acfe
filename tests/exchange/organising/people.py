"""Makers for the screens of organisers: accounts, a session, and people who sign up for it."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity.people import Applicant
from academie.exchange.models import SignUp
from tests import factories
from tests.exchange.events import make_event, session


def account(username, group):
    """Return an account in one group."""
    user = factories.make_user(username)
    user.groups.set([Group.objects.get(name=group)])
    return user


def make_session(site, *, days=30, title="Werkbezoek", owner=None, region=None, **values):
    """Return a published session, four places unless told otherwise."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    one = session(start, **({"capacity": 4} | values))
    extra = {"owner": owner} if owner else {}
    extra |= {"region": region} if region else {}
    return make_event(site, one, title=title, **extra).sessions.get()


def applicant(name, side=World.EDUCATION, **values):
    """Return somebody whose address follows from the name."""
    given = {
        "name": name,
        "email": f"{name.lower().replace(' ', '.')}@school.nl",
        "role": "ib",
        "organisation": "De Brug",
        "side": side,
    }
    return Applicant(**(given | values))


def sign_up(session, name, side=World.EDUCATION, **values) -> SignUp:
    """Sign somebody up as the form on the site does."""
    from academie.exchange.capacity import desk

    return desk.sign_up(session.pk, applicant(name, side, **values), key="").sign_up
