"""From a change to the mail about it, in the transaction of the change.

A change has one mail, however often this runs: its number is the key in the outbox. An organiser
may have chosen another language or time zone for her own screens; letters are Dutch and in the time
of the Netherlands.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone, translation

from academie.exchange import ics
from academie.exchange.enums import SignUpState
from academie.exchange.invitations import cancellation, invitation
from academie.exchange.letters import host, kinds, person
from academie.exchange.letters.kinds import What, what_of
from academie.exchange.models import Seating, SignUp, SignUpChange
from academie.mail.outbox import Attached, owe

P = ParamSpec("P")
R = TypeVar("R")

_INVITES = frozenset({What.CONFIRMED, What.PROMOTED, What.RECEIVED, What.MOVED})


def in_dutch(run: Callable[P, R]) -> Callable[P, R]:
    """Run something with Dutch names of days and Dutch clocks, whoever pressed the button."""

    @wraps(run)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with timezone.override(ics.ZONE), translation.override("nl"):
            return run(*args, **kwargs)

    return wrapped


@in_dutch
def tell_person(change: SignUpChange) -> None:
    """Write the one mail about a change, to whom it concerns; a note to an address she left."""
    sign_up, what = change.sign_up, what_of(change)
    subject, text = person.compose(what, change, sign_up)
    owe(
        sign_up.email,
        subject,
        text,
        kind=what.kind,
        key=str(change.pk),
        attachments=_files(what, change, sign_up),
    )
    if sign_up.former_email:
        subject, text = person.old_address()
        owe(
            sign_up.former_email,
            subject,
            text,
            kind=kinds.OLD_ADDRESS,
            key=str(change.pk),
        )


@in_dutch
def tell_host(change: SignUpChange) -> None:
    """Write to who decides that somebody asks for a place."""
    if change.new != SignUpState.REQUESTED or change.old:
        return
    session = change.sign_up.session
    to = host.address(session.page)
    if to:
        subject, text = host.asked(session, change.sign_up.side, now=change.at)
        owe(to, subject, text, kind=kinds.HOST_REQUEST, key=str(change.pk))


@in_dutch
def tell_host_of_session(seating: Seating, event: str) -> None:
    """Write to who organises what happened to a session as a whole, or what has to be decided."""
    session = seating.session
    to, found = host.address(session.page), host.session_letter(seating, event)
    if to and found:
        subject, text = found
        # A session that moves is decided on anew.
        key = f"{session.pk}:{event}:{seating.sequence}"
        owe(to, subject, text, kind=kinds.HOST_SESSION, key=key)


def _files(what: What, change: SignUpChange, sign_up: SignUp) -> list[Attached]:
    has, had = (state == SignUpState.CONFIRMED for state in (change.new, change.old))
    # A new address is a new calendar.
    new_calendar = what is What.DETAILS and bool(sign_up.former_email)
    if has and (what in _INVITES or new_calendar):
        return [invitation(sign_up, at=change.at, is_new=not change.old)]
    if had and not has:
        return [cancellation(sign_up, at=change.at)]
    return []
