"""What Wagtail finds of accounts."""

from wagtail import hooks

from academie.accounts.people_bulk import AssignRole, SetActiveState

# After Wagtail's own, whose place they take.
hooks.register("register_bulk_action", AssignRole, order=100)
hooks.register("register_bulk_action", SetActiveState, order=100)
