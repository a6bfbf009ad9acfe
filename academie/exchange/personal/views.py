"""The page behind the link in every mail about a sign-up, and the ways to it.

No session and no cookie: a POST proves itself by the link alone. A page that holds a link sends no
Referer, and a browser then sends no usable Origin either, so Django's check on forms would refuse
everybody. A GET never changes anything: mail filters open every link.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.core.private_pages import get_or_post, private, see_other
from academie.exchange import links
from academie.exchange.capacity import desk
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import PERSON, email_key
from academie.exchange.models import SignUp
from academie.exchange.personal import actions, asking, page, tokens
from academie.exchange.personal.link_form import LinkForm
from academie.mail.on_request import Asked

BUSY = "Het is nu erg druk. Wij hebben niets verstuurd. Probeer het over een uur nog eens."
OLD_LINK = "Deze link is niet meer geldig. Vraag de verandering nog eens aan op uw eigen pagina."


@csrf_exempt
@private
@get_or_post
def mine(request: HttpRequest) -> HttpResponse:
    """Show a sign-up to the person, and do what she asks; without a good link, ask for one."""
    token = request.GET.get("t", "")
    public = links.read_own(token)
    sign_up = _find(public) if public else None
    if public is None:
        return _ask_link(request, "false" if token else "")
    if sign_up is None:
        # The second press of the button that erased it.
        if request.POST.get("actie") in actions.ERASE:
            return actions.erased()
        return _ask_link(request, "gone")
    if request.method == "POST":
        return actions.act(request, sign_up, token)
    return page.show(request, sign_up, token)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say to look in the mail. The same for everybody, known or not."""
    return _plain(request, "exchange/personal/sent.html")


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that nothing is left."""
    return _plain(request, "exchange/personal/erased.html")


@csrf_exempt
@private
@get_or_post
def address(request: HttpRequest) -> HttpResponse:
    """Show the new address with a button; a POST makes it the address of the sign-up."""
    token = request.GET.get("t", "")
    asked = tokens.read_address(token)
    sign_up = _find(asked[0]) if asked else None
    if asked is None or sign_up is None:
        return _ask_link(request, "gone" if asked else "false")
    _, email, mark = asked
    done, refused = sign_up.email_key == email_key(email), ""
    if not done and not tokens.is_still(sign_up, mark):
        refused = OLD_LINK
    elif not done and request.method == "POST":
        done, refused = _change_address(sign_up, email)
    context = {
        "email": email,
        "token": token,
        "own_url": links.own_url(sign_up) if done else "",
        "done": done,
        "refused": refused,
    }
    return render(request, "exchange/personal/address.html", context)


def _change_address(sign_up: SignUp, email: str) -> tuple[bool, str]:
    try:
        desk.change_details(
            sign_up.pk,
            name=sign_up.name,
            role=sign_up.role,
            organisation=sign_up.organisation,
            email=email,
            actor=PERSON,
        )
    except NotPossible as refused:
        return False, refused.sentence
    return True, ""


def _find(public: UUID) -> SignUp | None:
    return SignUp.objects.select_related("session__page").filter(public=public).first()


def _ask_link(request: HttpRequest, state: str) -> HttpResponse:
    """Ask for the address to which the link may go; the answer says nothing about the address."""
    form = LinkForm(request.POST if _is_for_link(request) else None)
    busy = False
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        if form.is_machine or asking.ask_link(email) is Asked.DONE:
            return see_other(reverse("own_sign_up_sent"))
        busy = True
    context: dict[str, Any] = {
        "form": form,
        "state": state,
        "busy": BUSY if busy else "",
    }
    status = 429 if busy else {"": 200, "false": 404, "gone": 410}[state]
    return render(request, "exchange/personal/ask_link.html", context, status=status)


def _is_for_link(request: HttpRequest) -> bool:
    """A form of the page itself, sent after the data went, has an address in it too."""
    return "email" in request.POST and "actie" not in request.POST


def _plain(request: HttpRequest, template: str) -> HttpResponse:
    response = render(request, template)
    response["Cache-Control"] = "no-store"
    return response
