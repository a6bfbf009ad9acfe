"""What every screen about participants has in common: whose session it is, and how it is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from academie.exchange.capacity.people import Actor, organiser
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.organising.permission import organised_sessions

TITLE = "Deelnemers"
GONE = "Deze aanmelding is er niet meer. De gegevens zijn gewist."

P = ParamSpec("P")
SessionView = Callable[Concatenate[HttpRequest, TrainingSession, P], HttpResponse]
View = Callable[..., HttpResponse]
PersonView = Callable[[HttpRequest, TrainingSession, SignUp], HttpResponse]


def of_session(view: SessionView[P]) -> View:
    """Give a view the session with this number when the account manages it; otherwise 404.

    Nothing that it answers is kept by a browser or a proxy: lists of people are on it.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, session_id: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        sessions = organised_sessions(request.user).select_related("page", "seating")
        session = get_object_or_404(sessions, pk=session_id)
        response = view(request, session, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def of_person(view: PersonView) -> View:
    """Give a view the sign-up with this number in a session that the account manages.

    Who was deleted in the meantime gives a calm message on the screen of the session.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, session: TrainingSession, sign_up_id: int) -> HttpResponse:
        sign_up = session.sign_ups.filter(pk=sign_up_id).first()
        if sign_up is None:
            messages.warning(request, GONE)
            return to_session(session)
        return view(request, session, sign_up)

    return of_session(wrapped)


def actor(request: HttpRequest) -> Actor:
    """Return who acts: an organiser, known by the number of the account."""
    if request.user.pk is None:
        raise PermissionDenied
    return organiser(request.user.pk)


def session_title(session: TrainingSession) -> str:
    """Return the session in words: '12 maart 2027, 13.00 uur: TOS herkennen'."""
    start = localtime(session.start)
    return f"{date_format(start, 'j F Y')}, {start.hour}.{start:%M} uur: {session.page.title}"


def show(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    session: TrainingSession | None = None,
    form: BaseForm | None = None,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return a screen with its path on top. With errors in the form the title says so first."""
    path = [{"url": reverse("wagtailadmin_home"), "label": "Start"}]
    if session is not None:
        path.append({"url": reverse("exchange_organise"), "label": TITLE})
        if title != session_title(session):
            path.append({"url": session_url(session), "label": session_title(session)})
    path.append({"url": "", "label": title})
    wrong = form is not None and form.is_bound and bool(form.errors)
    values: dict[str, Any] = {
        "header_title": f"Fout: {title}" if wrong else title,
        "page_title": title,
        "header_icon": "group",
        "breadcrumbs_items": path,
        "session": session,
        "form": form,
    }
    return render(request, template, values | (context or {}))


def session_url(session: TrainingSession) -> str:
    """Return the address of the screen of a session."""
    return reverse("exchange_organise_session", args=[session.pk])


def to_session(session: TrainingSession) -> HttpResponseRedirect:
    """Go back to the screen of the session."""
    return redirect("exchange_organise_session", session.pk)


def to_person(sign_up: SignUp) -> HttpResponseRedirect:
    """Go back to the screen of one person."""
    return redirect("exchange_organise_person", sign_up.session_id, sign_up.pk)
