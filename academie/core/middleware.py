"""Security headers for every answer."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header

ADMIN_PATH = "/beheer/"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware(CSPMiddleware):
    """django-csp with two policies: strict for readers, Wagtail's minimum for the admin.

    The outermost middleware, so that redirects to https, refused hosts, static files and error
    pages get the headers too. An answer that brings its own policy (a document) keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy that fits the path, and the headers that Django has no setting for."""
        in_admin = request.path.startswith(ADMIN_PATH)
        if in_admin:
            # A preview went through this once already, as the page that it shows.
            response.headers.pop(HEADER, None)
            # django-csp looks for its own attribute on the answer.
            response._csp_config = settings.CSP_ADMIN  # type: ignore[attr-defined]
        response = super().process_response(request, response)
        # The page editor shows its preview in a frame of its own; nothing else is framed.
        response.headers["X-Frame-Options"] = "SAMEORIGIN" if in_admin else "DENY"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        # Whoever looked at the session made an answer for one person, also when it is an error.
        if has_vary_header(response, "Cookie") and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages where no nginx does it (`make serve`); files go out as they are."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add random bytes too, as Django does, so that the length tells nothing of a token."""
        if response.streaming:
            return response
        return super().process_response(request, response)
