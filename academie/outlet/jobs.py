"""The worker's share: keeping the list of offered items true."""

from academie.core.jobs import register_job
from academie.outlet import ledger

FEW_SECONDS, HOUR, DAY = 5.0, 3600.0, 24 * 3600.0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("aanbod bijwerken", ledger.follow_changes, every=FEW_SECONDS)
    register_job("verdwenen aanbod nalopen", ledger.sweep_gone, every=HOUR)
    register_job("aanbod nalopen", ledger.sweep, every=DAY)
