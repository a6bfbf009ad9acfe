"""Adding somebody by hand: the same desk as the form on the site."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from academie.exchange.capacity import desk
from academie.exchange.models import TrainingSession
from academie.exchange.organising.acting import Act, Values, act
from academie.exchange.organising.forms import ApplicantForm
from academie.exchange.organising.screen import actor, of_session, to_session

INTRO = (
    "Voor wie belde of mailde. De plaats gaat net als bij het formulier op de site: "
    "wie eerder kwam, gaat voor. De persoon krijgt een mail met een eigen link."
)


@require_http_methods(["GET", "HEAD", "POST"])
@of_session
def add(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Sign somebody up who asked for it in another way."""
    form = ApplicantForm(request.POST or None, initial={"key": uuid4().hex})

    def do(values: Values) -> str:
        outcome = desk.sign_up(
            session.pk,
            form.applicant(),
            key=values["key"] or uuid4().hex,
            actor=actor(request),
        )
        state = outcome.sign_up.get_state_display().lower()
        if not outcome.is_new:
            return f"{outcome.sign_up.name} was al aangemeld: {state}."
        return f"{outcome.sign_up.name} is aangemeld: {state}. De mail is onderweg."

    one = Act("Iemand aanmelden", "Meld aan", do, lambda: to_session(session), INTRO)
    return act(request, session, form, one)
