"""Making an account, by the link in the mail to an address that has none."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout as end_session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from academie.accounts import joining, links
from academie.accounts.person_form import PersonForm, chosen
from academie.core.private_pages import get_or_post, private
from academie.core.same_origin import names_another_site


@csrf_exempt
@private
@get_or_post
def join(request: HttpRequest) -> HttpResponse:
    """Ask who somebody is; a good POST makes the account and logs in. The token proves it."""
    token = request.GET.get("t", "")
    link = links.find(token)
    if link is None or link.user is not None:
        return render(request, "accounts/no_link.html", status=404)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and not form.is_machine:
        user = None if names_another_site(request) else joining.join(link, form)
        if user is None:
            return render(request, "accounts/no_link.html", status=404)
        if request.user.is_authenticated:
            end_session(request)
        response: HttpResponse = perform_login(request, user, redirect_url=link.next or None)
        return response
    context = {"form": form, "token": token, "email": link.email, **chosen(form)}
    return render(request, "accounts/join.html", context)
