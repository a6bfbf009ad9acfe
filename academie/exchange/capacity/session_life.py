"""What happens to a session as a whole: it goes on, it is cancelled, its page is published."""

import logging
from datetime import date, datetime, timedelta

from academie.exchange.capacity import rules
from academie.exchange.capacity.changes import (
    CANCELLED,
    DECIDE_SOON,
    GO,
    TOO_FEW,
    announce,
)
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.keeping import keep_until
from academie.exchange.capacity.people import SYSTEM, Actor
from academie.exchange.capacity.room import Room, enter, told_of
from academie.exchange.capacity.settling import settle
from academie.exchange.enums import ACTIVE, Decision, Reason, SignUpState
from academie.exchange.models import SignUp, TrainingSession

logger = logging.getLogger(__name__)

WARN_DAYS = 3
"""Days before the decision on which the organiser hears that there are too few people."""

WARNED_BEFORE = timedelta(days=1)
"""Nothing is cancelled for want of people within this time after that warning."""

PAST = "Dit moment is al geweest. Annuleren kan niet meer."
IS_CANCELLED = "Dit moment is al geannuleerd. Maak een nieuw moment op de pagina."
_WARNED = "decide_soon"


def cancel(
    session_pk: int,
    *,
    actor: Actor,
    note: str,
    reason: Reason = Reason.CANCELLED,
    now: datetime | None = None,
) -> None:
    """Cancel a session: everybody who could come hears it, and nobody can sign up any more.

    `note` is the reason that people read. `reason` is `CANCELLED` or `TOO_FEW`. Cancelling again
    changes nothing. Raises `NotPossible` when the session is over.
    """
    with enter(session_pk, now=now) as room:
        if room.seating.cancelled_at is not None:
            return
        if room.session.end <= room.now:
            raise NotPossible(PAST)
        _cancel(room, actor, note, reason)


def decide(
    session_pk: int, go: bool, *, actor: Actor, note: str = "", now: datetime | None = None
) -> None:
    """Decide that a session goes on, or that there are too few people for it.

    Deciding the same again changes nothing. Raises `NotPossible` once it is cancelled or over.
    """
    with enter(session_pk, now=now) as room:
        if room.seating.cancelled_at is not None:
            if go:
                raise NotPossible(IS_CANCELLED)
            return
        if room.session.end <= room.now:
            raise NotPossible(PAST)
        if not go:
            _cancel(room, actor, note, Reason.TOO_FEW)
        elif room.seating.decision != Decision.GO:
            _go(room)


def decide_by_calendar(session_pk: int, *, now: datetime | None = None) -> bool:
    """Do what is due for a session with a minimum: warn, let it go on, or cancel it.

    Returns whether anything was done. Safe to call at any time, as often as one likes.
    """
    with enter(session_pk, now=now) as room:
        session, seating = room.session, room.seating
        if not session.minimum or not room.is_open or seating.decision != Decision.OPEN:
            return False
        day = rules.days_before(session.start, session.decide_days)
        due = room.now >= rules.midnight(day)
        if room.taken.total >= session.minimum:
            if due:
                _go(room)
            return due
        if room.now < rules.midnight(day - timedelta(days=WARN_DAYS)):
            return False
        warned, since = seating.told.get(_WARNED, ["", ""])
        if warned != day.isoformat():
            _warn(room, day)
            return True
        # A page that was published late gets its day to think all the same.
        if not due or room.now < datetime.fromisoformat(since) + WARNED_BEFORE:
            return False
        _cancel(room, SYSTEM, "", Reason.TOO_FEW)
        return True


def settle_session(session_pk: int, *, now: datetime | None = None) -> int:
    """Give free places to those who wait; return how many people got one."""
    with enter(session_pk, now=now) as room:
        return settle(room)


def expire(session_pk: int, *, now: datetime | None = None) -> int:
    """Tell those who still wait when a session began that it did not work out."""
    with enter(session_pk, now=now) as room:
        if not room.has_begun:
            return 0
        rows = room.rows(SignUpState.WAITING, SignUpState.REQUESTED)
        for row in rows:
            room.set_state(row, SignUpState.EXPIRED, Reason.TOO_LATE, SYSTEM)
        return len(rows)


def before_session_saved(session: TrainingSession) -> None:
    """Lock a session that is about to be saved, and raise its numbers to what is in use.

    Publishing an older draft never throws anybody out. Call it in the transaction that saves.
    """
    if session.pk is None or not TrainingSession.objects.filter(pk=session.pk).exists():
        return
    with enter(session.pk) as room:
        wanted = rules.Numbers(session.capacity, session.kept_education, session.kept_care)
        released = rules.is_released(
            session.start, session.release_days, room.seating.released_at, room.now
        )
        if rules.feasible(wanted.released if released else wanted, room.taken):
            return
        numbers = (
            rules.Numbers(room.taken.total, wanted.kept_education, wanted.kept_care)
            if released
            else rules.clamp(wanted, room.taken)
        )
        session.capacity = numbers.capacity
        session.kept_education, session.kept_care = numbers.kept_education, numbers.kept_care
        logger.warning("Session %s was saved with less than is in use; raised.", session.pk)


def session_saved(session: TrainingSession, *, now: datetime | None = None) -> None:
    """After a session was saved: tell people when it moved, and give places that came free."""
    with enter(session.pk, now=now) as room:
        told = told_of(room.session)
        if any(room.seating.told.get(name) != value for name, value in told.items()):
            _moved(room, told)
        settle(room)


def _moved(room: Room, told: dict[str, object]) -> None:
    room.seating.told = {**room.seating.told, **told}
    if room.session.end <= room.now or room.seating.cancelled_at is not None:
        # Putting the archive right is no news for anybody.
        room.seating.save(update_fields=["told"])
        _keep_as_long(room)
        return
    room.seating.sequence += 1
    room.seating.save(update_fields=["told", "sequence"])
    _keep_as_long(room)
    for row in room.rows(*ACTIVE):
        room.note(row, Reason.MOVED, SYSTEM)


def _keep_as_long(room: Room) -> None:
    """Details stay until some time after the session, also when it moves."""
    until = keep_until(room.session.end)
    SignUp.objects.filter(session=room.session).exclude(keep_until=until).update(keep_until=until)


def _warn(room: Room, day: date) -> None:
    room.seating.told = {**room.seating.told, _WARNED: [day.isoformat(), room.now.isoformat()]}
    room.seating.save(update_fields=["told"])
    announce(room.seating, DECIDE_SOON)


def _go(room: Room) -> None:
    room.seating.decision, room.seating.decided_at = Decision.GO, room.now
    room.seating.save(update_fields=["decision", "decided_at"])
    announce(room.seating, GO)


def _cancel(room: Room, actor: Actor, note: str, reason: Reason) -> None:
    seating = room.seating
    seating.cancelled_at, seating.cancel_reason = room.now, note[:300]
    seating.sequence += 1
    if reason == Reason.TOO_FEW:
        seating.decision, seating.decided_at = Decision.NO_GO, room.now
    seating.save(
        update_fields=["cancelled_at", "cancel_reason", "sequence", "decision", "decided_at"]
    )
    for row in room.rows(*ACTIVE):
        room.set_state(row, SignUpState.CANCELLED, reason, actor, note=note)
    announce(seating, TOO_FEW if reason == Reason.TOO_FEW else CANCELLED)
