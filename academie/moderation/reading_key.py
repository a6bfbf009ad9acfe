"""Who may see the pictures and files of a text that waits: its readers, by account or by link."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from academie.core.media_access.keys import register_key
from academie.core.reach import register_assignment
from academie.moderation.reading_links import DAYS, read_token
from academie.moderation.visible import pages_to_read

COOKIE = "meelezen"
FILES_UNDER = ("/media/", "/documenten/")
"""A page that sends no Referer cannot hand its token to its pictures; a cookie for these two
addresses does. It reaches no page of the site."""


def hold_key(response: HttpResponse, token: str) -> None:
    """Let the pictures and documents of the text load in this browser."""
    for path in FILES_UNDER:
        response.set_cookie(
            f"{COOKIE}-{path.strip('/')}",
            token,
            max_age=DAYS * 24 * 3600,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def fits(request: HttpRequest, pages: Collection[int]) -> bool:
    """Return whether this browser opened a reading link for one of these pages that still works."""
    for path in FILES_UNDER:
        token = request.COOKIES.get(f"{COOKIE}-{path.strip('/')}", "")
        link = read_token(token) if token else None
        if link is not None and link.page_id in pages:
            return True
    return False


def register() -> None:
    """Called once, when the app is ready."""
    register_key(fits)
    register_assignment(pages_to_read)
