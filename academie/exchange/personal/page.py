"""What the page behind the link shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from academie.exchange import links
from academie.exchange.capacity.explain import standing
from academie.exchange.enums import VISITS, SignUpState
from academie.exchange.models import SignUp
from academie.exchange.moments import moment_of
from academie.exchange.personal.forms import (
    DetailsForm,
    HandOverForm,
    LineForm,
    SideForm,
    colleague_of,
    details_of,
    problems,
)
from academie.exchange.personal.history import steps
from academie.exchange.roles import role_label

GUEST = "exchange/visits/_guest.html"
"""What the guest of a visit sees beside the rest."""

HEADINGS = {state: state.label for state in SignUpState} | {SignUpState.CONFIRMED: "Uw plaats"}

DONE = {
    "gegevens": "Wij hebben uw gegevens veranderd.",
    "adres": "Wij sturen een mail naar uw nieuwe adres. Gebruik de link daarin. Tot dan blijft "
    "alles zoals het is.",
    "kant": "Wij hebben de kant van uw organisatie verbeterd.",
    "afgemeld": "U bent afgemeld.",
    "doorgegeven": "Uw plaats is nu van uw collega. Uw collega krijgt een mail.",
}


@dataclass(frozen=True, slots=True)
class May:
    """What somebody can still do with a sign-up."""

    change: bool
    change_side: bool
    withdraw: bool
    hand_over: bool
    again: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A form that could not be carried out: it comes back with what was typed."""

    form: LineForm | SideForm | None = None
    refused: str = ""
    status: int = 200


def own_path(token: str, **more: str) -> str:
    """Return the address of the page, as our own forms use it."""
    return f"{reverse('own_sign_up')}?{urlencode({'t': token, **more})}"


def show(
    request: HttpRequest, sign_up: SignUp, token: str, failed: Failed | None = None
) -> HttpResponse:
    """Return the page, with a form that went wrong in place of a fresh one."""
    failed, now = failed or Failed(), timezone.now()
    event, stands = sign_up.session.page, standing(sign_up, now)
    forms: dict[str, LineForm | SideForm] = {
        "details_form": DetailsForm(initial=details_of(sign_up)),
        "side_form": SideForm(initial={"side": sign_up.side}),
        "colleague_form": HandOverForm(initial=colleague_of(sign_up)),
    }
    for name, form in forms.items():
        if failed.form is not None and type(failed.form) is type(form):
            forms[name] = failed.form
    context: dict[str, Any] = {
        "sign_up": sign_up,
        "event": event,
        "event_url": event.get_url(request) if event.live else "",
        "calendar_url": reverse("event_feed", args=[event.slug]) if event.live else "",
        "feed_url": links.feed_url(sign_up),
        "moment": moment_of(sign_up.session, now=now),
        "heading": HEADINGS[SignUpState(sign_up.state)],
        "standing": stands,
        # The sentence often says why already.
        "reason": "" if stands.reason in stands.sentence else stands.reason,
        "role": role_label(sign_up.role),
        "history": steps(sign_up.changes.all()),
        "may": may(sign_up, now),
        "guest_template": GUEST if event.kind in VISITS else "",
        "action": own_path(token),
        "done": DONE.get(request.GET.get("gedaan", ""), "") if not failed.form else "",
        "problems": problems(failed.form) if failed.form else [],
        "refused": failed.refused,
        "open": failed.form.prefix_id if failed.form else "",
    }
    return render(request, "exchange/personal/mine.html", context | forms, status=failed.status)


def may(sign_up: SignUp, now: datetime) -> May:
    """Return what is still possible; the desk has the last word."""
    to_come, over = sign_up.session.start > now, sign_up.session.end <= now
    return May(
        change=sign_up.is_active,
        change_side=sign_up.is_active and to_come,
        withdraw=sign_up.is_active and not over,
        hand_over=sign_up.state == SignUpState.CONFIRMED and to_come,
        again=not sign_up.is_active and to_come,
    )
