"""The worker forgets what limits were counted with."""

from django.utils import timezone

from academie.core import limits
from academie.core.jobs import register_job

HOUR = 3600.0


def forget_attempts() -> bool:
    """Delete what no limit counts any more; say whether there was anything."""
    return limits.forget(timezone.now()) > 0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("tellingen voor grenzen wissen", forget_attempts, every=HOUR)
