"""Makers of people and sessions for tests of places."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import Applicant
from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp, TrainingSession
from tests.exchange.events import make_event, session

E, Z, G = World.EDUCATION, World.CARE, World.OTHER
BEVESTIGD, WACHT = SignUpState.CONFIRMED, SignUpState.WAITING

_numbers = count(1)


def applicant(side=Z, email=None, **values):
    """Return somebody who was never here before, unless an address says otherwise."""
    number = next(_numbers)
    plain = {"name": f"Deelnemer {number}", "role": "ib", "organisation": "Organisatie"}
    return Applicant(
        email=email or f"deelnemer{number}@voorbeeld.nl", side=side, **(plain | values)
    )


def make_session(site, *, days=40, **values):
    """Return a published session with 3 places, of which none is kept."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    page = make_event(site, session(start, **({"capacity": 3} | values)))
    return page.sessions.get()


def join(where, side=Z, email=None, key="", **values):
    """Sign somebody up and return the row."""
    return desk.sign_up(where.pk, applicant(side, email, **values), key=key).sign_up


def fresh(row):
    """Return a row as it stands in the database."""
    return type(row).objects.get(pk=row.pk)


def states(where):
    """Return number -> state of all sign-ups of a session."""
    rows = SignUp.objects.filter(session=where).order_by("number")
    return {row.number: SignUpState(row.state) for row in rows}


def reload(where):
    """Return a session as it stands in the database."""
    return TrainingSession.objects.get(pk=where.pk)
