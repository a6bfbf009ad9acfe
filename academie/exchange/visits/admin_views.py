"""Screens for hosts in the admin: the visits of a session, and what has to be done for each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from academie.exchange.models import TrainingSession, Visit
from academie.exchange.organising.permission import ALL, organised_sessions
from academie.exchange.organising.screen import actor
from academie.exchange.visits import overview, services
from academie.exchange.visits.duties import secrecy_of
from academie.exchange.visits.errors import VisitNotPossible
from academie.exchange.visits.panel import Problem

TITLE = "Bezoeken"
DONE = "Het is genoteerd."
UNKNOWN = "Kies wat u wilt doen en druk op de knop die erbij hoort."
A_PAGE = 50
_LONGEST = 5_000


def hosted(request: HttpRequest) -> QuerySet[TrainingSession]:
    """Return the sessions with visits that this account manages."""
    sessions = organised_sessions(request.user).filter(page__kind__in=overview.visit_kinds())
    return sessions.select_related("page")


def show(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return a screen with its path on top; nothing of it is kept, names are on it."""
    path = [{"url": reverse("wagtailadmin_home"), "label": "Start"}]
    if title != TITLE:
        path.append({"url": reverse("visits_list"), "label": TITLE})
    path.append({"url": "", "label": title})
    values = {
        "header_title": f"Fout: {title}" if status != 200 else title,
        "page_title": title,
        "header_icon": "group",
        "breadcrumbs_items": path,
        "may_match": may_match(request),
    }
    response = render(request, f"exchange/visits/admin/{template}", values | context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def may_match(request: HttpRequest) -> bool:
    """Whether this account may see wishes and bring people together."""
    return bool(request.user.has_perm(ALL))


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    """Show the sessions with visits, the latest first, with what each asks of the host."""
    page = Paginator(hosted(request).order_by("-start", "-pk"), A_PAGE)
    shown = page.get_page(request.GET.get("pagina"))
    context = {"lines": overview.lines(list(shown), timezone.now()), "page": shown}
    return show(request, "list.html", TITLE, context)


@require_safe
def visit_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the visits of one session."""
    return _session(request, get_object_or_404(hosted(request), pk=session_id))


@require_POST
def visit_step(request: HttpRequest, session_id: int, visit_id: int) -> HttpResponse:
    """Do one thing with a visit; what cannot be done comes back with what was typed."""
    session = get_object_or_404(hosted(request), pk=session_id)
    visit = get_object_or_404(Visit, pk=visit_id, session=session)
    action = request.POST.get("actie", "")
    typed = request.POST.get(action, "")[:_LONGEST]
    who, pk = actor(request), visit.pk
    acts: dict[str, Callable[[], Visit]] = {
        "blad": lambda: services.note_sheet(pk, actor=who),
        "geheim": lambda: services.agree_secrecy(pk, actor=who),
        "geweest": lambda: services.mark_visited(pk, actor=who),
        "niet": lambda: services.call_off(pk, actor=who),
        "les": lambda: services.write_lesson(pk, typed, of_host=True, actor=who),
        "vervolg": lambda: services.write_follow_up(pk, typed, actor=who),
    }
    if action not in acts:
        messages.error(request, UNKNOWN)
        return redirect("visits_session", session.pk)
    try:
        acts[action]()
    except VisitNotPossible as error:
        return _session(request, session, (pk, Problem(action, error.sentence, typed)))
    messages.success(request, DONE)
    return redirect("visits_session", session.pk)


def _session(
    request: HttpRequest, session: TrainingSession, problem: tuple[int, Problem] | None = None
) -> HttpResponse:
    context = {
        "session": session,
        "groups": overview.groups(session, timezone.now(), problem),
        "secrecy": secrecy_of(session.page),
        "problem": problem[1] if problem else None,
        "problem_id": f"{problem[1].field}-{problem[0]}" if problem else "",
    }
    title = f"{TITLE}: {session.page.title}"
    return show(request, "session.html", title, context, status=422 if problem else 200)
