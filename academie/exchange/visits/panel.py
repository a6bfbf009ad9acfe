"""A visit as its guest sees it on the own page: where it is, and what she can do now."""

from dataclasses import dataclass

from academie.exchange import links
from academie.exchange.enums import VisitState
from academie.exchange.models import SignUp, Visit
from academie.exchange.visits.duties import secrecy_of
from academie.exchange.visits.states import WAS
from academie.mail.links import absolute

_LINE = (
    VisitState.REQUESTED,
    VisitState.AGREED,
    VisitState.PREPARED,
    VisitState.DONE,
    VisitState.REFLECTED,
    VisitState.FOLLOWED_UP,
)

_NEXT = {
    VisitState.REQUESTED: "U wacht op een plaats. Daarna bereidt u het bezoek voor.",
    VisitState.AGREED: "Bereid uw bezoek voor en spreek de geheimhouding af.",
    VisitState.PREPARED: "Alles is klaar. U kunt op bezoek.",
    VisitState.DONE: "Kijk terug: schrijf één ding op dat u leerde. De gastheer doet dat ook.",
    VisitState.REFLECTED: "U en de gastheer keken terug. Wat volgt er nu?",
    VisitState.FOLLOWED_UP: "Dit bezoek is rond.",
    VisitState.OFF: "Dit bezoek gaat niet door.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be kept: at which part of the page, why, and what was typed."""

    field: str
    sentence: str
    typed: str


@dataclass(frozen=True, slots=True)
class GuestPanel:
    """One visit for its guest. `line` is the way it goes: label, whether passed, whether here."""

    visit: Visit
    post_url: str
    line: tuple[tuple[str, bool, bool], ...]
    next_words: str
    secrecy: str
    preparation: str
    asks_secrecy: bool
    asks_lesson: bool
    asks_follow_up: bool
    lesson: str
    follow_up: str
    problem: Problem | None = None


def visit_of(sign_up: SignUp) -> Visit | None:
    """Return the visit of a sign-up; None for what is no visit."""
    return Visit.objects.select_related("session__page").filter(sign_up=sign_up).first()


def guest_panel(sign_up: SignUp, problem: Problem | None = None) -> GuestPanel | None:
    """Return what to show to the guest; None when the sign-up is for something else."""
    visit = visit_of(sign_up)
    if visit is None:
        return None
    state, page = VisitState(visit.state), visit.session.page
    was = state in WAS
    typed = {problem.field: problem.typed} if problem else {}
    waits_for_host = state == VisitState.DONE and visit.guest_lesson
    return GuestPanel(
        visit=visit,
        post_url=guest_url(sign_up),
        line=_line(state),
        next_words=(
            "Dank u. Zodra de gastheer ook terugkeek, is het bezoek rond."
            if waits_for_host
            else _NEXT.get(state, "")
        ),
        secrecy=secrecy_of(page),
        preparation=page.preparation.strip(),
        asks_secrecy=state == VisitState.AGREED and visit.secrecy_agreed_at is None,
        asks_lesson=was,
        asks_follow_up=was,
        lesson=typed.get("les", visit.guest_lesson),
        follow_up=typed.get("vervolg", visit.follow_up),
        problem=problem,
    )


def guest_url(sign_up: SignUp) -> str:
    """Return the path of the guest's own page about the visit."""
    return f"/bezoek/?t={links.own_token(sign_up)}"


def ask_lesson(sign_up: SignUp) -> str:
    """Return what the mail after a visit asks of its guest; '' for what is no visit."""
    if visit_of(sign_up) is None:
        return ""
    return (
        "Kijk ook samen terug met uw gastheer. Schrijf allebei één ding op dat u leerde. "
        f"Dat doet u hier:\n{absolute(guest_url(sign_up))}"
    )


def visit_data(sign_up: SignUp) -> dict[str, str]:
    """Return what is kept of somebody's visit, in words, for a copy of her own data."""
    visit = visit_of(sign_up)
    if visit is None:
        return {}
    agreed = visit.secrecy_agreed_at
    return {
        "bezoek": VisitState(visit.state).label,
        "geheimhouding afgesproken": agreed.isoformat() if agreed else "",
        "wat u leerde": visit.guest_lesson,
        "vervolg": visit.follow_up,
    }


def _line(state: VisitState) -> tuple[tuple[str, bool, bool], ...]:
    if state not in _LINE:
        return ()
    here = _LINE.index(state)
    return tuple((str(one.label), place < here, place == here) for place, one in enumerate(_LINE))
