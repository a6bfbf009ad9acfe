"""Asking to be kept informed, and everything behind the links in the mails.

No session and no cookie: on these pages a POST proves itself by what is in it, an address to which
a mail goes first, or the token of a mail. A page that holds a token sends no Referer, and a browser
then sends no usable Origin either, so Django's check on forms would refuse everybody.
A GET never changes anything: mail filters open every link.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.alerts import following, tokens, upkeep
from academie.alerts.followed import from_query, from_request
from academie.alerts.forms import FollowForm
from academie.alerts.models import MAX_QUERY, Follower, SavedSearch
from academie.core.private_pages import get_or_post, private, see_other
from academie.mail.forms import AddressForm
from academie.mail.on_request import Asked
from search.facets import chips
from search.params import parse_params
from search.results import Chip

BUSY = "Het is nu erg druk. Wij hebben niets bewaard. Probeer het over een uur nog eens."

TOO_LONG = "U hebt te veel filters gekozen om te volgen. Haal er een paar weg."


@csrf_exempt
@get_or_post
def follow(request: HttpRequest) -> HttpResponse:
    """Show what would be followed and ask for an address; after a good POST say: look in your mail.

    The search stands in the address, so errors and a reload keep it.
    """
    followed = from_request(request.GET)
    form = FollowForm(request.POST if request.method == "POST" else None)
    busy = False
    too_long = len(followed.query) > MAX_QUERY
    if form.is_bound and form.is_valid() and not too_long:
        if form.is_machine:
            return see_other(reverse("alerts:sent"))
        email, frequency = form.cleaned_data["email"], form.cleaned_data["frequency"]
        if following.ask(email, followed, frequency) is Asked.DONE:
            return see_other(reverse("alerts:sent"))
        busy = True
    params = parse_params(request.GET, path=request.path)
    context = {
        "followed": followed,
        "chips": [Chip(one.label, one.url, one.facet, one.value) for one in chips(params)],
        "form": form,
        "busy": BUSY if busy else TOO_LONG if too_long else "",
    }
    return _page(request, "alerts/follow.html", context, busy=busy)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say to look in the mail. The same for everybody, known or not."""
    return _page(request, "alerts/sent.html", {})


@csrf_exempt
@private
@get_or_post
def confirm(request: HttpRequest) -> HttpResponse:
    """Show what is about to be followed, with a button; a POST confirms it."""
    token = _token(request)
    public = tokens.read_confirm(token)
    search = SavedSearch.objects.filter(public=public).first() if public else None
    if public is None or search is None:
        return _no_such_link(request)
    if request.method == "POST":
        search = following.confirm(public)
        if search is None:
            return _no_such_link(request)
    followed = from_query(search.query)
    if search.confirmed_at is None:
        context = {"followed": followed, "search": search, "token": token}
        return _page(request, "alerts/confirm.html", context)
    manage_url = tokens.manage_url(search.follower.public)
    context = {"followed": followed, "search": search, "manage_url": manage_url}
    return _page(request, "alerts/confirmed.html", context)


@csrf_exempt
@private
@get_or_post
def mine(request: HttpRequest) -> HttpResponse:
    """Show everything an address follows, and change it; without a good link, ask for one."""
    public = tokens.read_manage(_token(request))
    follower = Follower.objects.filter(public=public).first() if public else None
    if follower is None:
        return _ask_link(request)
    done = _change(request, follower) if request.method == "POST" else ""
    searches = follower.searches.exclude(confirmed_at=None).order_by("pk")
    soon = timezone.now() + upkeep.ASK_BEFORE
    context = {
        "lines": [(one, from_query(one.query), one.ends_at <= soon) for one in searches],
        "token": _token(request),
        "leave_url": tokens.leave_url(follower.public),
        "done": done,
    }
    return _page(request, "alerts/mine.html", context)


@csrf_exempt
@private
@get_or_post
def leave(request: HttpRequest) -> HttpResponse:
    """Show a button that stops all mail; a POST, from a mail program too, does it at once."""
    token = _token(request)
    public = tokens.read_leave(token)
    if public is None:
        return _no_such_link(request)
    if request.method == "POST":
        following.leave(public)
    left = not Follower.objects.filter(public=public).exists()
    return _page(request, "alerts/leave.html", {"token": token, "left": left})


def _change(request: HttpRequest, follower: Follower) -> str:
    """Do what a button on the page asks; return what was done, in words."""
    try:
        public = UUID(request.POST.get("zoekvraag", ""))
    except ValueError:
        return ""
    match request.POST.get("actie"):
        case "stop" if following.stop(follower, public):
            return "U krijgt hierover geen mail meer."
        case "verleng" if following.renew(follower, public):
            return "U volgt dit weer een jaar."
        case ("dag" | "week") as frequency if following.change(follower, public, frequency):
            return "Wij hebben het veranderd."
        case _:
            return ""


def _ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for the address to which the link may go; the answer says nothing about the address."""
    form = AddressForm(request.POST if "email" in request.POST else None)
    busy = False
    if form.is_bound and form.is_valid():
        if form.is_machine or following.ask_link(form.cleaned_data["email"]) is Asked.DONE:
            return see_other(reverse("alerts:sent"))
        busy = True
    context = {"form": form, "busy": BUSY if busy else "", "expired": bool(_token(request))}
    return _page(request, "alerts/ask_link.html", context, busy=busy)


def _token(request: HttpRequest) -> str:
    """Return the token of the link; one-click POSTs and our own forms keep it in the address."""
    return request.GET.get("t", "")


def _no_such_link(request: HttpRequest) -> HttpResponse:
    return render(request, "alerts/no_link.html", status=404)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, busy: bool = False
) -> HttpResponse:
    response = render(request, template, context, status=429 if busy else 200)
    response["Cache-Control"] = "no-store"
    return response
