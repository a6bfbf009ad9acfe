"""One's own details: see, change and take along."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from academie.accounts import changing, links
from academie.accounts.models import User
from academie.accounts.own_data import own_data
from academie.accounts.pages import BUSY
from academie.accounts.person_form import PersonForm, chosen, values_of
from academie.core.private_pages import get_or_post, personal, private, see_other
from academie.core.same_origin import names_another_site
from academie.mail.forms import AddressForm
from academie.mail.on_request import Asked

DONE = {
    "bewaard": "Wij hebben uw gegevens bewaard.",
    "mail": "Kijk in de mail op uw nieuwe adres. Daar staat een link.",
    "adres": "Uw account gebruikt nu uw nieuwe adres.",
}


@personal
@login_required
@get_or_post
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change who somebody is. Rights and groups are not among it."""
    user = cast(User, request.user)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=values_of(user))
    if form.is_bound and form.is_valid():
        form.fill(user)
        return see_other(f"{reverse('accounts:profile')}?klaar=bewaard")
    return _page(request, form, AddressForm(), "")


@personal
@login_required
@get_or_post
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another mail address; a mail goes there first. A GET leads to the form."""
    if request.method != "POST":
        return see_other(reverse("accounts:profile"))
    user = cast(User, request.user)
    form, problem = AddressForm(request.POST), ""
    if form.is_valid():
        if changing.ask_change(user, form.cleaned_data["email"]) is Asked.DONE:
            return see_other(f"{reverse('accounts:profile')}?klaar=mail")
        problem = BUSY
    return _page(request, PersonForm(initial=values_of(user)), form, problem)


@csrf_exempt
@private
@login_required
@get_or_post
def new_address(request: HttpRequest) -> HttpResponse:
    """Show a button behind the link in the mail; a POST of the same person uses the address."""
    user = cast(User, request.user)
    link = links.find(request.GET.get("t", ""))
    if link is None or link.user_id != user.pk or not link.email:
        return render(request, "accounts/no_link.html", status=404)
    if request.method != "POST":
        context = {"token": request.GET["t"], "email": link.email}
        return render(request, "accounts/new_address.html", context)
    if names_another_site(request) or not changing.change(user, link):
        return render(request, "accounts/no_link.html", status=404)
    return see_other(f"{reverse('accounts:profile')}?klaar=adres")


@personal
@login_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give everything that the site holds about the account, as a file."""
    user = cast(User, request.user)
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(own_data(user), json_dumps_params=options)
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


def _page(
    request: HttpRequest, form: PersonForm, address_form: AddressForm, problem: str
) -> HttpResponse:
    user = cast(User, request.user)
    context = {
        "form": form,
        "address_form": address_form,
        "problem": problem,
        "problems": [*form.problems, *address_form.problems],
        "done": DONE.get(request.GET.get("klaar", ""), ""),
        "email": user.email,
        "has_second_step": Authenticator.objects.filter(user=user).exists(),
        **chosen(form),
    }
    return render(request, "accounts/profile.html", context, status=429 if problem else 200)
