"""A POST from a page that caches may keep: it can hold no secret, so the browser has to vouch.

A form on a page that is the same for everybody has no token of Django's. Every browser of today
says with `Sec-Fetch-Site` from where a request comes, and older ones with `Origin` or `Referer`; a
page of somebody else can write none of the three. The session cookie is `SameSite=Lax` besides, so
a POST from elsewhere would come without it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = TypeVar("View", bound=Callable[..., HttpResponse])

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
"""What `Sec-Fetch-Site` says of our own pages, and of a reload that the reader asked for."""


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether the browser says that the request comes from a page of this host.

    A request that says nothing at all is from elsewhere.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = request.headers.get("Origin")
    if origin is not None:
        return _host(origin) == request.get_host()
    return _host(request.headers.get("Referer", "")) == request.get_host()


def names_another_site(request: HttpRequest) -> bool:
    """Return whether the browser says that another site sends this.

    The weaker question, for a page with a token in its address: it sends no Referer, and then
    browsers hide its Origin too. Silence is not held against it, another name is.
    """
    if "Sec-Fetch-Site" in request.headers:
        return not is_same_origin(request)
    origin = request.headers.get("Origin", "null")
    return origin != "null" and _host(origin) != request.get_host()


def same_origin(view: View) -> View:
    """Refuse, calmly and with 403, every request that may change something and is not from here.

    Takes the place of Django's check on forms, so the view needs no token and sets no cookie.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE or is_same_origin(request):
            return view(request, *args, **kwargs)
        response = render(request, "core/from_elsewhere.html", status=403)
        response["Cache-Control"] = "no-store"
        return response

    return cast(View, csrf_exempt(wrapped))


def _host(address: str) -> str:
    """Return host and port of an address; '' for 'null' and what is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
