"""People who signed up, and their own page."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from academie.core.enums import World
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import Applicant
from academie.exchange.models import SignUp, TrainingSession
from academie.mail.models import OutgoingMail
from tests.exchange.events import make_event, session

MINE = "/mijn-aanmelding/"


def make_session(site, *, days=30, capacity=2, event=None, **values) -> TrainingSession:
    """Return a session that many days from now."""
    start = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)
    moment = session(start + timedelta(days=days), capacity=capacity, **values)
    return make_event(site, moment, **(event or {})).sessions.get()


def sign_up(moment: TrainingSession, name="Noor de Wit", **values) -> SignUp:
    """Sign somebody up as the form does."""
    given = {
        "name": name,
        "email": f"{name.split()[0].lower()}@school.nl",
        "role": "leerkracht",
        "organisation": "De Klim",
        "side": World.EDUCATION,
    } | values
    return desk.sign_up(moment.pk, Applicant(**given), key="").sign_up


def own(one: SignUp) -> str:
    """Return the address of somebody's own page, without the host."""
    return path_of(links.own_url(one))


def path_of(url: str) -> str:
    """Return an address of ours without the host."""
    return url.removeprefix("http://localhost")


def press(browser: Client, one: SignUp, action: str, **values):
    """Press a button on somebody's own page, as a browser does from a page without a Referer."""
    return browser.post(own(one), {"actie": action, **values}, headers={"Origin": "null"})


def link_in(mail: OutgoingMail, path: str) -> str:
    """Return the first link to a page of ours in a mail, without the host."""
    return re.search(rf"http://localhost({re.escape(path)}\S+)", mail.text)[1]
