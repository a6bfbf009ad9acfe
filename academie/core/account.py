"""The admin's own account page, without what the academie does not use."""

from typing import Any

from wagtail.admin.views.account import AccountView as WagtailAccountView


class AccountView(WagtailAccountView):
    """Without a profile picture: that would be another way in for files."""

    def get_panels(self) -> list[Any]:
        """Return Wagtail's panels but that one."""
        return [panel for panel in super().get_panels() if panel.name != "avatar"]
