"""Somebody signs up."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.keeping import keep_until
from academie.exchange.capacity.people import PERSON, Actor, Applicant, email_key
from academie.exchange.capacity.room import Room, enter
from academie.exchange.capacity.settling import settle
from academie.exchange.enums import ACTIVE, Reason, SignUpState
from academie.exchange.models import SignUp

TRIES = 3
NO_ADDRESS = "Vul een e-mailadres in zoals naam@school.nl."
CANCELLED = "Dit moment gaat niet door. Kijk in de agenda voor een ander moment."
BEGUN = "Dit moment is al begonnen. Kijk in de agenda voor een ander moment."
NO_NEED = "Voor dit moment hoeft u zich niet aan te melden. U bent welkom."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sign-up that somebody has now, and whether it is new."""

    sign_up: SignUp
    is_new: bool


def sign_up(
    session_pk: int,
    applicant: Applicant,
    *,
    key: str,
    actor: Actor = PERSON,
    now: datetime | None = None,
    savepoint: bool = True,
) -> Outcome:
    """Sign somebody up: a place, a place on the waiting list, or a request to the host.

    `key` tells one form that was shown from another ("" for who used none). The same key with the
    same address, or an address that is already active in the session, is the sign-up that is there.
    Without `savepoint` the caller is in a transaction that goes as a whole when this raises, and
    lets nobody else sign up the same address.
    Raises `NotPossible` when the session is gone, cancelled, begun, or needs no signing up.
    """
    address = key_of(applicant)
    for attempt in range(1, TRIES + 1):
        try:
            with enter(session_pk, now=now, savepoint=savepoint) as room:
                return _join(room, applicant, address, key[:64], actor)
        except IntegrityError:
            # The same form for two sessions at once: at the next try we see the other one.
            if attempt == TRIES or not savepoint:
                raise
    raise AssertionError("unreachable")


def key_of(applicant: Applicant) -> str:
    """Return the address as we compare it. Raises `NotPossible` when it is none."""
    try:
        return email_key(applicant.email)
    except ValueError:
        raise NotPossible(NO_ADDRESS) from None


def new_row(room: Room, applicant: Applicant, address: str, state: SignUpState) -> SignUp:
    """Return a row for somebody, not saved; what does not fit in a column is cut."""
    return SignUp(
        name=_one_line(applicant.name, 120),
        email=_one_line(applicant.email, 254),
        email_key=address,
        role=_one_line(applicant.role, 80),
        organisation=_one_line(applicant.organisation, 160),
        side=applicant.side,
        state=state,
        keep_until=keep_until(room.session.end),
    )


def active_row(room: Room, address: str) -> SignUp | None:
    """Return the active sign-up of an address in this session."""
    rows = SignUp.objects.filter(session=room.session, email_key=address, state__in=ACTIVE)
    found = rows.first()
    return None if found is None else room.row(found.pk)


def _join(room: Room, applicant: Applicant, address: str, key: str, actor: Actor) -> Outcome:
    # One form may be used for two sessions (chosen again after 'back'), a key only once.
    own_key = hashlib.sha256(f"{key} {room.session.pk}".encode()).hexdigest()
    keys = {key, own_key} if key else set()
    mine, elsewhere = [], False
    # All that this person ever signed up for: a handful, and the plainest of queries.
    rows = SignUp.objects.filter(email_key=address)
    for pk, session_pk, state, used in rows.values_list("pk", "session_id", "state", "key"):
        if session_pk != room.session.pk:
            elsewhere |= used in keys
        elif state in ACTIVE or used in keys:
            # Active first: who withdrew and signed up anew has two.
            mine.append((state not in ACTIVE, pk))
    if mine:
        return Outcome(room.row(min(mine)[1]), is_new=False)
    _check_open(room)
    settle(room)
    state, reason = _first_state(room, applicant)
    row = new_row(room, applicant, address, state)
    row.key = own_key if elsewhere else key
    return Outcome(room.add(row, reason, actor), is_new=True)


def _first_state(room: Room, applicant: Applicant) -> tuple[SignUpState, Reason]:
    if room.session.approval:
        return SignUpState.REQUESTED, Reason.ASKED
    if room.fits(applicant.side):
        return SignUpState.CONFIRMED, Reason.FREE
    return SignUpState.WAITING, room.why_not()


def _check_open(room: Room) -> None:
    if room.seating.cancelled_at is not None:
        raise NotPossible(CANCELLED)
    if room.has_begun:
        raise NotPossible(BEGUN)
    if not room.session.capacity:
        raise NotPossible(NO_NEED)


def _one_line(text: str, longest: int) -> str:
    """Return text without line breaks and control characters, no longer than its column."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:longest]
