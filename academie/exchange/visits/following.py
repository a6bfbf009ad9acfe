"""Visits follow the places: an offer a session, a visit a guest, and what becomes of them."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity.people import SYSTEM, Actor
from academie.exchange.enums import VISITS, ActorKind, SignUpState, VisitState
from academie.exchange.models import SignUp, SignUpChange, TrainingSession, Visit
from academie.exchange.visits.services import visited
from academie.exchange.visits.states import COMING, RULES, Step
from academie.exchange.visits.walking import go, note_sheet_sent, write_down


def is_visit(session: TrainingSession) -> bool:
    """Whether people come to this session as guests of a host, with duties before and after."""
    return session.page.kind in VISITS


def offers() -> QuerySet[Visit]:
    """Return the offers: they have no guest, and never had one whose details were deleted."""
    return Visit.objects.filter(sign_up=None, guest_side="")


def ensure_offer(session: TrainingSession, now: datetime | None = None) -> Visit | None:
    """Note that a session is on offer, once; None when it is no visit, not public, or was."""
    now = now or timezone.now()
    if not (is_visit(session) and session.capacity and session.page.live and session.end > now):
        return None
    if offers().filter(session=session, state=VisitState.OFF).exists():
        return None
    with transaction.atomic():
        offer, is_new = Visit.objects.get_or_create(
            session=session, sign_up=None, guest_side="", state=VisitState.OFFERED
        )
        if is_new:
            write_down(offer, "", SYSTEM, now)
    return offer


def withdraw_offer(session: TrainingSession, *, actor: Actor = SYSTEM) -> None:
    """Note that a session that is cancelled is on offer no longer."""
    with transaction.atomic():
        open_offers = offers().filter(session=session, state=VisitState.OFFERED)
        for offer in open_offers.select_for_update():
            go(offer, Step.CALL_OFF, actor, timezone.now())


def follow(change: SignUpChange) -> None:
    """Let the visit follow what happened to its sign-up; part of the caller's transaction."""
    if is_visit(change.sign_up.session):
        actor = Actor(ActorKind(change.actor), change.user_id)
        follow_sign_up(change.sign_up, actor, change.at)


def follow_sign_up(
    sign_up: SignUp, actor: Actor = SYSTEM, at: datetime | None = None
) -> Visit | None:
    """Bring the visit of a sign-up to where the sign-up is, and return it; made when needed.

    None for somebody who does not come any more and never had a visit.
    """
    now = at or timezone.now()
    with transaction.atomic():
        visit = Visit.objects.select_for_update().filter(sign_up=sign_up).first()
        if visit is None and not sign_up.is_active:
            return None
        if visit is None:
            visit = Visit.objects.create(
                session=sign_up.session,
                sign_up=sign_up,
                guest_side=sign_up.side,
                state=VisitState.REQUESTED,
            )
            write_down(visit, "", actor, now)
        if visit.guest_side != sign_up.side:
            visit.guest_side = World(sign_up.side)
            visit.save(update_fields=["guest_side"])
        step = _step_for(sign_up, VisitState(visit.state))
        if step is not None:
            go(visit, step, actor, now)
        if sign_up.state == SignUpState.CONFIRMED:
            # The mail about a place has the sheet in it.
            note_sheet_sent(visit, sign_up.session, now)
    return visit


def forget_guest(sign_up: SignUp, now: datetime | None = None) -> None:
    """Empty what a guest wrote when her sign-up is deleted; that she came and from where stays."""
    now = now or timezone.now()
    with transaction.atomic():
        visited(sign_up, now=now)
        visit = Visit.objects.select_for_update().filter(sign_up=sign_up).first()
        if visit is None:
            return
        visit.guest_lesson = visit.follow_up = ""
        visit.save(update_fields=["guest_lesson", "follow_up"])
        if visit.state in COMING:
            go(visit, Step.CALL_OFF, SYSTEM, now)


def _step_for(sign_up: SignUp, state: VisitState) -> Step | None:
    if sign_up.state == SignUpState.CONFIRMED:
        return Step.AGREE if state in RULES[Step.AGREE].sources else None
    if sign_up.is_active:
        return Step.RETURN if state in RULES[Step.RETURN].sources else None
    return Step.CALL_OFF if state in RULES[Step.CALL_OFF].sources else None
