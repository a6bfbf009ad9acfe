"""Who may log in."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from academie.accounts.models import User


def demo_allowed() -> bool:
    """Return whether accounts with a published password may exist and be used here."""
    return bool(settings.DEBUG or settings.DEMO)


class AcademieBackend(ModelBackend):
    """Django's own backend, which refuses demo accounts outside the demo and development."""

    def user_can_authenticate(self, user: User | None) -> bool:  # type: ignore[override]  # our user model
        """Also called for a session that was begun when demo accounts were still allowed."""
        if user is not None and user.is_demo and not demo_allowed():
            return False
        return super().user_can_authenticate(user)
