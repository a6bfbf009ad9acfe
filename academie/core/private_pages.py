"""Pages behind a personal link: what every one of them owes to whoever holds the link."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., HttpResponse])

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def private(view: View) -> View:
    """Keep a page, and its address with the token in it, out of every cache and every log."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(View, wrapped)


def see_other(url: str) -> HttpResponseRedirect:
    """Go on to another page by GET, so that a reload posts nothing again."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
