"""The worker forgets in time what people searched for."""

import logging

from academie.core.jobs import register_job
from search.questions import log as query_log

logger = logging.getLogger(__name__)

DAY = 24 * 3600.0


def forget_questions() -> bool:
    """Delete old and rare questions; say whether there were any."""
    deleted = query_log.forget_old()
    if deleted:
        logger.info("%d counts of searches are deleted.", deleted)
    return bool(deleted)


def register() -> None:
    """Called once, when the app is ready."""
    register_job("zoekvragen opruimen", forget_questions, every=DAY)
