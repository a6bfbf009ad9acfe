"""Whether a session takes place: cancelling it, or going on with fewer people than hoped."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from academie.exchange.capacity import desk
from academie.exchange.enums import ACTIVE
from academie.exchange.models import TrainingSession
from academie.exchange.organising.acting import Act, Values, act, attempt
from academie.exchange.organising.forms import ReasonForm
from academie.exchange.organising.screen import actor, of_session, to_session


@require_http_methods(["GET", "HEAD", "POST"])
@of_session
def cancel(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Call the session off; everybody who wanted to come reads why."""
    seating = getattr(session, "seating", None)
    if seating and seating.cancelled_at:
        messages.warning(request, "Dit moment ging al niet door. Er is niets veranderd.")
        return to_session(session)

    def do(values: Values) -> str:
        desk.cancel(session.pk, actor=actor(request), note=values["reason"])
        return "Het moment gaat niet door. Iedereen die was aangemeld krijgt een mail."

    count = session.sign_ups.filter(state__in=ACTIVE).count()
    mails = "Er gaat 1 mail uit." if count == 1 else f"Er gaan {count} mails uit."
    one = Act(
        "Annuleren",
        "Annuleer het moment",
        do,
        lambda: to_session(session),
        f"{mails} Annuleren kunt u niet terugdraaien.",
        danger=True,
    )
    return act(request, session, ReasonForm(request.POST or None), one)


@require_POST
@of_session
def go_on(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Say that it takes place, also with fewer people than the minimum."""
    attempt(
        request,
        lambda: desk.decide(session.pk, go=True, actor=actor(request)),
        "Het moment gaat door, ook met minder mensen.",
    )
    return to_session(session)
