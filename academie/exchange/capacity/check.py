"""A look at night at what must always hold. What it finds is a fault of ours, and is shown."""

import logging
from collections import Counter
from datetime import datetime

from django.db.models import OuterRef, Subquery

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.room import Room, enter
from academie.exchange.enums import ACTIVE, SignUpState
from academie.exchange.models import SignUp, SignUpChange

logger = logging.getLogger(__name__)

TOO_MANY = "Er zijn meer mensen dan plaatsen."
NOT_KEPT = "Er zitten mensen op plaatsen die bewaard zijn voor een andere kant."
IDLE = "Er is een plaats vrij terwijl iemand wacht die haar mag hebben."
TWICE = "Iemand is twee keer aangemeld."
SEAT = "Een plaats heeft geen stoelnummer, of twee mensen delen er een."
UNEXPLAINED = "Een aanmelding is veranderd zonder dat er staat waarom."
NOT_TOLD = "Het moment is geannuleerd, maar er staan nog mensen op de lijst."
NUMBERING = "Een volgnummer klopt niet."


def broken(session_pk: int, *, now: datetime | None = None) -> list[str]:
    """Return what does not hold for a session, in Dutch sentences; mostly nothing."""
    try:
        with enter(session_pk, now=now) as room:
            return _look(room)
    except NotPossible:
        return []


def broken_everywhere() -> dict[int, list[str]]:
    """Return session -> what does not hold there, for all sessions with sign-ups."""
    pks = SignUp.objects.order_by("session_id").values_list("session_id", flat=True).distinct()
    found = {pk: problems for pk in pks if (problems := broken(pk))}
    for pk, problems in found.items():
        logger.error("Session %s: %s", pk, " ".join(problems))
    return found


def _look(room: Room) -> list[str]:
    last = SignUpChange.objects.filter(sign_up=OuterRef("pk")).order_by("-pk")
    rows = list(
        SignUp.objects.filter(session=room.session).annotate(told=Subquery(last.values("new")[:1]))
    )
    active = [row for row in rows if row.state in ACTIVE]
    confirmed = [row for row in active if row.state == SignUpState.CONFIRMED]
    sides = Counter(row.side for row in confirmed)
    taken = rules.Taken(*(sides[side] for side in (World.EDUCATION, World.CARE, World.OTHER)))
    waits = {World(row.side) for row in active if row.state == SignUpState.WAITING}
    cancelled = room.seating.cancelled_at is not None
    seats = [row.seat for row in confirmed]
    numbers = [row.number for row in rows]
    tests = {
        TOO_MANY: taken.total > room.session.capacity,
        NOT_KEPT: taken.total <= room.session.capacity and not rules.feasible(room.numbers, taken),
        IDLE: room.is_open and any(rules.fits(room.numbers, taken, side) for side in waits),
        TWICE: len({row.email_key for row in active}) < len(active),
        SEAT: None in seats or len(set(seats)) < len(seats),
        UNEXPLAINED: any(row.told != row.state for row in rows),
        NOT_TOLD: cancelled and bool(active),
        NUMBERING: len(set(numbers)) < len(numbers)
        or max(numbers, default=0) >= room.seating.next_number,
    }
    return [sentence for sentence, is_broken in tests.items() if is_broken]
