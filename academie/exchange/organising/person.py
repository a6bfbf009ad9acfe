"""One person: who it is, what happened, and everything an organiser may do."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academie.core.enums import World
from academie.exchange.capacity import desk
from academie.exchange.capacity.explain import standing
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.organising.acting import Act, Values, act, attempt
from academie.exchange.organising.forms import ApplicantForm, DetailsForm, ReasonForm, SideForm
from academie.exchange.organising.history import steps_of
from academie.exchange.organising.participants import presence_words
from academie.exchange.organising.screen import actor, of_person, show, to_person, to_session
from academie.exchange.roles import role_label

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@of_person
def person(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Show the details, the history, and what can be done."""
    context = {
        "sign_up": sign_up,
        "role": role_label(sign_up.role),
        "presence": presence_words(sign_up.present),
        "steps": steps_of(sign_up),
        "standing": standing(sign_up, timezone.now()),
        "asks": sign_up.state == SignUpState.REQUESTED,
        "has_place": sign_up.state == SignUpState.CONFIRMED,
    }
    title = f"{sign_up.number}. {sign_up.name}"
    return show(request, "exchange/admin/person.html", title, session=session, context=context)


@require_POST
@of_person
def approve(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Say that it fits; the person gets a place, or waits for one."""
    if sign_up.state != SignUpState.REQUESTED:
        state = sign_up.get_state_display().lower()
        messages.warning(request, f"{sign_up.name} vraagt niets meer ({state}).")
        return to_session(session)

    def do() -> str:
        approved = desk.approve(sign_up.pk, actor=actor(request))
        # Somebody else's approval may have taken the last place a moment ago.
        waits = approved.state == SignUpState.WAITING
        place = "Er is nu geen plaats: de wachtlijst geldt. " if waits else ""
        return f"{sign_up.name} is goedgekeurd. {place}Er gaat een mail uit."

    attempt(request, do)
    return to_session(session)


@get_or_post
@of_person
def refuse(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Say that it does not fit, and why."""

    def do(values: Values) -> str:
        desk.refuse(sign_up.pk, actor=actor(request), note=values["reason"])
        return f"{sign_up.name} is geweigerd en krijgt een mail met de reden."

    return _act(
        request,
        session,
        sign_up,
        ReasonForm(request.POST or None),
        Act(f"{sign_up.name} weigeren", "Weiger en stuur de mail", do, lambda: to_session(session)),
    )


@get_or_post
@of_person
def withdraw(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Take somebody off the list, with a reason."""

    def do(values: Values) -> str:
        desk.withdraw(
            sign_up.pk, actor=actor(request), reason=Reason.REMOVED, note=values["reason"]
        )
        return f"{sign_up.name} is afgemeld en krijgt een mail met de reden."

    return _act(
        request,
        session,
        sign_up,
        ReasonForm(request.POST or None),
        Act(
            f"{sign_up.name} afmelden",
            "Meld af en stuur de mail",
            do,
            lambda: to_session(session),
            "Een vrije plaats gaat meteen naar wie nu aan de beurt is.",
            danger=True,
        ),
    )


@get_or_post
@of_person
def correct_side(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Put somebody on the right side."""

    def do(values: Values) -> str:
        desk.correct_side(
            sign_up.pk,
            World(values["side"]),
            actor=actor(request),
            may_wait=values["may_wait"],
        )
        return f"De kant van {sign_up.name} is verbeterd."

    return _act(
        request,
        session,
        sign_up,
        SideForm(request.POST or None, initial={"side": sign_up.side}),
        Act(f"Kant van {sign_up.name} verbeteren", "Verbeter", do, lambda: to_person(sign_up)),
    )


@get_or_post
@of_person
def change_details(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Correct a name, address, role or organisation."""

    def do(values: Values) -> str:
        desk.change_details(
            sign_up.pk,
            name=values["name"],
            role=values["role"],
            organisation=values["organisation"],
            email=values["email"],
            actor=actor(request),
        )
        return "De gegevens zijn bewaard."

    return _act(
        request,
        session,
        sign_up,
        DetailsForm(request.POST or None, initial=DetailsForm.values_of(sign_up)),
        Act(f"Gegevens van {sign_up.name}", "Bewaar", do, lambda: to_person(sign_up)),
    )


@get_or_post
@of_person
def hand_over(request: HttpRequest, session: TrainingSession, sign_up: SignUp) -> HttpResponse:
    """Give the place of somebody to a colleague."""
    form = ApplicantForm(request.POST or None, initial={"side": sign_up.side})

    def do(values: Values) -> str:
        new = desk.hand_over(sign_up.pk, form.applicant(), actor=actor(request))
        return f"De plaats van {sign_up.name} is nu van {new.name}. Allebei krijgen ze een mail."

    return _act(
        request,
        session,
        sign_up,
        form,
        Act(
            f"Plaats van {sign_up.name} doorgeven",
            "Geef de plaats door",
            do,
            lambda: to_session(session),
            "De collega krijgt deze plaats. De plaats gaat niet langs de wachtlijst.",
        ),
    )


def _act(
    request: HttpRequest,
    session: TrainingSession,
    sign_up: SignUp,
    form: forms.Form,
    one: Act,
) -> HttpResponse:
    """Show or do it, unless somebody else was first and there is nothing left to do."""
    if not sign_up.is_active:
        state = sign_up.get_state_display().lower()
        messages.warning(
            request, f"{sign_up.name} is niet meer aangemeld ({state}). Er is niets veranderd."
        )
        return to_person(sign_up)
    back = reverse("exchange_organise_person", args=[session.pk, sign_up.pk])
    return act(request, session, form, one, back_url=back)
