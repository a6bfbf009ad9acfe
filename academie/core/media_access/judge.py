"""Decides whether an asker gets a file that is not for everybody."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry

from academie.core.media_access.drafts import drafts_with
from academie.core.media_access.keys import fits_a_key
from academie.core.media_access.uses import pages_with
from academie.core.reach import may_reach, reaches_everything
from academie.core.visibility import may_be_live

MANAGING = ("change", "delete")


def may_have(request: HttpRequest, file: Any) -> bool:
    """Return whether this asker gets a file that no public page shows.

    The uploader, who manages the file's collection, who may see the draft of a page with it, a
    reader of a closed page with it, or the holder of a key. Nobody else.
    """
    model = type(file)
    user: Any = request.user if is_logged_in(request) else None
    if user is not None and (
        file.uploaded_by_user_id == user.pk or reaches_everything(user) or _manages(user, file)
    ):
        return True
    published = {row["page"] for row in pages_with(model, file.pk)}
    pages = published | {row["page"] for row in drafts_with(model, file.pk)}
    if user is not None and (
        any(may_reach(user, page) for page in pages)
        or any(_opens(page, request) for page in _live(published))
    ):
        return True
    return fits_a_key(request, pages)


def may_enter(request: HttpRequest, restrictions: Any) -> bool:
    """Return whether the asker passes all of these restrictions."""
    return all(restriction.accept_request(request) for restriction in restrictions)


def is_logged_in(request: HttpRequest) -> bool:
    """Return whether somebody is; asks nothing of the database for a reader without a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _manages(user: Any, file: Model) -> bool:
    policy = policy_registry.get_by_type(type(file))
    return bool(policy.user_has_any_permission_for_instance(user, MANAGING, file))


def _live(pages: set[int]) -> Iterator[Page]:
    yield from Page.objects.filter(may_be_live(), pk__in=pages)


def _opens(page: Page, request: HttpRequest) -> bool:
    return may_enter(request, page.get_view_restrictions())
