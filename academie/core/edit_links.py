"""Where somebody goes on with a text: each app that has a screen for it may say so."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

Find = Callable[[Any, Any], str]

_finders: list[Find] = []


def register_edit_link(find: Find) -> None:
    """Add a way in: page and account -> path, or '' when it is not the way for this text."""
    if find not in _finders:
        _finders.append(find)


def edit_path(page: Any, user: Any) -> str:
    """Return where an account changes a page; '' when it cannot."""
    for find in _finders:
        path = find(page, user)
        if path:
            return path
    if user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ""
