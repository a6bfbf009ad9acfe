"""A mail from the organiser to people of one session: plain text, through the outbox."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from academie.exchange import links
from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.organising.forms import Line
from academie.exchange.organising.participants import ORDER, people_of
from academie.exchange.organising.screen import of_session, show, to_session
from academie.mail import outbox
from academie.mail.models import OutgoingMail

KIND = "organisator-bericht"
LOG_ACTION = "exchange.message"
LONGEST = 5000

_NOBODY = "Niemand is in de toestand die u koos. Kies een andere."
_LINK_HERE = "(hier staat de eigen link)"
_FOOT = "U krijgt deze mail omdat u zich aanmeldde voor {title}.\nUw aanmelding bekijken: {url}"


class MessageForm(forms.Form):
    """To whom and what. `people` are the numbers of whoever was ticked; otherwise the states."""

    states = forms.MultipleChoiceField(
        label="Aan wie",
        choices=[(state.value, state.label) for state in SignUpState],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    subject = Line(
        label="Onderwerp", max_length=150, error_messages={"required": "Vul een onderwerp in."}
    )
    text = forms.CharField(
        label="Tekst",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Gewone tekst, zonder opmaak. Onderaan komt vanzelf de link naar de aanmelding.",
        error_messages={"required": "Schrijf de tekst van de mail."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@of_session
def message(request: HttpRequest, session: TrainingSession) -> HttpResponse:
    """Write a mail, look at it with the number of people, and send it."""
    if request.method != "POST":
        return compose(request, session, [])
    form = MessageForm(request.POST)
    ticked = "mensen" in request.POST
    people = _recipients(session, request)
    if form.is_valid() and not people:
        form.add_error(None if ticked else "states", _NOBODY)
    if form.is_valid() and request.POST.get("stap") == "stuur":
        count = send(request, session, people, form.cleaned_data)
        mails = "1 mail wordt" if count == 1 else f"{count} mails worden"
        if count:
            messages.success(request, f"{mails} verstuurd.")
        else:
            messages.info(request, "Deze mail was al verstuurd. Er gaat niets dubbel weg.")
        return to_session(session)
    return _screen(request, session, form, people, ticked=ticked, preview=form.is_valid())


def compose(request: HttpRequest, session: TrainingSession, people: list[SignUp]) -> HttpResponse:
    """Show the empty form, for these people or for a choice of states."""
    first = {"states": [SignUpState.CONFIRMED], "key": uuid4()}
    form = MessageForm(initial=first)
    return _screen(request, session, form, people, ticked=bool(people), preview=False)


def send(
    request: HttpRequest, session: TrainingSession, people: Iterable[SignUp], values: dict[str, Any]
) -> int:
    """Write a mail to each person, once a key, and return how many are new."""
    user = request.user.pk
    keys = {f"{session.pk}-{user}-{values['key'].hex}-{one.pk}": one for one in people}
    with transaction.atomic():
        there = OutgoingMail.objects.filter(kind=KIND, key__in=list(keys))
        sent = set(there.values_list("key", flat=True))
        for key, one in keys.items():
            if key not in sent:
                text = body(session, values["text"], links.own_url(one))
                outbox.queue(one.email, values["subject"], text, kind=KIND, key=key)
        count = len(keys) - len(sent)
        if count:
            data = {"session": session.pk, "count": count}
            log(instance=session.page, action=LOG_ACTION, user=request.user, data=data)
    return count


def body(session: TrainingSession, text: str, url: str) -> str:
    """Return the whole text for one person: what was written, and her own link at the end."""
    foot = _FOOT.format(title=session.page.title, url=url)
    return f"{text.strip()}\n\n--\n{foot}\n"


def _recipients(session: TrainingSession, request: HttpRequest) -> list[SignUp]:
    people = people_of(session)
    ticked = set(request.POST.getlist("mensen"))
    if ticked:
        return [one for one in people if str(one.pk) in ticked]
    states = set(request.POST.getlist("states"))
    # Somebody who withdrew and came back has two rows and gets one mail.
    by_address = {one.email_key: one for one in people if one.state in states}
    return list(by_address.values())


def _screen(
    request: HttpRequest,
    session: TrainingSession,
    form: MessageForm,
    people: list[SignUp],
    *,
    ticked: bool,
    preview: bool,
) -> HttpResponse:
    everybody = people_of(session)
    counts = Counter(one.state for one in everybody)
    chosen = form["states"].value() or []
    context = {
        "people": people,
        "ticked": ticked,
        "preview": preview,
        "states": [(one, counts[one], one in chosen) for one in ORDER if counts[one]],
        # A personal link is for that person only, so the example has none.
        "example": body(session, form.cleaned_data["text"], _LINK_HERE) if preview else "",
    }
    return show(
        request,
        "exchange/admin/message.html",
        "Mail sturen",
        session=session,
        form=form,
        context=context,
    )
