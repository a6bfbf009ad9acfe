"""Makers of people and their sign-ups, and readers of what was mailed about them."""

from datetime import timedelta

from django.utils import timezone
from icalendar import Calendar

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import Applicant
from academie.exchange.letters.kinds import What
from academie.exchange.models import SignUpChange
from academie.mail.models import OutgoingMail
from tests.exchange.events import local, make_event, session

KINDS = [what.kind for what in What]


def soon(days=30, hour=9):
    """Return a moment so many days from now, at a local hour."""
    day = timezone.localdate() + timedelta(days=days)
    return local(day.year, day.month, day.day, hour)


def moment(site, *, days=30, start=None, page=None, **values):
    """Return a session of an event of its own; `page` are fields of that event."""
    start = start or soon(days)
    event = make_event(
        site,
        session(start, **({"capacity": 1, "release_days": 1} | values)),
        **({"title": "Een ochtend mee", "kind": "training"} | (page or {})),
    )
    return event.sessions.get()


def person(name="Noor", side=World.CARE, **values):
    """Return somebody who wants a place."""
    return Applicant(
        **{
            "name": name,
            "email": f"{name.split()[0].lower()}@school.nl",
            "role": "leerkracht",
            "organisation": "De Regenboog",
            "side": side,
        }
        | values
    )


def join(found, name="Noor", side=World.CARE, *, now=None, **values):
    """Sign somebody up for a session and return the row."""
    return desk.sign_up(found.pk, person(name, side, **values), key="", now=now).sign_up


def mails(to=None):
    """Return the mails about sign-ups, oldest first, to one person or to all."""
    found = OutgoingMail.objects.filter(kind__in=KINDS).order_by("pk")
    return list(found.filter(to=f"{to.lower()}@school.nl") if to else found)


def last_mail(to):
    """Return the newest of those."""
    return mails(to)[-1]


def attached(mail):
    """Return (method, event) of the calendar file that came along; None without one."""
    file = mail.attachments.first()
    if file is None:
        return None
    calendar = Calendar.from_ical(bytes(file.content))
    assert file.content_type == f"text/calendar; method={calendar['method']}"
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def assert_one_mail_a_change():
    """Every change has exactly one mail, and there is no mail without a change."""
    changes = sorted(str(pk) for pk in SignUpChange.objects.values_list("pk", flat=True))
    assert sorted(mail.key for mail in mails()) == changes
