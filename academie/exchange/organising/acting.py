"""One form that does one thing to places, and what it says when the thing is not possible."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.models import TrainingSession
from academie.exchange.organising.screen import session_url, show

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """A form's screen: the words on it, what it does with the values, and where it goes then.

    `do` returns the sentence for the organiser. `danger` marks what cannot be undone.
    """

    title: str
    submit: str
    do: Callable[[Values], str]
    then: Callable[[], HttpResponse]
    intro: str = ""
    danger: bool = False
    template: str = "exchange/admin/form.html"


def act(
    request: HttpRequest, session: TrainingSession, form: forms.Form, one: Act, **context: Any
) -> HttpResponse:
    """Show the form, or do what it asks; what was typed stays when it is not possible."""
    if request.method == "POST" and form.is_valid():
        try:
            sentence = one.do(form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, sentence)
            return one.then()
    values = {"act": one, "back_url": session_url(session)} | context
    return show(request, one.template, one.title, session=session, form=form, context=values)


def attempt(request: HttpRequest, do: Callable[[], object], sentence: str = "") -> None:
    """Do something that needs no form, and say how it went: `sentence`, or else what it returns."""
    try:
        done = do()
    except NotPossible as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, sentence or str(done))
