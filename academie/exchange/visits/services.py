"""What guest, host and list do with a visit; refused with a sentence when it is not the time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.core.free_text import clean, problem_in_note
from academie.exchange.capacity.people import SYSTEM, Actor
from academie.exchange.enums import ActorKind, VisitState
from academie.exchange.models import SignUp, Visit
from academie.exchange.visits.errors import VisitNotPossible
from academie.exchange.visits.states import RULES, WAS, Step, refusal
from academie.exchange.visits.walking import go, locked, note_sheet_sent, refuse
from academie.exchange.visits.wording import problem_in_plan

TOO_EARLY = "Het bezoek is nog niet geweest. Schrijf dit op als het geweest is."
TOO_SOON_OFF = (
    "Dit bezoek moet nog komen. Haal de gast weg bij de deelnemers, dan krijgt zij bericht."
)
NOT_PRESENT = "De gast staat niet als aanwezig op de lijst. Zet dat eerst bij het moment."
NO_SHEET = "Vul eerst op de pagina in hoe een gast zich voorbereidt. Dat is het voorbereidingsblad."


def note_sheet(visit_pk: int, *, actor: Actor, now: datetime | None = None) -> Visit:
    """Note that the guest has the preparation sheet. Raises `VisitNotPossible`."""
    now = now or timezone.now()
    with transaction.atomic():
        visit = locked(visit_pk)
        _check_before(visit)
        if not note_sheet_sent(visit, visit.session, now):
            raise VisitNotPossible(NO_SHEET)
        return _prepare(visit, actor, now)


def agree_secrecy(visit_pk: int, *, actor: Actor, now: datetime | None = None) -> Visit:
    """Note that the guest agreed to keep to herself what she sees. Raises `VisitNotPossible`."""
    now = now or timezone.now()
    with transaction.atomic():
        visit = locked(visit_pk)
        _check_before(visit)
        if visit.secrecy_agreed_at is None:
            visit.secrecy_agreed_at = now
            visit.save(update_fields=["secrecy_agreed_at"])
        return _prepare(visit, actor, now)


def visited(sign_up: SignUp, *, actor: Actor = SYSTEM, now: datetime | None = None) -> Visit | None:
    """Note that a guest who is marked present has been; None when there is no such visit to note.

    Calling it twice, or for a sign-up of something that is no visit, changes nothing.
    """
    with transaction.atomic():
        visit = (
            Visit.objects.select_for_update(of=("self",))
            .select_related("sign_up")
            .filter(sign_up=sign_up, state__in=RULES[Step.VISIT].sources)
            .first()
        )
        if visit is None or visit.sign_up is None or not visit.sign_up.present:
            return None
        return go(visit, Step.VISIT, actor, now or timezone.now())


def write_lesson(
    visit_pk: int, text: str, *, of_host: bool, actor: Actor, now: datetime | None = None
) -> Visit:
    """Keep what guest or host learned; with both the visit is looked back on.

    Raises `VisitNotPossible` before the visit, and for a text that is too long or tells of a pupil.
    """
    now = now or timezone.now()
    lesson = clean(text)
    refuse(problem_in_note(lesson))
    with transaction.atomic():
        visit = locked(visit_pk)
        if visit.state not in WAS:
            raise VisitNotPossible(TOO_EARLY)
        field = "host_lesson" if of_host else "guest_lesson"
        setattr(visit, field, lesson)
        visit.save(update_fields=[field])
        if visit.guest_lesson and visit.host_lesson and visit.state == VisitState.DONE:
            go(visit, Step.REFLECT, actor, now)
        return _follow_up(visit, actor, now)


def write_follow_up(
    visit_pk: int, text: str, *, actor: Actor, now: datetime | None = None
) -> Visit:
    """Keep what comes of a visit, a return visit perhaps. Raises as `write_lesson` does."""
    now = now or timezone.now()
    plan = clean(text)
    refuse(problem_in_plan(plan, timezone.localdate(now)))
    with transaction.atomic():
        visit = locked(visit_pk)
        if visit.state not in WAS:
            raise VisitNotPossible(TOO_EARLY)
        visit.follow_up = plan
        visit.save(update_fields=["follow_up"])
        return _follow_up(visit, actor, now)


def call_off(visit_pk: int, *, actor: Actor, now: datetime | None = None) -> Visit:
    """Note that a guest who had a place did not come. Raises `VisitNotPossible` before the day."""
    now = now or timezone.now()
    with transaction.atomic():
        visit = locked(visit_pk)
        if visit.session.start > now:
            raise VisitNotPossible(TOO_SOON_OFF)
        return go(visit, Step.CALL_OFF, actor, now)


def mark_visited(visit_pk: int, *, actor: Actor, now: datetime | None = None) -> Visit:
    """Note by hand that a visit took place. Raises `VisitNotPossible` when nobody is present."""
    with transaction.atomic():
        visit = locked(visit_pk)
        if visit.sign_up is None or not visit.sign_up.present:
            raise VisitNotPossible(NOT_PRESENT)
        return go(visit, Step.VISIT, actor, now or timezone.now())


def _check_before(visit: Visit) -> None:
    if visit.state not in (VisitState.AGREED, VisitState.PREPARED):
        refuse(refusal(Step.PREPARE, VisitState(visit.state), ActorKind.SYSTEM))


def _prepare(visit: Visit, actor: Actor, now: datetime) -> Visit:
    ready = visit.sheet_sent_at and visit.secrecy_agreed_at
    return (
        go(visit, Step.PREPARE, actor, now) if ready and visit.state == VisitState.AGREED else visit
    )


def _follow_up(visit: Visit, actor: Actor, now: datetime) -> Visit:
    ready = visit.follow_up and visit.state == VisitState.REFLECTED
    return go(visit, Step.FOLLOW_UP, actor, now) if ready else visit
