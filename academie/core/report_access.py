"""Reports are for those who answer for the whole site."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page
from wagtail.permissions import policy_registry

REPORTS = "/beheer/reports/"


def may_see_reports(user: Any) -> bool:
    """Return whether the user may publish somewhere: a specialist writes, and needs no overview.

    Wagtail opens most reports to everybody who enters the admin.
    """
    allowed: bool = policy_registry.get_by_type(Page).user_has_permission(user, "publish")
    return allowed


class ReportAccessMiddleware:
    """Refuses reports, whichever app adds them, to who may not see them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only ``process_view`` has something to do."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Raise ``PermissionDenied``; who is not logged in gets Wagtail's login page as always."""
        if (
            request.path.startswith(REPORTS)
            and request.user.is_authenticated
            and not may_see_reports(request.user)
        ):
            raise PermissionDenied
