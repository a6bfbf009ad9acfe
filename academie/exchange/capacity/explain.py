"""Where somebody stands, why, and what comes next, in sentences for the person herself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.counts import seated
from academie.exchange.capacity.keeping import AMSTERDAM
from academie.exchange.capacity.room import entered, numbers_of
from academie.exchange.capacity.rules import Numbers, Taken
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, TrainingSession

_FIXED = {
    SignUpState.CONFIRMED: "U hebt een plaats.",
    SignUpState.WITHDRAWN: "U bent afgemeld.",
    SignUpState.REFUSED: "De gastheer kon u geen plaats geven.",
    SignUpState.HANDED_OVER: "U hebt uw plaats aan een collega gegeven.",
    SignUpState.EXPIRED: "Het moment begon voordat er een plaats voor u was.",
    SignUpState.CANCELLED: "Dit moment gaat niet door.",
}
_HAD = "U had een plaats. Dit moment is geweest."
_MAIL = "Komt er een plaats vrij, dan krijgt u een mail."


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody reads about her sign-up. Reason and next moment are there for who waits."""

    state: SignUpState
    position: int | None
    sentence: str
    reason: str = ""
    next_moment: str = ""


def standing(sign_up: SignUp, now: datetime) -> Standing:
    """Return where a sign-up stands at `now`.

    The position is within the side as long as places are kept, and among all who wait after that.
    """
    state = SignUpState(sign_up.state)
    if state == SignUpState.REQUESTED:
        return Standing(
            state,
            None,
            "Uw aanvraag is binnen.",
            "De gastheer kijkt eerst of het past.",
            "U krijgt een mail zodra de gastheer heeft gekozen.",
        )
    if state == SignUpState.WAITING:
        return _waiting(sign_up, now)
    if state == SignUpState.CONFIRMED and sign_up.session.end <= now:
        return Standing(state, None, _HAD)
    return Standing(state, None, _FIXED[state])


def _waiting(sign_up: SignUp, now: datetime) -> Standing:
    session, side = sign_up.session, World(sign_up.side)
    numbers, taken = _as_it_stands(session, now)
    place = _position(sign_up, side if numbers.keeps else None)
    where = f"U bent {place}e voor {side.words}." if numbers.keeps else f"U bent {place}e."
    kept = _kept_for_others(numbers, taken, side)
    if not kept:
        reason = _full(session.capacity)
        sentence = f"{where.removesuffix('.')} op de wachtlijst. {reason}"
        return Standing(SignUpState.WAITING, place, sentence, reason, _MAIL)
    day = _day(rules.days_before(session.start, session.release_days), now)
    count = sum(kept.values())
    places = "Er is 1 plaats vrij" if count == 1 else f"Er zijn {count} plaatsen vrij"
    listed = " en ".join(other.words for other in kept)
    reason = f"{places}, bewaard voor {listed} tot {day}."
    gives = "komt de bewaarde plaats" if count == 1 else "komen de bewaarde plaatsen"
    return Standing(
        SignUpState.WAITING,
        place,
        f"{where} {reason}",
        reason,
        f"Op {day} {gives} vrij voor iedereen. "
        "Komt er eerder een plaats vrij, dan krijgt u een mail.",
    )


def _as_it_stands(session: TrainingSession, now: datetime) -> tuple[Numbers, Taken]:
    """Return the numbers that count now and who has a place."""
    room = entered(session.pk)
    if room is not None:
        return room.numbers, room.taken
    seating: Seating | None = getattr(session, "seating", None)
    released = rules.is_released(
        session.start, session.release_days, seating.released_at if seating else None, now
    )
    numbers = numbers_of(session)
    return numbers.released if released else numbers, seated(session.pk)


def _position(sign_up: SignUp, side: World | None) -> int:
    """Return the place in the line of a side, or of everybody."""
    room = entered(sign_up.session_id)
    if room is not None and sign_up.number + 1 == room.seating.next_number:
        # The newest stands behind all others, and the room has counted those.
        return room.waiting[side] if side else room.waiting.total()
    before = SignUp.objects.filter(
        session=sign_up.session_id, state=SignUpState.WAITING, number__lt=sign_up.number
    )
    return 1 + (before.filter(side=side) if side else before).count()


def _kept_for_others(numbers: Numbers, taken: Taken, side: World) -> dict[World, int]:
    return {
        other: count
        for other in World
        if other != side and (count := rules.kept_free(numbers, taken, other))
    }


def _full(capacity: int) -> str:
    return "De enige plaats is bezet." if capacity == 1 else f"Alle {capacity} plaatsen zijn bezet."


def _day(day: date, now: datetime) -> str:
    """Return a date as people say it, with the year when it is another one."""
    year = now.astimezone(AMSTERDAM).year
    return date_format(day, "j F" if day.year == year else "j F Y")
