"""What the buttons on the page do. Each proves itself by the link; pressing twice is pressing once.

Everything about places goes through the desk. What it refuses comes back as a sentence on the page,
with what was typed.
"""

import json
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from academie.core.enums import World
from academie.core.private_pages import see_other
from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, Applicant
from academie.exchange.enums import SignUpState
from academie.exchange.letters.kinds import What
from academie.exchange.models import SignUp
from academie.exchange.personal import asking, holdings
from academie.exchange.personal.forms import DetailsForm, HandOverForm, SideForm
from academie.exchange.personal.page import Failed, own_path, show
from academie.exchange.privacy import erasure
from academie.mail.on_request import Asked
from academie.mail.outbox import count_to

MOST_TO_A_COLLEAGUE = 5
"""Places that one address can be given in a day: it may be a stranger's."""

ENOUGH = "Dit adres kreeg vandaag al veel mail van ons. Probeer het morgen nog eens."
BUSY = "Het is nu erg druk. Uw adres is niet veranderd. Probeer het over een uur nog eens."
NO_PLACE_FOR = "Voor deze kant is er nu geen plaats. Verandert u dit, dan komt u op de wachtlijst."

ERASE = ("wissen", "wissen-alles")


def act(request: HttpRequest, sign_up: SignUp, token: str) -> HttpResponse:
    """Do what a button asks, and go on to the page; anything unknown only shows the page."""
    match request.POST.get("actie"):
        case "wijzig":
            return _change(request, sign_up, token)
        case "kant":
            return _correct_side(request, sign_up, token)
        case "doorgeven":
            return _hand_over(request, sign_up, token)
        case "afmelden":
            return _withdraw(request, sign_up, token)
        case "download":
            return _download(request, sign_up)
        case "wissen":
            erasure.erase(sign_up.pk)
            return erased()
        case "wissen-alles":
            erasure.erase_everything_of(sign_up.email_key)
            return erased()
        case _:
            return show(request, sign_up, token)


def erased() -> HttpResponse:
    """Go on to the page that says that nothing is left. Its address holds no link."""
    return see_other(reverse("own_sign_up_erased"))


def _change(request: HttpRequest, sign_up: SignUp, token: str) -> HttpResponse:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return show(request, sign_up, token, Failed(form))
    values = form.cleaned_data
    try:
        desk.change_details(
            sign_up.pk,
            name=values["name"],
            role=values["role"],
            organisation=values["organisation"],
            email=sign_up.email,
            actor=PERSON,
        )
    except NotPossible as refused:
        return show(request, sign_up, token, Failed(form, refused.sentence))
    if values["email"] == sign_up.email_key:
        return see_other(own_path(token, gedaan="gegevens"))
    if asking.ask_address(sign_up, values["email"]) is Asked.BUSY:
        return show(request, sign_up, token, Failed(form, BUSY, status=429))
    return see_other(own_path(token, gedaan="adres"))


def _correct_side(request: HttpRequest, sign_up: SignUp, token: str) -> HttpResponse:
    form = SideForm(request.POST)
    if not form.is_valid():
        return show(request, sign_up, token, Failed(form))
    side, may_wait = World(form.cleaned_data["side"]), request.POST.get("wachten") == "ja"
    try:
        desk.correct_side(sign_up.pk, side, actor=PERSON, may_wait=may_wait)
    except NotPossible as refused:
        has_place = sign_up.state == SignUpState.CONFIRMED
        if may_wait or not has_place or sign_up.session.start <= timezone.now():
            return show(request, sign_up, token, Failed(form, refused.sentence))
        context = {
            "warning": NO_PLACE_FOR,
            "side": side.value,
            "side_label": side.label,
            "action": own_path(token),
        }
        return render(request, "exchange/personal/side_confirm.html", context)
    return see_other(own_path(token, gedaan="kant"))


def _hand_over(request: HttpRequest, sign_up: SignUp, token: str) -> HttpResponse:
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return show(request, sign_up, token, Failed(form))
    values = form.cleaned_data
    day = timedelta(days=1)
    is_done = sign_up.state == SignUpState.HANDED_OVER
    received = [What.RECEIVED.kind]
    if not is_done and count_to(values["email"], received, day) >= MOST_TO_A_COLLEAGUE:
        return show(request, sign_up, token, Failed(form, ENOUGH, status=429))
    colleague = Applicant(
        name=values["name"],
        email=values["email"],
        role=values["role"],
        organisation=values["organisation"],
        side=World(values["side"]),
    )
    try:
        desk.hand_over(sign_up.pk, colleague, actor=PERSON)
    except NotPossible as refused:
        return show(request, sign_up, token, Failed(form, refused.sentence))
    return see_other(own_path(token, gedaan="doorgegeven"))


def _withdraw(request: HttpRequest, sign_up: SignUp, token: str) -> HttpResponse:
    try:
        desk.withdraw(sign_up.pk, actor=PERSON)
    except NotPossible as refused:
        return show(request, sign_up, token, Failed(refused=refused.sentence))
    return see_other(own_path(token, gedaan="afgemeld"))


def _download(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    held = holdings.of_person(sign_up)
    if request.POST.get("vorm") == "json":
        body = json.dumps(held, ensure_ascii=False, indent=2)
        return _file(body, "application/json", "mijn-gegevens.json")
    return _file(holdings.as_text(held), "text/plain; charset=utf-8", "mijn-gegevens.txt")


def _file(body: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
