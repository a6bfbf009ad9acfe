"""The list for the day itself, for whoever receives the participants, and the code at the door."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.numbers import whole_number
from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import Actor
from academie.exchange.enums import ActorKind
from academie.exchange.meeting import attendance, qr, walk_in, windows
from academie.exchange.meeting.pages import calm, no_link, token_of
from academie.exchange.models import Seating, SignUp, TrainingSession
from academie.exchange.moments import moment_of

HOST = Actor(ActorKind.HOST)
MOST_AGE = 30 * 24 * 3_600_000
"""Milliseconds: a phone that was offline for longer than this does not know when it was."""
NO_LINK = "Deze link werkt niet meer. Vraag een nieuwe aan de organisator."
UNKNOWN = "Wij begrepen de knop niet. Laad de lijst opnieuw en probeer het nog eens."
OFF = "Dit moment gaat niet door"
NOBODY = "Iedereen die zich aanmeldde, kreeg daarover een mail."
CLOSED = "De lijst is niet open. Vraag het aan de organisator."


@csrf_exempt
@private
@get_or_post
def day_list(request: HttpRequest) -> HttpResponse:
    """Show who comes, with buttons; a POST notes who is there, or adds somebody at the door.

    The script sends the same form and asks for JSON: the mark as it stands, or a sentence.
    """
    session = _session(request)
    now = timezone.now()
    if session is None:
        return _refuse(NO_LINK, 404) if _wants_json(request) else no_link(request)
    if not windows.list_is_open(session, now):
        return _refuse(CLOSED, 409) if _wants_json(request) else _not_now(request, session, now)
    if _is_cancelled(session):
        return _refuse(OFF, 409) if _wants_json(request) else calm(request, OFF, NOBODY, "")
    if request.method != "POST":
        return _page(request, session, now)
    if "walk_in" in request.POST:
        return _walk_in(request, session, now)
    return _mark(request, session, now)


@private
@require_safe
def door_code(request: HttpRequest) -> HttpResponse:
    """Show the QR code to hang at the door or to hold up; it says nothing of anybody."""
    session = _session(request)
    if session is None:
        return no_link(request)
    context = {
        "session": session,
        "event": session.page.title,
        "moment": moment_of(session, now=timezone.now()),
        "drawing": qr.draw(links.door_url(session)),
        "token": token_of(request),
    }
    return render(request, "exchange/meeting/door_code.html", context)


def _mark(request: HttpRequest, session: TrainingSession, now: datetime) -> HttpResponse:
    number, mark = whole_number(request.POST.get("number", "")), request.POST.get("present", "")
    wants_json = _wants_json(request)
    rows = SignUp.objects.filter(session=session).order_by("pk")
    sign_up = rows.filter(number=number).first() if number is not None else None
    problem = UNKNOWN if mark not in {"0", "1"} else attendance.GONE if sign_up is None else ""
    if sign_up is not None and not problem:
        made = _made_at(request, now)
        try:
            marked = attendance.mark_present(sign_up.pk, mark == "1", actor=HOST, at=made, now=now)
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            if wants_json:
                return JsonResponse({"number": marked.number, "present": marked.present})
            return see_other(f"{request.path}?t={token_of(request)}#p{marked.number}")
    return _refuse(problem, 409) if wants_json else _page(request, session, now, problem=problem)


def _walk_in(request: HttpRequest, session: TrainingSession, now: datetime) -> HttpResponse:
    form = walk_in.WalkInForm(request.POST)
    problem = ""
    if form.is_valid():
        try:
            added = walk_in.add(session, form.applicant(), key=form.key, actor=HOST, now=now)
        except NotPossible as refusal:
            problem = refusal.sentence
        else:
            return see_other(f"{request.path}?t={token_of(request)}#p{added.number}")
    return _page(request, session, now, form=form, problem=problem)


def _page(
    request: HttpRequest,
    session: TrainingSession,
    now: datetime,
    *,
    form: walk_in.WalkInForm | None = None,
    problem: str = "",
) -> HttpResponse:
    people = attendance.expected(session)
    opens = windows.marks_open_at(session)
    context = {
        "session": session,
        "event": session.page.title,
        "moment": moment_of(session, now=now),
        "people": people,
        "counts": attendance.count(people),
        "form": form or walk_in.WalkInForm(),
        "problem": problem,
        "opens": timezone.localtime(opens) if now < opens else None,
        "token": token_of(request),
    }
    return render(request, "exchange/meeting/day_list.html", context)


def _session(request: HttpRequest) -> TrainingSession | None:
    pk = links.read_day(token_of(request))
    return TrainingSession.objects.select_related("page").filter(pk=pk).first() if pk else None


def _is_cancelled(session: TrainingSession) -> bool:
    return Seating.objects.filter(pk=session.pk, cancelled_at__isnull=False).exists()


def _made_at(request: HttpRequest, now: datetime) -> datetime:
    """Return when the mark was made: so many milliseconds ago, as clocks of phones differ."""
    age = whole_number(request.POST.get("age", ""))
    if age is None or age > MOST_AGE:
        return now
    return now - timedelta(milliseconds=age)


def _not_now(request: HttpRequest, session: TrainingSession, now: datetime) -> HttpResponse:
    if now < session.start:
        opens = timezone.localtime(session.start - windows.LIST_BEFORE)
        lead = f"De lijst met deelnemers is er vanaf {date_format(opens, 'j F, H.i')} uur."
        return calm(request, "De lijst is er nog niet", lead, "Bewaar deze link.")
    lead = "Het is meer dan twee weken geleden. De lijst met namen is daarom gesloten."
    return calm(request, "De lijst is gesloten", lead, "Klopt er iets niet? Mail de organisator.")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _refuse(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
