"""What an editor's page does to places: checked in the form, and held when a page is published."""

import logging
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from academie.exchange.capacity import rules
from academie.exchange.capacity.changing_places import refusals
from academie.exchange.capacity.counts import seated
from academie.exchange.capacity.keeping import AMSTERDAM
from academie.exchange.capacity.room import numbers_of
from academie.exchange.enums import ACTIVE
from academie.exchange.models import Seating, SignUp, TrainingEventPage, TrainingSession

logger = logging.getLogger(__name__)


def session_problems(session: TrainingSession) -> dict[str, str]:
    """Return field -> sentence for a moment that people are signed up for, or that comes too soon.

    This is for the form: publishing itself looks again, under the lock.
    """
    if not session.start or session.start <= timezone.now():
        return {}
    seating = Seating.objects.filter(pk=session.pk).first() if session.pk else None
    problems = _decision_problem(session, seating)
    if session.pk:
        released = rules.is_released(
            session.start,
            session.release_days,
            seating.released_at if seating else None,
            timezone.now(),
        )
        problems |= refusals(numbers_of(session), seated(session.pk), released=released)
    return problems


def removal_problems(page_pk: int, left: Collection[TrainingSession]) -> list[str]:
    """Return a sentence for every moment that people are signed up for and that is not left."""
    missing = [one for one in _in_use(page_pk) if not _is_among(one, left)]
    return [
        f"Voor {date_format(one.start.astimezone(AMSTERDAM), 'j F Y')} hebben mensen zich "
        "aangemeld. Annuleer dit moment eerst bij Deelnemers; dan krijgen zij bericht."
        for one in missing
    ]


def keep_moments(page: TrainingEventPage) -> None:
    """Before a page is saved: no moment with people goes, whatever an older draft says.

    A draft that was written before a moment had its number holds the same moment without one;
    saving it as it is would delete the moment and make a new, empty one.
    """
    if not page.pk:
        return
    moments = list(page.sessions.all())
    known = {one.pk for one in moments}
    for live in TrainingSession.objects.filter(page=page.pk).exclude(pk__in=known - {None}):
        same = next((one for one in moments if one.pk is None and _is_same(one, live)), None)
        if same is not None:
            same.pk = live.pk
    for live in _in_use(page.pk):
        if live.pk not in {one.pk for one in moments}:
            logger.warning("Session %s was left out of page %s; kept.", live.pk, page.pk)
            page.sessions.add(live)


def _decision_problem(session: TrainingSession, seating: Seating | None) -> dict[str, str]:
    if not session.minimum or (seating and (seating.decision or seating.cancelled_at)):
        return {}
    day = rules.days_before(session.start, session.decide_days)
    if rules.midnight(day) > timezone.now():
        return {}
    return {
        "decide_days": f"De dag van beslissen ({date_format(day, 'j F')}) is al geweest. "
        "Kies minder dagen vooraf, of zet het minimum op 0."
    }


def _in_use(page_pk: int) -> QuerySet[TrainingSession]:
    people = SignUp.objects.filter(session=OuterRef("pk"), state__in=ACTIVE)
    return TrainingSession.objects.filter(
        Exists(people), page=page_pk, end__gt=timezone.now()
    ).order_by("start")


def _is_among(session: TrainingSession, left: Collection[TrainingSession]) -> bool:
    return any(one.pk == session.pk or (one.pk is None and _is_same(one, session)) for one in left)


def _is_same(one: TrainingSession, other: TrainingSession) -> bool:
    return (one.start, one.end) == (other.start, other.end)
