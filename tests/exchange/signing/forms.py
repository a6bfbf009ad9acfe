"""A person who signs up: looks at the page, fills in the form, presses the button."""

import re
from datetime import timedelta
from html import unescape

from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from academie.exchange.signing.stamps import read_stamp
from tests.exchange.events import make_event, session

PERSON = {
    "name": "Noor Voorbeeld",
    "email": "noor@school.nl",
    "role": "ib",
    "organisation": "Basisschool De Brug",
    "side": "onderwijs",
}


def soon(days=30, **values):
    """Return a session to come that is not saved yet."""
    start = (timezone.now() + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    return session(start, **({"capacity": 10} | values))


def event_with(site, *sessions, **values):
    """Make an event on the address /agenda/meelopen/."""
    return make_event(site, *sessions, **({"title": "Meelopen", "slug": "meelopen"} | values))


def stamp_of(page):
    """Return the stamp of the form on a page."""
    return re.search(r'name="stamp" value="([^"]+)"', page.text)[1]


def older(stamp, seconds=60):
    """Return the same stamp as if the form was shown longer ago."""
    found = read_stamp(stamp, timezone.now())
    shown = int((found.shown_at - timedelta(seconds=seconds)).timestamp() * 1000)
    return Signer(salt="exchange.stamp", sep=".").sign(f"{found.key}-{shown}")


class Visitor:
    """A browser as strict as the real thing, at one address on the internet."""

    def __init__(self, address="192.0.2.1"):
        self.browser = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)

    def look(self, event, query=""):
        return self.browser.get(f"/agenda/{event.slug}/{query}")

    def stamp(self, event):
        """Return the stamp of a form that was shown a minute ago."""
        return older(stamp_of(self.look(event)))

    def press(self, event, *, stamp=None, **typed):
        """Fill in the form and send it; what is not given is what a person of a school types."""
        given = PERSON | {"stamp": self.stamp(event) if stamp is None else stamp} | typed
        if "session" not in given and event.sessions.count() == 1:
            given["session"] = str(event.sessions.get().pk)
        given = {name: value for name, value in given.items() if value is not None}
        return self.browser.post(f"/agenda/{event.slug}/aanmelden/", given)

    def told(self, answer):
        """Follow a good answer to the page that says how it went."""
        assert answer.status_code == 303, unescape(answer.text)
        return self.browser.get(answer["Location"])
