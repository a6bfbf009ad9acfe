"""What would happen if an organiser released places or changed their number; nothing is changed.

Once a session has begun or is cancelled nobody gets a place any more, whatever the numbers.
"""

from datetime import datetime

from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.changing_places import Places
from academie.exchange.capacity.counts import seated
from academie.exchange.capacity.room import numbers_of
from academie.exchange.enums import SignUpState
from academie.exchange.models import Seating, SignUp, TrainingSession


def what_if_released(session_pk: int, *, now: datetime | None = None) -> dict[World, int]:
    """Return how many people per side would get a place if the kept ones were released now."""
    session = _read(session_pk)
    return _gain(session, numbers_of(session).released, now or timezone.now())


def what_if_places(
    session_pk: int, places: Places, *, now: datetime | None = None
) -> dict[World, int]:
    """Return how many people per side would get a place with other numbers."""
    session, now = _read(session_pk), now or timezone.now()
    seating = _seating(session)
    released_at = seating.released_at if seating else None
    released = rules.is_released(session.start, places.release_days, released_at, now)
    return _gain(session, places.numbers.released if released else places.numbers, now)


def _read(session_pk: int) -> TrainingSession:
    return TrainingSession.objects.select_related("seating").get(pk=session_pk)


def _seating(session: TrainingSession) -> Seating | None:
    """Return what happened to a session; None when nobody ever came near its places."""
    return getattr(session, "seating", None)


def _gain(session: TrainingSession, numbers: rules.Numbers, now: datetime) -> dict[World, int]:
    seating = _seating(session)
    if session.start <= now or (seating is not None and seating.cancelled_at is not None):
        return dict.fromkeys(World, 0)
    waiting = (
        SignUp.objects.filter(session=session, state=SignUpState.WAITING)
        .order_by("number")
        .values_list("pk", "side")
    )
    queue = ((pk, World(side)) for pk, side in waiting)
    return dict(rules.gain(numbers, seated(session.pk), queue))
