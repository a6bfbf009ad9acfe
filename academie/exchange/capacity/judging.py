"""What the host or an organiser decides about one person, and corrections of what she filled in."""

from datetime import datetime
from uuid import uuid4

from academie.core.enums import World
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.joining import active_row, key_of, new_row
from academie.exchange.capacity.people import Actor, Applicant
from academie.exchange.capacity.room import enter_by_row
from academie.exchange.capacity.settling import settle
from academie.exchange.enums import ActorKind, Reason, SignUpState
from academie.exchange.models import SignUp

CLOSED = "Over deze aanmelding is al beslist."
OVER = "Dit moment is al begonnen of gaat niet door. U kunt niemand meer een plaats geven."
HAS_PLACE = "Deze persoon heeft al een plaats. Meld de persoon af als het toch niet past."
WOULD_WAIT = (
    "Voor {side} is er nu geen plaats. Met deze verbetering gaat deze persoon naar de wachtlijst."
)
KNOWN = "Met dit adres is al iemand aangemeld voor dit moment. Vul een ander adres in."
_LABELS = {
    "name": "naam",
    "role": "rol",
    "organisation": "organisatie",
    "email": "e-mailadres",
    "email_key": "",
}


def approve(pk: int, *, actor: Actor, now: datetime | None = None) -> SignUp:
    """Say that somebody may come: a place if one is free, otherwise the waiting list.

    Approving again changes nothing. Raises `NotPossible` when the person is not asking any more.
    """
    with enter_by_row(pk, now=now) as (room, row):
        if not row.is_active:
            raise NotPossible(CLOSED)
        if row.state == SignUpState.REQUESTED:
            if not room.is_open:
                raise NotPossible(OVER)
            settle(room)
            row.approved_at = room.now
            state = SignUpState.CONFIRMED if room.fits(row.side) else SignUpState.WAITING
            room.set_state(row, state, Reason.APPROVED, actor, also=("approved_at",))
        return row


def refuse(pk: int, *, actor: Actor, note: str, now: datetime | None = None) -> SignUp:
    """Say that it does not fit, with the reason that the person reads.

    Refusing again changes nothing. Raises `NotPossible` when the person has a place already, or is
    not asking any more.
    """
    with enter_by_row(pk, now=now) as (room, row):
        if row.state == SignUpState.REFUSED:
            return row
        if row.state == SignUpState.CONFIRMED:
            raise NotPossible(HAS_PLACE)
        if not row.is_active:
            raise NotPossible(CLOSED)
        room.set_state(row, SignUpState.REFUSED, Reason.REFUSED, actor, note=note)
        return row


def correct_side(
    pk: int, side: World, *, actor: Actor, may_wait: bool = False, now: datetime | None = None
) -> SignUp:
    """Correct which side somebody is on. Numbers, and so the order, stay.

    Who has a place that her right side does not allow goes to the waiting list, but only with
    `may_wait`; otherwise `NotPossible` says so. Also raised for a sign-up that is not active.
    """
    with enter_by_row(pk, now=now) as (room, row):
        if not row.is_active:
            raise NotPossible(CLOSED)
        if row.side == side:
            return row
        seat, state = row.seat, SignUpState(row.state)
        if seat is not None:
            del room.seats[seat]
            if not room.fits(side):
                if not may_wait or not room.is_open:
                    raise NotPossible(WOULD_WAIT.format(side=side.words))
                state, row.seat = SignUpState.WAITING, None
            else:
                room.seats[seat] = side
        elif state == SignUpState.WAITING:
            room.waiting[row.side] -= 1
            room.waiting[side] += 1
        row.side = side
        if state == row.state:
            room.save(row, "side")
            room.note(row, Reason.SIDE_CORRECTED, actor)
        else:
            room.set_state(row, state, Reason.SIDE_CORRECTED, actor, also=("side",))
        settle(room)
        return room.row(pk)


def change_details(
    pk: int,
    *,
    name: str,
    role: str,
    organisation: str,
    email: str,
    actor: Actor,
    now: datetime | None = None,
) -> SignUp:
    """Change who somebody is, not whether she has a place; the note names what was changed.

    Nothing is written when nothing changed. Raises `NotPossible` for an address that is none or
    that somebody else in this session uses, and for a sign-up that is not active.
    """
    with enter_by_row(pk, now=now) as (room, row):
        if not row.is_active:
            raise NotPossible(CLOSED)
        applicant = Applicant(name, email, role, organisation, World(row.side))
        address = key_of(applicant)
        other = active_row(room, address)
        if other is not None and other.pk != pk:
            raise NotPossible(KNOWN)
        wanted = new_row(room, applicant, address, SignUpState(row.state))
        changed = [field for field in _LABELS if getattr(row, field) != getattr(wanted, field)]
        if not changed:
            return row
        if "email_key" in changed:
            row.former_email = row.email
        for field in changed:
            setattr(row, field, getattr(wanted, field))
        if "email_key" in changed:
            # The form was somebody else's; what it belonged to is this row, under its new address.
            row.key = ""
            if actor.kind != ActorKind.PERSON:
                # A wrong address put right: whoever reads mail there holds a link that must die.
                row.public = uuid4()
        room.save(row, *changed, "key", "public")
        note = ", ".join(label for field in changed if (label := _LABELS[field]))
        room.note(row, Reason.DETAILS, actor, note)
        return row
