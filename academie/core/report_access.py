"""Reports are for those who answer for the whole site."""

from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

REPORTS = "/beheer/reports/"
"""Where Wagtail and our apps put them; academie.core.admin_fences stands before it."""


def may_see_reports(user: Any) -> bool:
    """Return whether the user may publish somewhere: a specialist writes, and needs no overview.

    Wagtail opens most reports to everybody who enters the admin.
    """
    allowed: bool = policy_registry.get_by_type(Page).user_has_permission(user, "publish")
    return allowed
