"""The worker's share in this part."""

from django.utils import timezone

from academie.core.jobs import register_job
from academie.exchange.signing import limits

HOUR = 3600.0


def forget_attempts() -> bool:
    """Delete what the limits need no longer."""
    return limits.forget(timezone.now()) > 0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("tellingen van aanmeldingen wissen", forget_attempts, every=HOUR)
