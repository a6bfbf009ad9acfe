"""What all screens share: who may come in, and how they are shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academie.accounts.who import is_staff_member, may_review

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Refuse who reads nobody's work. What is shown is kept by no browser and no proxy."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_open(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def may_open(user: Any) -> bool:
    """Return whether somebody may see these screens at all."""
    return is_staff_member(user) and may_review(user)


def show(
    request: HttpRequest, template: str, title: str, icon: str, **context: Any
) -> HttpResponse:
    """Return a screen with Wagtail's head."""
    head = {"header_title": title, "page_title": title, "header_icon": icon}
    return render(request, f"upkeep/admin/{template}.html", head | context)
