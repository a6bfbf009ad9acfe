"""Those who wait get the places that are free: after every change, and before anybody new."""

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.people import SYSTEM
from academie.exchange.capacity.room import Room
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import SignUp


def settle(room: Room, reason: Reason | None = None) -> int:
    """Give places to everybody who waits and fits, in order of number; return how many did.

    `reason` is why places came free, when the caller knows; otherwise it is told per person.
    """
    if not room.is_open:
        return 0
    sides = [side for side in World if room.waiting[side] and room.fits(side)]
    if not sides:
        return 0
    waiting = SignUp.objects.filter(
        session=room.session, state=SignUpState.WAITING, side__in=sides
    ).order_by("number")
    queue = ((pk, World(side)) for pk, side in waiting.values_list("pk", "side"))
    placed = [pk for pk, _ in rules.walk(room.numbers, room.taken, queue)]
    for pk in placed:
        row = room.row(pk)
        kept = not rules.fits(room.numbers_as_set, room.taken, World(row.side))
        why = reason or (Reason.RELEASED if kept else Reason.PROMOTED)
        room.set_state(row, SignUpState.CONFIRMED, why, SYSTEM)
    return len(placed)
