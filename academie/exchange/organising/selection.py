"""Several people at once: the same services, one after the other in order of number."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from academie.core.numbers import whole_number
from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.organising.forms import ReasonForm
from academie.exchange.organising.message import compose
from academie.exchange.organising.screen import actor, of_session, show, to_session

MOST = 5000
_NOBODY = "Kies eerst één of meer mensen uit de lijst."
_TOO_LATE = "Over deze aanmelding was al beslist."
_TITLES = {"weigeren": "Aanvragen weigeren", "afmelden": "Mensen afmelden"}
_DONE = {"goedkeuren": "goedgekeurd", "weigeren": "geweigerd", "afmelden": "afgemeld"}


@require_POST
@of_session
def selection(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Do one thing to everybody who is ticked; refusing and removing ask for a reason first."""
    people = chosen(session, request.POST)
    action = request.POST.get("actie", "")
    if not people:
        messages.error(request, _NOBODY)
        return to_session(session)
    if action == "mail":
        return compose(request, session, people)
    if action == "goedkeuren":
        _each(request, people, "goedkeuren", _approve(request))
    elif action in _TITLES:
        # The first time nobody could have typed a reason.
        form = ReasonForm(request.POST if "stap" in request.POST else None)
        if not form.is_valid():
            context = {"people": people, "action": action, "done": _DONE[action]}
            return show(
                request,
                "exchange/admin/reason.html",
                _TITLES[action],
                session=session,
                form=form,
                context=context,
            )
        doing = _refuse if action == "weigeren" else _remove
        _each(request, people, action, doing(request, form.cleaned_data["reason"]))
    return to_session(session)


def chosen(session: TrainingSession, data: QueryDict) -> list[SignUp]:
    """Return the people of this session whose numbers were posted, in order of arrival."""
    pks = {whole_number(value) for value in data.getlist("mensen")[:MOST]}
    return [one for one in session.sign_ups.order_by("number") if one.pk in pks]


def can(action: str, sign_up: SignUp) -> bool:
    """Return whether an action still means something for somebody in this state."""
    if action == "goedkeuren":
        return sign_up.state == SignUpState.REQUESTED
    return sign_up.is_active


def _approve(request: HttpRequest) -> Callable[[SignUp], SignUp]:
    return lambda one: desk.approve(one.pk, actor=actor(request))


def _refuse(request: HttpRequest, reason: str) -> Callable[[SignUp], SignUp]:
    return lambda one: desk.refuse(one.pk, actor=actor(request), note=reason)


def _remove(request: HttpRequest, reason: str) -> Callable[[SignUp], SignUp]:
    return lambda one: desk.withdraw(
        one.pk, actor=actor(request), reason=Reason.REMOVED, note=reason
    )


def _each(
    request: HttpRequest, people: list[SignUp], action: str, do: Callable[[SignUp], SignUp]
) -> None:
    """Do it to everybody; who cannot be helped does not hold up the others."""
    problems: Counter[str] = Counter()
    waiting = 0
    for one in people:
        if not can(action, one):
            problems[_TOO_LATE] += 1
            continue
        try:
            done = do(one)
            waiting += done.state == SignUpState.WAITING
        except NotPossible as error:
            problems[error.sentence] += 1
    count = len(people) - problems.total()
    if count:
        who = "1 aanmelding is" if count == 1 else f"{count} aanmeldingen zijn"
        full = f" Voor {waiting} is nu geen plaats: op de wachtlijst." if waiting else ""
        messages.success(request, f"{who} {_DONE[action]}.{full} Wie het aangaat krijgt een mail.")
    for sentence, times in problems.items():
        messages.error(request, f"Bij {times} lukte het niet: {sentence}")
