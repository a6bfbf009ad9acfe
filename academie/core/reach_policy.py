"""Wagtail's rights on pages, ending where somebody's reach ends (academie.core.reach).

Wagtail gives rights by branch of the tree; here all toolkits stand on one shelf, so a right to
change pages would be a right to read every draft. One policy for all pages: editing, copying,
moving, deleting, locking, publishing, the page tree, the admin's API, its search and its reports
ask it.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from academie.core.reach import may_reach, reaches_everything, shelves, within_reach

ADDING = frozenset({"add"})


class ReachPolicy(PagePermissionPolicy):
    """The policy for pages in general; called with a page it is the policy for that page."""

    def __call__(self, page: Page) -> PagePermissionPolicy:
        """Return the rights on one page. Wagtail's registry calls a policy that can be called."""
        return PolicyOfPage(page)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Return Wagtail's answer, and no for a page outside the user's reach."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and _may_use(user, actions, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """Return the pages within reach; something may be added to every shelf."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        if ADDING.issuperset(actions):
            return pages
        return pages.filter(within_reach(user))

    def explorable_instances(self, user: Any) -> QuerySet[Any]:
        """Return what the page tree, its search and its API show: shelves, and what is in reach."""
        pages = super().explorable_instances(user)
        # An empty condition is not 'everything' in a choice of two: it would leave the shelves.
        return pages if reaches_everything(user) else pages.filter(within_reach(user) | shelves())


class PolicyOfPage(PagePermissionPolicy):
    """The rights on one page: outside reach only that of adding something below it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def get_cached_permissions_for_user(self, user: Any) -> Any:
        """Return the permissions that Wagtail's tester of a page reads."""
        permissions = super().get_cached_permissions_for_user(user)
        if _may_use(user, {"change"}, self._page):
            return permissions
        return [one for one in permissions if one.permission.codename == "add_page"]

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Return Wagtail's answer, and no for a page outside the user's reach."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and _may_use(user, actions, instance)


def _may_use(user: Any, actions: Any, page: Page) -> bool:
    """Adding is asked about the page above; a page that is not saved yet is nobody else's."""
    return ADDING.issuperset(actions) or page.pk is None or may_reach(user, page.pk)


def register() -> None:
    """Called once, when the app is ready."""
    register_permission_policy(Page, ReachPolicy())
