"""Screens for who brings people together: the proposals, and a person's yes or no."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from academie.exchange.models import Match, Wish
from academie.exchange.organising.screen import actor
from academie.exchange.visits import proposals
from academie.exchange.visits.admin_views import may_match, show
from academie.exchange.visits.errors import VisitNotPossible

TITLE = "Wensen om op bezoek te gaan"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Pairing:
    """A match with its wishes in the order of the circle: each visits the next one."""

    match: Match
    wishes: tuple[Wish, ...]
    near: str


@require_safe
def wish_list(request: HttpRequest) -> HttpResponse:
    """Show the proposals, what was decided lately, and how many wishes wait."""
    _check(request)
    waiting = Wish.objects.filter(closed_at=None).exclude(confirmed_at=None)
    context = {
        "proposed": _pairings(Match.State.PROPOSED),
        "decided": _pairings(Match.State.CONFIRMED) + _pairings(Match.State.REJECTED),
        "waiting": waiting.count(),
        "alone": waiting.exclude(matches__match__state=Match.State.PROPOSED).count(),
    }
    return show(request, "wishes.html", TITLE, context)


@require_POST
def wish_compute(request: HttpRequest) -> HttpResponse:
    """Compute the proposals now, as is done every night."""
    _check(request)
    count = proposals.propose()
    words = f"{count} voorstellen veranderd." if count != 1 else "1 voorstel veranderd."
    messages.success(request, words if count else "Er verandert niets aan de voorstellen.")
    return redirect("visits_wishes")


@require_POST
def wish_decide(request: HttpRequest, match_id: int) -> HttpResponse:
    """Bring people together, or say that they do not go together."""
    _check(request)
    yes = request.POST.get("actie") == "koppel"
    if not yes and request.POST.get("actie") != "wijs-af":
        return redirect("visits_wishes")
    try:
        (proposals.confirm if yes else proposals.reject)(match_id, actor=actor(request))
    except VisitNotPossible as error:
        messages.error(request, error.sentence)
    else:
        done = "Zij krijgen allemaal een mail met elkaars gegevens."
        messages.success(request, done if yes else "Dit voorstel komt niet terug.")
    return redirect("visits_wishes")


def _check(request: HttpRequest) -> None:
    if not may_match(request):
        raise PermissionDenied


def _pairings(state: str) -> list[Pairing]:
    matches = Match.objects.filter(state=state).order_by("-pk")
    found = matches.prefetch_related("members__wish__region")[:SHOWN]
    return [_pairing(one) for one in found]


def _pairing(match: Match) -> Pairing:
    wishes = tuple(member.wish for member in match.members.all())
    regions = {wish.region_id for wish in wishes}
    same = len(regions) == 1 and None not in regions
    return Pairing(match, wishes, "Zelfde buurt of gebied" if same else "")
