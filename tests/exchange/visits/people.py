"""A visit with its host's texts, guests who sign up, and people who wish to visit."""

from datetime import timedelta

from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import Applicant
from academie.exchange.models import SignUp, TrainingSession, Visit, Wish
from academie.exchange.visits import wishes
from academie.exchange.visits.wishes import Wished
from tests.exchange.events import make_event, session

TEXTS = {
    "host_text": "De schoolleider wacht bij de deur.",
    "preparation": "Lees de folder over de klas.",
    "confidentiality": "U vertelt niets door over leerlingen.",
}


def make_visit(site, *, days=10, **values) -> TrainingSession:
    """Return the session of a published visit with four places."""
    names = ("owner", "title", "region", "kind", *TEXTS)
    page = {name: values.pop(name) for name in names if name in values}
    start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    moment = session(start, **({"capacity": 4} | values))
    return make_event(site, moment, **({"kind": "werkbezoek"} | TEXTS | page)).sessions.get()


def sign_up(moment, name="Anna", side=World.CARE, **values) -> SignUp:
    """Sign somebody up as the form does."""
    email = values.pop("email", f"{name.lower()}@zorg.nl")
    person = Applicant(name, email, "ib", values.pop("organisation", "Wijkteam"), side)
    return desk.sign_up(moment.pk, person, key=values.pop("key", "")).sign_up


def visit_of(sign_up) -> Visit:
    """Return the visit of a sign-up as it is now."""
    return Visit.objects.get(sign_up=sign_up)


def begin(moment, hours=3):
    """Let a session have been, some hours ago."""
    start = timezone.now() - timedelta(hours=hours)
    TrainingSession.objects.filter(pk=moment.pk).update(start=start, end=start + timedelta(hours=2))


def been(sign_up) -> Visit:
    """Let a guest have been there, and return the visit."""
    from academie.exchange.visits.services import visited

    begin(sign_up.session)
    SignUp.objects.filter(pk=sign_up.pk).update(present=True, present_at=timezone.now())
    sign_up.refresh_from_db()
    visited(sign_up)
    return visit_of(sign_up)


def wish(name="Anna", side=World.EDUCATION, wants=World.CARE, *, confirmed=True, **values) -> Wish:
    """Return a wish, confirmed unless told otherwise."""
    given = {"email": f"{name.lower()}@werk.nl", "organisation": f"Organisatie {name}"} | values
    wishes.ask(Wished(name=name, side=side, wants=wants, **given))
    found = Wish.objects.get(email=given["email"], closed_at=None)
    return wishes.confirm(found.public) if confirmed else found
