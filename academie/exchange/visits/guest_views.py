"""What a guest does behind her own link: promise, look back, and say what follows."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.capacity.people import PERSON
from academie.exchange.models import SignUp, Visit
from academie.exchange.visits import services
from academie.exchange.visits.errors import VisitNotPossible
from academie.exchange.visits.panel import GuestPanel, Problem, guest_panel

_LONGEST = 5_000
NOTHING = "Kies wat u wilt doen en druk op de knop die erbij hoort."
PROMISE = "Zet een vinkje als u dit belooft."


@csrf_exempt
@private
@get_or_post
def visit(request: HttpRequest) -> HttpResponse:
    """Show somebody's own visit; a POST does one thing, or says at the field why it cannot be."""
    token = request.GET.get("t", "")
    public = links.read_own(token)
    sign_up = SignUp.objects.filter(public=public).first() if public else None
    panel = guest_panel(sign_up) if sign_up else None
    if sign_up is None or panel is None:
        return render(request, "exchange/visits/no_link.html", status=404)
    if request.method == "POST":
        problem = _act(request, panel)
        if problem is None:
            return see_other(panel.post_url + "&klaar=1")
        panel = guest_panel(sign_up, problem) or panel
    context = {"panel": panel, "own_url": links.own_url(sign_up), "done": _done(request, panel)}
    return render(request, "exchange/visits/visit.html", context)


def _done(request: HttpRequest, panel: GuestPanel) -> bool:
    return "klaar" in request.GET and panel.problem is None


def _act(request: HttpRequest, panel: GuestPanel) -> Problem | None:
    """Do what the button says; return what stands in the way, or None."""
    given, pk = request.POST, panel.visit.pk
    action = given.get("actie", "")
    typed = given.get(action, "")[:_LONGEST]
    if action == "belofte" and not typed:
        return Problem("belofte", PROMISE, "")
    acts: dict[str, Callable[[], Visit]] = {
        "belofte": lambda: services.agree_secrecy(pk, actor=PERSON),
        "les": lambda: services.write_lesson(pk, typed, of_host=False, actor=PERSON),
        "vervolg": lambda: services.write_follow_up(pk, typed, actor=PERSON),
    }
    if action not in acts:
        return Problem("", NOTHING, "")
    try:
        acts[action]()
    except VisitNotPossible as error:
        return Problem(action, error.sentence, typed)
    return None
