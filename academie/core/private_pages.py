"""Pages for one person, behind a link or behind a login: what they owe to her."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_UNKEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def private(view: View) -> View:
    """Keep a page, and its address with the token in it, out of every cache and every log."""
    return _sends(view, _UNKEPT | {"Referrer-Policy": "no-referrer"})


def personal(view: View) -> View:
    """Keep a page of somebody who is logged in out of every cache and every search engine.

    `private` is for addresses with a token: it takes the Referer away, and with it the Origin that
    Django's check on forms looks at. An address without a token keeps both.
    """
    return _sends(view, _UNKEPT)


def _sends(view: View, headers: Mapping[str, str]) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in headers.items():
            response[name] = value
        return response

    return cast(View, wrapped)


def see_other(url: str) -> HttpResponseRedirect:
    """Go on to another page by GET, so that a reload posts nothing again."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
