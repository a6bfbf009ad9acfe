"""Visits as their host sees them: per session, by state, each with what has to be done next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from academie.exchange.enums import VISITS, VisitState
from academie.exchange.models import SignUp, TrainingSession, Visit
from academie.exchange.visits.panel import Problem
from academie.exchange.visits.states import COMING, WAS

GONE = "Gegevens gewist"


@dataclass(frozen=True, slots=True)
class Card:
    """One visit: who comes, what comes next, and what the host can do now."""

    visit: Visit
    guest: str
    duty: str
    may_sheet: bool
    may_secrecy: bool
    may_visited: bool
    may_call_off: bool
    may_write: bool
    problem: Problem | None = None

    @property
    def host_lesson(self) -> str:
        """What the host wrote, or typed just now."""
        return self._typed("les", self.visit.host_lesson)

    @property
    def follow_up(self) -> str:
        """What comes of it, or what was typed just now."""
        return self._typed("vervolg", self.visit.follow_up)

    def _typed(self, field: str, kept: str) -> str:
        problem = self.problem
        return problem.typed if problem and problem.field == field else kept


@dataclass(frozen=True, slots=True)
class StateGroup:
    """The visits in one state."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the list: how many visits in each state, and how many ask something."""

    session: TrainingSession
    counts: tuple[tuple[str, int], ...]
    duties: int


def lines(sessions: Sequence[TrainingSession], now: datetime) -> list[Line]:
    """Return the sessions with their numbers."""
    visits: dict[int, list[Visit]] = {}
    found = Visit.objects.filter(session__in=sessions).select_related("sign_up", "session__page")
    for visit in found:
        visits.setdefault(visit.session_id, []).append(visit)
    return [_line(session, visits.get(session.pk, []), now) for session in sessions]


def groups(
    session: TrainingSession, now: datetime, problem: tuple[int, Problem] | None = None
) -> list[StateGroup]:
    """Return the visits of a session by state, in the order in which a visit goes."""
    visits = Visit.objects.filter(session=session).select_related("sign_up", "session__page")
    cards = [card(visit, now, problem) for visit in visits.order_by("sign_up__number", "pk")]
    return [
        StateGroup(str(state.label), tuple(one for one in cards if one.visit.state == state))
        for state in VisitState
        if any(one.visit.state == state for one in cards)
    ]


def card(visit: Visit, now: datetime, problem: tuple[int, Problem] | None = None) -> Card:
    """Return one visit for its host."""
    state, begun = VisitState(visit.state), visit.session.start <= now
    agreed = state in (VisitState.AGREED, VisitState.PREPARED)
    present = bool(visit.sign_up and visit.sign_up.present)
    return Card(
        visit=visit,
        guest=_guest(visit.sign_up) if visit.sign_up else (GONE if visit.guest_side else ""),
        duty=next_duty(visit, now),
        may_sheet=agreed and visit.sheet_sent_at is None,
        may_secrecy=agreed and visit.secrecy_agreed_at is None,
        may_visited=agreed and present,
        may_call_off=state in COMING and begun,
        may_write=state in WAS,
        problem=problem[1] if problem and problem[0] == visit.pk else None,
    )


def next_duty(visit: Visit, now: datetime) -> str:
    """Return what has to be done next and by whom, in a sentence; '' when nothing has."""
    state, begun = VisitState(visit.state), visit.session.start <= now
    match state:
        case VisitState.OFFERED:
            return "" if begun else "Wacht op gasten die zich aanmelden."
        case VisitState.REQUESTED:
            return (
                "Niemand gaf de gast een plaats. Sluit het bezoek af."
                if begun
                else ("Geef de gast een plaats, of wacht tot er een vrij is.")
            )
        case VisitState.AGREED | VisitState.PREPARED if begun:
            return "Noteer bij het moment of de gast er was."
        case VisitState.AGREED if visit.sheet_sent_at is None:
            return "Stuur de gast het voorbereidingsblad."
        case VisitState.AGREED:
            return "De gast belooft de geheimhouding op de eigen pagina. Of noteer het hier."
        case VisitState.PREPARED:
            return "Ontvang de gast."
        case VisitState.DONE if not visit.host_lesson:
            return "Schrijf op wat u leerde."
        case VisitState.DONE:
            return "De gast schrijft nog op wat zij of hij leerde."
        case VisitState.REFLECTED:
            return "Schrijf op wat er volgt, bijvoorbeeld een tegenbezoek."
        case _:
            return ""


def visit_kinds() -> list[str]:
    """Return the forms that are visits, for a query."""
    return sorted(kind.value for kind in VISITS)


def _line(session: TrainingSession, visits: Iterable[Visit], now: datetime) -> Line:
    visits = list(visits)
    counted = Counter(visit.state for visit in visits)
    return Line(
        session,
        tuple((str(state.label), counted[state]) for state in VisitState if counted[state]),
        sum(bool(next_duty(one, now)) for one in visits if one.state != VisitState.OFFERED),
    )


def _guest(sign_up: SignUp) -> str:
    return f"{sign_up.name}, {sign_up.organisation}"
