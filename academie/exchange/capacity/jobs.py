"""The worker's share in this part: what the calendar does to places. Safe to run twice, at once."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from academie.core.enums import World
from academie.core.jobs import register_job
from academie.exchange.capacity import rules
from academie.exchange.capacity.check import broken_everywhere
from academie.exchange.capacity.counts import taken
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.room import numbers_of
from academie.exchange.capacity.session_life import (
    WARN_DAYS,
    decide_by_calendar,
    expire,
    settle_session,
)
from academie.exchange.enums import Decision, SignUpState
from academie.exchange.models import SignUp, TrainingSession

EVERY, DAY = 30.0, 24 * 3600.0


def tend(now: datetime | None = None) -> bool:
    """Do what the calendar says: places that came free, sessions that began, minimum numbers."""
    now = now or timezone.now()
    worked = False
    for session_pk in _begun(now):
        worked |= _done(expire, session_pk, now)
    for session_pk in _with_room(now):
        worked |= _done(settle_session, session_pk, now)
    for session_pk in _to_decide(now):
        worked |= _done(decide_by_calendar, session_pk, now)
    return worked


def look_for_faults() -> bool:
    """Log what must always hold and does not; the organisers' overview shows it per session."""
    return bool(broken_everywhere())


def _done(step: Callable[..., int], session_pk: int, now: datetime) -> bool:
    try:
        return bool(step(session_pk, now=now))
    except NotPossible:
        return False


def _begun(now: datetime) -> list[int]:
    """Sessions that began with people who still wait or ask."""
    left = _sign_ups(SignUpState.WAITING, SignUpState.REQUESTED)
    sessions = TrainingSession.objects.filter(Exists(left), start__lte=now)
    return list(sessions.order_by("pk").values_list("pk", flat=True))


def _with_room(now: datetime) -> list[int]:
    """Sessions with somebody who waits, and room for at least one side. The lock decides."""
    sessions = list(
        TrainingSession.objects.filter(
            Exists(_sign_ups(SignUpState.WAITING)), start__gt=now, seating__cancelled_at=None
        )
        .select_related("seating")
        .order_by("pk")
    )
    counted = taken(session.pk for session in sessions)
    return [
        session.pk
        for session in sessions
        if any(rules.fits(_numbers(session, now), counted[session.pk], side) for side in World)
    ]


def _to_decide(now: datetime) -> list[int]:
    """Sessions with a minimum about which nothing is decided, from the day of the warning on."""
    sessions = TrainingSession.objects.filter(
        Q(seating=None) | Q(seating__decision=Decision.OPEN, seating__cancelled_at=None),
        minimum__gt=0,
        start__gt=now,
        page__live=True,
    ).order_by("pk")
    return [session.pk for session in sessions if _is_near(session, now)]


def _is_near(session: TrainingSession, now: datetime) -> bool:
    day = rules.days_before(session.start, session.decide_days + WARN_DAYS)
    return now >= rules.midnight(day)


def _numbers(session: TrainingSession, now: datetime) -> rules.Numbers:
    released = rules.is_released(
        session.start, session.release_days, session.seating.released_at, now
    )
    return numbers_of(session).released if released else numbers_of(session)


def _sign_ups(*states: SignUpState) -> QuerySet[SignUp]:
    return SignUp.objects.filter(session=OuterRef("pk"), state__in=states)


def register() -> None:
    """Called once, when the app is ready."""
    register_job("plaatsen nalopen", tend, every=EVERY)
    register_job("plaatsen controleren", look_for_faults, every=DAY)
