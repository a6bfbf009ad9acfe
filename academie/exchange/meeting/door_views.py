"""What the QR code at the door opens: somebody says herself that she is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, email_key
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import attendance, tries, windows
from academie.exchange.meeting.pages import calm, no_link, token_of
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.moments import moment_of
from academie.mail.checks import MAX_ADDRESS

NO_ADDRESS = "Vul het e-mailadres in waarmee u zich aanmeldde. Bijvoorbeeld: naam@school.nl"
NO_PLACE = "Dit adres heeft geen plaats. Vraag het aan wie u ontvangt."
BUSY = "Er zijn net veel adressen geprobeerd. Zeg tegen wie u ontvangt dat u er bent."


@csrf_exempt
@private
@get_or_post
def door(request: HttpRequest) -> HttpResponse:
    """Ask for the address that somebody signed up with; a POST notes that she is there.

    Her own link works too, and then nothing is asked.
    """
    token = token_of(request)
    session, own = _opened(token)
    if session is None:
        return no_link(request)
    if not windows.door_is_open(session, timezone.now()):
        return calm(
            request,
            "Dit kan nu niet",
            "U kunt dit doen van een uur voor het begin tot twee uur na het einde.",
            "Was u er wel? Zeg het tegen wie u ontving.",
        )
    if "klaar" in request.GET and request.method != "POST":
        lead = "Wij hebben genoteerd dat u er bent. U hoeft niets meer te doen."
        return calm(request, "Welkom", lead, "")
    context = {
        "event": session.page.title,
        "moment": moment_of(session, now=timezone.now()),
        "own": own is not None,
        "token": token,
    }
    if request.method == "POST":
        typed = request.POST.get("email", "")[:MAX_ADDRESS]
        problem, status = _arrive(request, session, own, typed)
        if not problem:
            return see_other(f"{request.path}?t={token}&klaar=1")
        context |= {"email": typed, "error": problem, "problems": [("email", problem)]}
        if own or status == 429:
            context |= {"error": "", "problem": problem, "problems": []}
        return render(request, "exchange/meeting/door.html", context, status=status)
    return render(request, "exchange/meeting/door.html", context)


def _opened(token: str) -> tuple[TrainingSession | None, SignUp | None]:
    """Return the session that a link opens, and the sign-up when it is somebody's own."""
    pk = links.read_door(token)
    if pk is not None:
        return TrainingSession.objects.select_related("page").filter(pk=pk).first(), None
    public = links.read_own(token)
    own = (
        SignUp.objects.select_related("session__page").filter(public=public).first()
        if public
        else None
    )
    return (own.session, own) if own else (None, None)


def _arrive(
    request: HttpRequest, session: TrainingSession, own: SignUp | None, typed: str
) -> tuple[str, int]:
    """Note that somebody is there; return what is wrong and the status, or ('', 200).

    Only misses count for the limit: a hundred people behind one school's address may all arrive.
    """
    sign_up = own
    if sign_up is None:
        if not typed.strip():
            return NO_ADDRESS, 200
        if tries.too_many(request):
            return BUSY, 429
        sign_up = _with_place(session, typed)
    try:
        if sign_up is not None:
            attendance.mark_present(sign_up.pk, True, actor=PERSON)
            return "", 200
    except NotPossible:
        pass
    if own is None:
        tries.note_miss(request)
    return NO_PLACE, 200


def _with_place(session: TrainingSession, typed: str) -> SignUp | None:
    try:
        key = email_key(typed)
    except ValueError:
        return None
    people = SignUp.objects.filter(session=session, state=SignUpState.CONFIRMED)
    return people.filter(email_key=key).first()
