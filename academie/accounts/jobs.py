"""The worker's share in keeping no more of people than is needed."""

from academie.accounts import retention
from academie.core.jobs import register_job

DAY = 24 * 3600.0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("accounts opruimen", retention.tidy, every=DAY)
