"""Somebody leaves: withdraws, hands the place to a colleague, or has everything erased."""

from datetime import datetime

from academie.core.enums import World
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.joining import active_row, key_of, new_row
from academie.exchange.capacity.people import PERSON, Actor, Applicant
from academie.exchange.capacity.room import Room, enter_by_row
from academie.exchange.capacity.settling import settle
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import SignUp

PAST = "Dit moment is al geweest. Afmelden hoeft niet meer."
NO_PLACE = "U hebt geen plaats om door te geven."
BEGUN = "Dit moment is al begonnen. Doorgeven kan niet meer."
HERSELF = "Dit is het adres van uzelf. Vul het e-mailadres van uw collega in."
HAS_PLACE = "Uw collega heeft al een plaats. U kunt zich gewoon afmelden."
OTHER_SIDE = (
    "Uw collega hoort bij een andere kant, en uw plaats is bewaard voor uw kant. "
    "Geef uw plaats aan iemand van uw kant, of meld u af."
)
PRESENT = "aanwezig"
"""Beside the states in the tally: those who were there."""


def withdraw(
    pk: int,
    *,
    actor: Actor,
    reason: Reason = Reason.WITHDREW,
    note: str = "",
    now: datetime | None = None,
) -> SignUp:
    """Take somebody off the list; the next one gets the place at once.

    Asking again changes nothing. Raises `NotPossible` when the row is gone or the session is over.
    """
    with enter_by_row(pk, now=now) as (room, row):
        if row.is_active:
            if room.session.end <= room.now:
                raise NotPossible(PAST)
            room.set_state(row, SignUpState.WITHDRAWN, reason, actor, note=note)
            settle(room)
        return row


def hand_over(
    pk: int, applicant: Applicant, *, actor: Actor, now: datetime | None = None
) -> SignUp:
    """Give somebody's place to a colleague; return the colleague's sign-up, which has the place.

    A colleague who waits keeps her own row, side and number. Asking again returns the same row.
    Raises `NotPossible` when there is no place to give, or the colleague may not have it.
    """
    address = key_of(applicant)
    with enter_by_row(pk, now=now) as (room, giver):
        colleague = active_row(room, address)
        if giver.state == SignUpState.HANDED_OVER and colleague and colleague.from_other_id == pk:
            return colleague
        if giver.state != SignUpState.CONFIRMED or giver.seat is None:
            raise NotPossible(NO_PLACE)
        if not room.is_open:
            raise NotPossible(BEGUN)
        if address == giver.email_key:
            raise NotPossible(HERSELF)
        if colleague and colleague.state == SignUpState.CONFIRMED:
            raise NotPossible(HAS_PLACE)
        return _hand_on(room, giver, giver.seat, colleague, applicant, address, actor)


def _hand_on(
    room: Room,
    giver: SignUp,
    seat: int,
    colleague: SignUp | None,
    applicant: Applicant,
    address: str,
    actor: Actor,
) -> SignUp:
    side = World(colleague.side) if colleague else applicant.side
    room.set_state(giver, SignUpState.HANDED_OVER, Reason.HANDED_ON, actor)
    # An error undoes the line above as well: it is one transaction.
    if not room.fits(side):
        raise NotPossible(OTHER_SIDE)
    if colleague is None:
        colleague = new_row(room, applicant, address, SignUpState.CONFIRMED)
        colleague.from_other = giver
        room.add(colleague, Reason.RECEIVED, actor, seat=seat)
    else:
        colleague.from_other = giver
        room.set_state(
            colleague,
            SignUpState.CONFIRMED,
            Reason.RECEIVED,
            actor,
            seat=seat,
            also=("from_other",),
        )
    settle(room)
    return colleague


def erase(pk: int, *, actor: Actor = PERSON, now: datetime | None = None) -> None:
    """Delete all that is known of somebody; the place goes to the next one, the count stays.

    Whoever could still come is withdrawn first, so that listeners know. Erasing a row that is gone
    is no error.
    """
    try:
        with enter_by_row(pk, now=now) as (room, row):
            if row.is_active and room.session.end > room.now:
                room.set_state(row, SignUpState.WITHDRAWN, Reason.ERASED, actor)
            _tally(room, row)
            row.delete()
            settle(room)
    except NotPossible:
        return


def _tally(room: Room, row: SignUp) -> None:
    """Count somebody who is about to be deleted: state -> side -> number."""
    tally = room.seating.tally
    for state in (row.state, PRESENT) if row.present else (row.state,):
        sides = tally.setdefault(str(state), {})
        sides[row.side] = sides.get(row.side, 0) + 1
    room.seating.save(update_fields=["tally"])
