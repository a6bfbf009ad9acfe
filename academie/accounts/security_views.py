"""allauth's pages of the second step, each kept out of every cache; and our way into them."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ReauthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from academie.accounts import limits, links
from academie.accounts.pages import too_many
from academie.core.limits import TooManyError, from_connection, take
from academie.core.private_pages import personal


class PasskeyLoginView(LoginWebAuthnView):
    """Logging in with a passkey only. GET gives a program what the device needs."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse one connection that tries too often."""
        if request.method == "POST":
            try:
                take(from_connection(limits.PASSKEY_FROM, request))
            except TooManyError:
                return too_many(request, {"next": ""})
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Go back to the door, which says that it did not work."""
        target = links.own_path(self.request, self.request.POST.get("next"))
        query = urlencode({"sleutel": "fout"} | ({"next": target} if target else {}))
        return redirect(f"{reverse('accounts:login')}?{query}")


class PasskeyAgainView(ReauthenticateWebAuthnView):
    """A passkey before something that matters."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again; allauth would go to the door, where somebody is in already."""
        return self.render_to_response(self.get_context_data() | {"failed": True})


passkey_again = personal(login_required(PasskeyAgainView.as_view()))
passkey_login = personal(PasskeyLoginView.as_view())
password_again = personal(ReauthenticateView.as_view())


@personal
@login_required
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Lead to the way in which this account can pass its second step."""
    target = links.own_path(request, request.GET.get("next"))
    # Those of the second step only, when there is one.
    methods = get_adapter().get_reauthentication_methods(request.user)
    url = methods[0]["url"] if methods else reverse("mfa_index")
    return redirect(f"{url}?{urlencode({'next': target})}" if target else url)


def kept_private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return one of allauth's pages, for who is logged in, and stored nowhere."""
    return personal(login_required(view))
