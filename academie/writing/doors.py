"""Who comes in: people with an account, and never at the price of what they typed.

A session that ended while somebody wrote, or a form whose token is of before a new login, costs no
text: nothing is stored, and the same words stand in the form of the answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from academie.core.private_pages import personal

View = TypeVar("View", bound=Callable[..., HttpResponse])
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def writers_only(view: View) -> View:
    """Let people with an account in, keep what they see out of every cache."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(
                request.get_full_path() if request.method == "GET" else reverse("writing:mine"),
                resolve_url(settings.LOGIN_URL),
            )
        return view(request, *args, **kwargs)

    return cast(View, personal(wrapped))


def writing_form(view: View) -> View:
    """As `writers_only`, for a form with much text. The view gets ``trusted``.

    ``trusted`` is false for a post that carries no valid token: the view may show what was typed,
    and may store nothing.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            trusted = request.method != "POST" or _has_token(request)
            return view(request, *args, trusted=trusted, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        return _logged_out(request)

    return cast(View, csrf_exempt(personal(wrapped)))


def wants_json(request: HttpRequest) -> bool:
    """Return whether our script asks, and not a form."""
    return request.headers.get("Accept") == "application/json"


def _logged_out(request: HttpRequest) -> HttpResponse:
    """Give the typed text back to who has to log in first; the server keeps nothing of it."""
    if wants_json(request):
        said = "U bent uitgelogd. Uw tekst staat er nog. Druk op Bewaar en log weer in."
        return JsonResponse({"said": said}, status=401)
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "kept": [pair for pair in kept if pair[0] not in {_TOKEN, "doe"}],
        "files": bool(request.FILES),
        "login": f"{resolve_url(settings.LOGIN_URL)}?"
        + urlencode({"next": reverse("writing:mine")}),
    }
    return render(request, "writing/logged_out.html", context, status=403)


def _has_token(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    return check.process_view(request, lambda _: HttpResponse(), (), {}) is None
