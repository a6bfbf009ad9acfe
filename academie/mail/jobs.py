"""The worker's share in mail: sending it, and forgetting it."""

import logging

from academie.core.jobs import register_job
from academie.mail import retention, sending

logger = logging.getLogger(__name__)

SEND_SECONDS = 2.0
DAY = 24 * 3600.0


def send_mail() -> bool:
    """Send what is due, for a short while: the search has to have its turn."""
    return sending.send_due(budget=SEND_SECONDS) > 0


def empty_old_mail() -> bool:
    """Take addresses out of old rows."""
    count = retention.empty_old()
    if count:
        logger.info("%d old mails were emptied.", count)
    return bool(count)


def register() -> None:
    """Called once, when the app is ready."""
    register_job("mail versturen", send_mail)
    register_job("oude mail legen", empty_old_mail, every=DAY)
