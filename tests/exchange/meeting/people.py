"""Sessions and people with a place, as the tests of this part need them."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity.people import email_key
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp
from tests.exchange.events import make_event, session

_numbers = count(1)


def make_session(site, *, ended=None, starts=None, hours=3.5, **values):
    """Return a published session that ended or starts so long ago or from now."""
    now = timezone.now().replace(microsecond=0)
    start = (
        now - ended - timedelta(hours=hours)
        if ended is not None
        else now + (starts or timedelta(minutes=30))
    )
    page = make_event(site, session(start, hours=hours, capacity=12, **values))
    return page.sessions.select_related("page").get()


def make_person(moment, name="Fatima el Amrani", **values):
    """Return somebody with a place."""
    number = next(_numbers)
    address = values.pop("email", f"deelnemer{number}@school.nl")
    state = values.pop("state", SignUpState.CONFIRMED)
    now = timezone.now()
    Seating.objects.update_or_create(session=moment, defaults={"next_number": number + 1})
    return SignUp.objects.create(
        session=moment,
        number=number,
        name=name,
        email=address,
        email_key=email_key(address),
        role=values.pop("role", "ib"),
        organisation=values.pop("organisation", "De Kleine Wereld"),
        side=values.pop("side", World.EDUCATION),
        state=state,
        seat=number if state == SignUpState.CONFIRMED else None,
        created_at=now,
        changed_at=now,
        keep_until=values.pop("keep_until", (moment.end + timedelta(days=90)).date()),
        **values,
    )


def query(url):
    """Return path and query of a whole address, for the test client."""
    return "/" + url.split("/", 3)[3]
