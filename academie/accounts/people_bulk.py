"""Wagtail's actions on many accounts at once, under the same rules as on one."""

from collections.abc import Iterable
from typing import Any

from wagtail.users.views.bulk_actions import AssignRoleBulkAction, SetActiveStateBulkAction

from academie.accounts.models import User


class AssignRole(AssignRoleBulkAction):
    """Nobody gives herself a role, and nobody touches a superuser but another one."""

    def check_perm(self, obj: User) -> bool:
        """Return whether this account may be changed by who asks."""
        user = self.request.user
        closed = obj.pk == user.pk or (obj.is_superuser and not user.is_superuser)
        return not closed and bool(super().check_perm(obj))


class SetActiveState(SetActiveStateBulkAction):
    """Stops accounts one by one, so that their sessions end for good."""

    def check_perm(self, obj: User) -> bool:
        """Return whether this account may be changed by who asks."""
        closed = obj.is_superuser and not self.request.user.is_superuser
        return not closed and bool(super().check_perm(obj))

    @classmethod
    def execute_action(
        cls, objects: Iterable[User], mark_as_active: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        """Return how many accounts were changed; one's own never."""
        asker = kwargs.get("user")
        people = [one for one in objects if asker is None or one.pk != asker.pk]
        for person in people:
            person.is_active = mark_as_active
            person.save()
        return len(people), 0
