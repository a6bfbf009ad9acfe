"""The one door: an address and a mail, or a password, a passkey, an organisation's own login."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout as end_session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from academie.accounts import limits, links, second_step
from academie.accounts.asking import ask
from academie.accounts.demo import demo_accounts
from academie.accounts.pages import BUSY, too_many
from academie.accounts.passwords import PasswordForm
from academie.accounts.who import display_name, is_staff_member
from academie.core.limits import TooManyError, from_connection, take
from academie.core.private_pages import get_or_post, personal, private, see_other
from academie.core.same_origin import names_another_site
from academie.mail.forms import AddressForm
from academie.mail.on_request import Asked

KEY_FAILED = "Inloggen met uw toegangssleutel lukte niet. Probeer het nog eens, of vraag een mail."


@personal
@get_or_post
def login(request: HttpRequest) -> HttpResponse:
    """Ask for an address; after a POST the answer is the same for everybody, known or not."""
    target = links.own_path(request, request.POST.get("next") or request.GET.get("next"))
    if request.user.is_authenticated:
        return _already_in(request, target)
    form = AddressForm(request.POST if request.method == "POST" else None)
    problem, status = "", 200
    if form.is_bound and form.is_valid():
        if form.is_machine:
            return see_other(reverse("accounts:sent"))
        try:
            take(from_connection(limits.ASKED_FROM, request))
            asked = ask(form.cleaned_data["email"], target)
        except TooManyError:
            asked = Asked.BUSY
        if asked is Asked.DONE:
            return see_other(reverse("accounts:sent"))
        problem, status = BUSY, 429
    elif request.GET.get("sleutel") == "fout":
        problem = KEY_FAILED
    context = {
        "form": form,
        "problem": problem,
        "next": target,
        "out": "uit" in request.GET,
        "demo_people": demo_accounts() if settings.DEMO else [],
        "providers": settings.OIDC_PROVIDERS,
    }
    return render(request, "accounts/login.html", context, status=status)


@personal
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say to look in the mail. The same for everybody, known or not."""
    return render(request, "accounts/sent.html")


@csrf_exempt
@private
@get_or_post
def link(request: HttpRequest) -> HttpResponse:
    """Show a button; only a POST logs in, since mail filters open every link.

    The token proves the POST. A page that sends no Referer has no usable Origin either.
    """
    found = links.find(request.GET.get("t", ""))
    if found is None or found.user is None or found.email:
        return render(request, "accounts/no_link.html", status=404)
    if request.method != "POST":
        return render(request, "accounts/link.html", {"token": request.GET["t"]})
    if names_another_site(request) or not links.use(found):
        return render(request, "accounts/no_link.html", status=404)
    return _enter(request, found.user, found.next)


@sensitive_post_parameters("password")
@personal
@get_or_post
def password(request: HttpRequest, home: str = "") -> HttpResponse:
    """Log in with a name and a password; after ten wrong ones nobody gets in for five minutes.

    `home` is where to go on to for who did not say.
    """
    target = links.own_path(request, request.POST.get("next") or request.GET.get("next")) or home
    if request.user.is_authenticated:
        return _already_in(request, target)
    form = PasswordForm(request.POST if request.method == "POST" else None, request=request)
    context: dict[str, Any] = {"form": form, "next": target}
    try:
        if form.is_bound and form.is_valid():
            return _enter(request, form.user, target)
    except TooManyError:
        return too_many(request, context)
    return render(request, "accounts/password.html", context)


@personal
@get_or_post
def admin_door(request: HttpRequest) -> HttpResponse:
    """Lead Wagtail's own door to ours; what is posted there counts as everywhere."""
    if request.method == "POST":
        return password(request, home=second_step.ADMIN)
    return redirect(f"{reverse('accounts:login')}?{request.GET.urlencode()}".rstrip("?"))


@require_POST
@personal
def demo(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo accounts, in the demo only."""
    if not settings.DEMO:
        raise Http404
    people = {user.username: user for user in demo_accounts()}
    user = people.get(request.POST.get("account", ""))
    if user is None:
        raise Http404
    end_session(request)
    return _enter(request, user, links.own_path(request, request.POST.get("next")))


@never_cache
@personal
@get_or_post
def logout(request: HttpRequest) -> HttpResponse:
    """Ask on a GET; a POST ends the session."""
    if request.method != "POST":
        return render(request, "accounts/logout.html")
    end_session(request)
    return see_other(f"{reverse('accounts:login')}?uit")


@personal
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """Tell somebody whose account may not be used."""
    return render(request, "accounts/refused.html", status=403)


def _enter(request: HttpRequest, user: Any, target: str) -> HttpResponse:
    """Go through the second step, if there is one, and then on."""
    if request.user.is_authenticated and request.user != user:
        end_session(request)
    response: HttpResponse = perform_login(request, user, redirect_url=target or None)
    return response


def _already_in(request: HttpRequest, target: str) -> HttpResponse:
    """Say who is logged in. Never a way on by itself: who may not go there would go round."""
    if not target:
        return redirect(settings.LOGIN_REDIRECT_URL)
    closed = target.startswith(second_step.ADMIN) and not is_staff_member(request.user)
    context = {"name": display_name(request.user), "next": target, "closed": closed}
    return render(request, "accounts/already.html", context)
