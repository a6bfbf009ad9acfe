"""The worker's share in the search: sending changes, and healing by itself."""

import logging

from academie.core.jobs import register_job, stopping
from search import engines
from search.engines.base import EngineUnavailable
from search.sync import enqueue_wide
from search.sync.outbox import configured_engines
from search.sync.rebuild import FILLING, Progress, RebuildFailed, rebuild
from search.sync.verify import verify
from search.sync.worker import drain_all

logger = logging.getLogger(__name__)

DRAIN_SECONDS = 2.0
MEANWHILE_SECONDS = 0.2
LOOK_SECONDS = 60.0
HOUR, DAY = 3600.0, 24 * 3600.0


def send_changes() -> bool:
    """Send what waits in the outbox."""
    return drain_all(budget=DRAIN_SECONDS)


def make_missing_index() -> bool:
    """Make an index anew that is gone, unfinished, or of another version of code or word rules.

    Meanwhile the one before answers, and goes on getting its changes.
    """
    made = False
    for name in configured_engines():
        health = engines.get_engine(name).health()
        if health.needs_rebuild:
            logger.warning("Rebuilding the index of %s: %s", name, health.detail)
        elif health.outdated_rules:
            logger.info("Rebuilding the index of %s: the word rules changed.", name)
        else:
            continue
        try:
            rebuild(name, report=_meanwhile, should_stop=stopping.is_set)
            made = True
        except (RebuildFailed, EngineUnavailable) as error:
            logger.warning("The index of %s is not rebuilt: %s", name, error)
    return made


def _meanwhile(progress: Progress) -> None:
    """Send changes between two pieces of a rebuild, which would otherwise wait until its end."""
    if progress.phase == FILLING:
        drain_all(budget=MEANWHILE_SECONDS)


def audit() -> bool:
    """Hold the indices against the database once a day, and repair through the outbox."""
    repaired = False
    for name in configured_engines():
        try:
            found = verify(name, repair=True)
        except EngineUnavailable as error:
            logger.warning("The index of %s cannot be checked: %s", name, error)
            continue
        if found:
            repaired = True
            some = ", ".join(found.keys[:5])
            count = len(found.keys)
            logger.error("The index of %s differed in %d documents: %s.", name, count, some)
    return repaired


def refresh_moments() -> bool:
    """Index events again whose next session may be another one by now."""
    enqueue_wide("moments")
    return True


def register() -> None:
    """Called once, when the app is ready."""
    register_job("zoekindex bijwerken", send_changes)
    register_job("zoekindex maken", make_missing_index, every=LOOK_SECONDS)
    register_job("zoekindex nakijken", audit, every=DAY)
    register_job("volgende momenten", refresh_moments, every=HOUR)
