"""The worker's share in keeping people informed."""

from academie.alerts import digests, matching, upkeep
from academie.core.jobs import register_job

HOUR, DAY = 3600.0, 24 * 3600.0
DIGEST_EVERY = 5.0
DIGEST_SECONDS = 3.0


def send_digests() -> bool:
    """Write the mails that are due, for a short while: the search has to have its turn."""
    return digests.send_due(budget=DIGEST_SECONDS) > 0


def register() -> None:
    """Called once, when the app is ready."""
    register_job("nieuwe kaarten vergelijken", matching.match_changes)
    register_job("nieuwe kaarten nalopen", matching.sweep, every=HOUR)
    register_job("overzichten schrijven", send_digests, every=DIGEST_EVERY)
    register_job("volgers opruimen", upkeep.tidy, every=DAY)
