"""One step of a visit: the row locked, the table asked, the step written down."""

import logging
from datetime import datetime

from academie.exchange.capacity.people import Actor
from academie.exchange.enums import VisitState
from academie.exchange.models import TrainingSession, Visit, VisitChange
from academie.exchange.visits.errors import VisitNotPossible
from academie.exchange.visits.states import RULES, Step, refusal

logger = logging.getLogger(__name__)

GONE = "Dit bezoek is er niet meer. Laad de pagina opnieuw."


def locked(visit_pk: int) -> Visit:
    """Return the visit, locked, with its sign-up and page. Raises `VisitNotPossible` when gone."""
    visits = Visit.objects.select_for_update(of=("self",)).select_related(
        "sign_up", "session__page"
    )
    visit = visits.filter(pk=visit_pk).first()
    if visit is None:
        raise VisitNotPossible(GONE)
    return visit


def refuse(sentence: str) -> None:
    """Raise `VisitNotPossible` with the sentence, if there is one."""
    if sentence:
        raise VisitNotPossible(sentence)


def go(visit: Visit, step: Step, actor: Actor, now: datetime) -> Visit:
    """Take a step with a locked visit and write it down. Raises `VisitNotPossible`."""
    old = VisitState(visit.state)
    refuse(refusal(step, old, actor.kind))
    visit.state = RULES[step].target
    visit.save(update_fields=["state"])
    write_down(visit, old, actor, now)
    return visit


def write_down(visit: Visit, old: str, actor: Actor, now: datetime) -> None:
    """Write down that a visit came from `old` to the state that it has now."""
    VisitChange.objects.create(
        visit=visit, old=old, new=visit.state, actor=actor.kind, user_id=actor.user_id, at=now
    )
    logger.info("Visit %d: %s.", visit.pk, visit.state)


def note_sheet_sent(visit: Visit, session: TrainingSession, now: datetime) -> bool:
    """Note that the guest has the sheet; return whether she has. Without words there is none."""
    if visit.sheet_sent_at is None and session.page.preparation.strip():
        visit.sheet_sent_at = now
        visit.save(update_fields=["sheet_sent_at"])
    return visit.sheet_sent_at is not None
