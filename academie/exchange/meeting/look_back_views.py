"""The page with the questions afterwards, behind a personal link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt

from academie.core.free_text import MAX_NOTE
from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.meeting import looking_back, windows
from academie.exchange.meeting.look_back_forms import read_form
from academie.exchange.meeting.pages import calm, no_link, token_of
from academie.exchange.models import SignUp

NOT_THERE = "De vragen zijn voor wie er was. Was u er wel? Vraag het aan wie u ontving."


@csrf_exempt
@private
@get_or_post
def look_back(request: HttpRequest) -> HttpResponse:
    """Ask five questions, or one after six weeks; a POST keeps the answers without the person."""
    token = token_of(request)
    read = links.read_look_back(token)
    if read is None:
        return no_link(request)
    public, late = read
    sign_up = SignUp.objects.select_related("session__page").filter(public=public).first()
    if sign_up is None:
        return no_link(request)
    session = sign_up.session
    if looking_back.has_answered(sign_up, late=late):
        lead = "Bedankt voor uw antwoorden." if "klaar" in request.GET else ""
        return calm(
            request,
            "Dank u",
            lead or "U hebt dit al ingevuld. Dank u.",
            "Niemand kan zien welke antwoorden van u zijn.",
        )
    if not windows.questions_are_open(session, timezone.now(), late=late):
        return calm(request, "Nog even wachten", _opens(late), "Bewaar de mail met de link.")
    if not looking_back.may_answer(sign_up):
        return calm(request, "Deze vragen zijn niet voor u", NOT_THERE, "")
    form = read_form(request.POST if request.method == "POST" else None, late=late)
    if form.is_valid:
        looking_back.keep_answers(sign_up, form.scores, lesson=form.lesson, late=late)
        return see_other(f"{request.path}?t={token}&klaar=1")
    context = {
        "form": form,
        "late": late,
        "event": session.page.title,
        "day": date_format(timezone.localtime(session.start), "j F Y"),
        "longest": MAX_NOTE,
    }
    return render(request, "exchange/meeting/look_back.html", context)


def _opens(late: bool) -> str:
    if late:
        return "Deze vraag is er zes weken na het moment."
    return "De vragen zijn er zodra het moment voorbij is."
