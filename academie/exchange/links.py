"""Personal links: who holds one may do what it was made for, and nothing else.

Nothing is stored. A token is the random 122-bit name of a row with a 256-bit signature for one
purpose, so that a copy of the database opens nothing. Tokens travel in the query string, which no
log of ours holds, and never in a calendar file.
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from academie.core.numbers import whole_number
from academie.exchange.models import SignUp, TrainingSession
from academie.mail.links import absolute

_OWN, _FEED, _LOOK_BACK, _LATE = "exchange.own", "exchange.feed", "exchange.back", "exchange.late"
_DAY, _DOOR = "exchange.day", "exchange.door"
_QUIET = "exchange.quiet"
_SEPARATOR = "."
_LONGEST = 300


def own_url(sign_up: SignUp) -> str:
    """Return the link to everything that somebody may do with her own sign-up."""
    return absolute(f"/mijn-aanmelding/?t={_sign(_OWN, sign_up.public.hex)}")


def own_token(sign_up: SignUp) -> str:
    """Return the token of that link, for a page that shows a form of its own."""
    return _sign(_OWN, sign_up.public.hex)


def read_own(token: str) -> UUID | None:
    """Return the public number of the sign-up; None for a false link."""
    return _uuid(_read(_OWN, token))


def feed_url(sign_up: SignUp) -> str:
    """Return the calendar feed with everything that this person signed up for."""
    return absolute(f"/mijn-agenda.ics?t={_sign(_FEED, sign_up.public.hex)}")


def read_feed(token: str) -> UUID | None:
    """Return the public number of one of the person's sign-ups; None for a false link."""
    return _uuid(_read(_FEED, token))


def look_back_url(sign_up: SignUp, *, late: bool = False) -> str:
    """Return the link to the questions afterwards, or to the one after six weeks."""
    return absolute(f"/terugkijken/?t={_sign(_LATE if late else _LOOK_BACK, sign_up.public.hex)}")


def read_look_back(token: str) -> tuple[UUID, bool] | None:
    """Return the public number and whether it is the question after six weeks; None when false."""
    for purpose, late in ((_LOOK_BACK, False), (_LATE, True)):
        public = _uuid(_read(purpose, token))
        if public is not None:
            return public, late
    return None


def quiet_url(sign_up: SignUp) -> str:
    """Return the link that stops the reminders of one sign-up, and does nothing else."""
    return absolute(f"/geen-herinneringen/?t={_sign(_QUIET, sign_up.public.hex)}")


def read_quiet(token: str) -> UUID | None:
    """Return the public number of the sign-up; None for a false link."""
    return _uuid(_read(_QUIET, token))


def day_url(session: TrainingSession) -> str:
    """Return the link to the list for the day itself, for whoever receives the participants."""
    return absolute(f"/op-de-dag/?t={_sign(_DAY, str(session.pk))}")


def read_day(token: str) -> int | None:
    """Return the session of such a link; None for a false one."""
    return _number(_read(_DAY, token))


def door_url(session: TrainingSession) -> str:
    """Return what the QR code at the door says: 'I am here', for one session."""
    return absolute(f"/aanwezig/?t={_sign(_DOOR, str(session.pk))}")


def read_door(token: str) -> int | None:
    """Return the session of such a link; None for a false one."""
    return _number(_read(_DOOR, token))


def _sign(purpose: str, value: str) -> str:
    return Signer(salt=purpose, sep=_SEPARATOR).sign(value)


def _read(purpose: str, token: str) -> str | None:
    try:
        return Signer(salt=purpose, sep=_SEPARATOR).unsign(token[:_LONGEST])
    except BadSignature:
        return None


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def _number(value: str | None) -> int | None:
    return whole_number(value or "")
