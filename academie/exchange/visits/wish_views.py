"""Wishing to visit each other, and everything behind the links in the mails about it.

No session and no cookie: a POST proves itself by the token of a mail, or by the address to which a
mail goes first. A GET never changes anything: mail filters open every link.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange.models import Wish
from academie.exchange.privacy.erasure import delete_wishes
from academie.exchange.visits import wish_tokens, wishes
from academie.exchange.visits.described import described
from academie.exchange.visits.wish_form import WishForm, region_groups
from academie.mail.on_request import Asked

BUSY = "Het is nu erg druk. Wij hebben niets bewaard. Probeer het over een uur nog eens."


@csrf_exempt
@get_or_post
def wish(request: HttpRequest) -> HttpResponse:
    """Ask what somebody wants to see and offers; after a good POST say: look in your mail."""
    form = WishForm(request.POST if request.method == "POST" else None)
    busy = False
    if form.is_bound and form.is_machine:
        return see_other(reverse("visits_wish_sent"))
    if form.is_bound and form.is_valid():
        if wishes.ask(form.wished) is Asked.DONE:
            return see_other(reverse("visits_wish_sent"))
        busy = True
    context = {"form": form, "busy": BUSY if busy else "", "regions": region_groups()}
    return _page(request, "wish.html", context, status=429 if busy else 200)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say to look in the mail. The same for everybody, known or not."""
    return _page(request, "wish_sent.html", {})


@csrf_exempt
@private
@get_or_post
def confirm(request: HttpRequest) -> HttpResponse:
    """Show what somebody wished, with a button; a POST confirms it."""
    token = request.GET.get("t", "")
    public = wish_tokens.read_confirm(token)
    found = Wish.objects.filter(public=public).first() if public else None
    if found is not None and request.method == "POST":
        found = wishes.confirm(found.public)
    if found is None:
        return _no_such_link(request)
    context = {
        "wish": found,
        "facts": described(found),
        "token": token,
        "manage_url": wish_tokens.manage_url(found.public) if found.confirmed_at else "",
    }
    return _page(request, "wish_confirm.html", context)


@csrf_exempt
@private
@get_or_post
def mine(request: HttpRequest) -> HttpResponse:
    """Show somebody's own wish, keep it longer, or take it back and delete it."""
    token = request.GET.get("t", "")
    public = wish_tokens.read_manage(token)
    found = Wish.objects.filter(public=public).first() if public else None
    if found is None:
        return _no_such_link(request)
    done = ""
    if request.method == "POST":
        match request.POST.get("actie"):
            case "wis":
                delete_wishes([found])
                return _page(request, "wish_erased.html", {})
            case "verleng":
                wishes.renew(found.public)
                found.refresh_from_db()
                done = "Wij bewaren uw wens langer."
    context = {"wish": found, "facts": described(found), "token": token, "done": done}
    return _page(request, "wish_mine.html", context)


def _no_such_link(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/visits/no_link.html", status=404)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, f"exchange/visits/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
