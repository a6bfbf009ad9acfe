"""Whoever may enter the admin proves twice who she is: where somebody stands in that.

Held by `settings.STAFF_SECOND_STEP`; off in the demo, development and tests.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from academie.accounts.who import is_staff_member

ADMIN = "/beheer/"
# The door itself, and the way out.
FREE = ("/beheer/login/", "/beheer/logout/")


def has_second_step(user: Any) -> bool:
    """Return whether an account has an app or a passkey; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists())


def passed_second_step(request: HttpRequest) -> bool:
    """Return whether this session showed an app's code, a passkey or a recovery code."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


class StaffSecondStepMiddleware:
    """Lets nobody without a second step anywhere in the admin, whatever app adds a page there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only ``process_view`` has something to do."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        """Lead to setting up or passing the second step; a program gets a refusal it can read."""
        path = request.path
        if not settings.STAFF_SECOND_STEP or not path.startswith(ADMIN) or path in FREE:
            return None
        if not is_staff_member(request.user) or passed_second_step(request):
            return None
        if request.method not in {"GET", "HEAD"} or _is_program(request):
            return JsonResponse({"error": "Geef eerst uw tweede stap."}, status=403)
        if not has_second_step(request.user):
            return HttpResponseRedirect(f"{reverse('mfa_index')}?{urlencode({'nodig': 1})}")
        target = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('accounts:again')}?{target}")


def _is_program(request: HttpRequest) -> bool:
    """Whether something asks that cannot fill in a form: a script of the admin, or a program."""
    accepted = request.headers.get("Accept", "*/*")
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return is_script or ("text/html" not in accepted and "*/*" not in accepted)
