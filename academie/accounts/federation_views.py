"""To an organisation's own login page and back, calm when that does not answer."""

import logging
import secrets
from collections.abc import Callable

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from academie.accounts import links
from academie.accounts.federation import NONCE, ProviderAdapter
from academie.core.private_pages import personal

logger = logging.getLogger(__name__)

# allauth reads what a provider sends as if it were well formed.
_NO_ANSWER = (RequestException, OAuth2Error, KeyError, TypeError, ValueError, AttributeError)


@personal
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to her organisation, with a state and a nonce that only we know."""

    def go() -> HttpResponse:
        adapter = ProviderAdapter(request, provider_id)
        provider = adapter.get_provider()
        request.session[NONCE] = nonce = secrets.token_urlsafe(32)
        response: HttpResponse = provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=links.own_path(request, request.POST.get("next")) or None,
            auth_params=provider.get_auth_params() | {"nonce": nonce},
        )
        return response

    return _calmly(request, go)


@personal
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the organisation answers, and log in."""
    if request.GET.get("error") == "access_denied":
        return cancelled(request)

    def go() -> HttpResponse:
        view = OAuth2CallbackView.adapter_view(ProviderAdapter(request, provider_id))
        response: HttpResponse = view(request)
        return response

    return _calmly(request, go)


@personal
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Tell somebody who said no at her organisation that nothing happened."""
    return render(request, "accounts/provider_no.html", {"why": "cancelled"})


def _calmly(request: HttpRequest, go: Callable[[], HttpResponse]) -> HttpResponse:
    """Show a page when the provider is down, or answers what no provider should."""
    try:
        return go()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (
        RequestException,
        OAuth2Error,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        # Its text may hold what was sent: only its kind is written down.
        logger.warning(
            "The OpenID Connect provider gave no usable answer: %s", type(error).__name__
        )
        return render(request, "accounts/provider_no.html", {"why": "down"}, status=503)
