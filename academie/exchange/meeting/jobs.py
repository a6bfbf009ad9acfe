"""What happens by itself: certificates follow who has a place, and are kept for five years."""

import logging

from django.utils import timezone

from academie.core.jobs import register_job
from academie.exchange.capacity import changes
from academie.exchange.meeting import certificates

logger = logging.getLogger(__name__)

DAY = 24 * 3600.0


def delete_old_certificates() -> bool:
    """Delete the certificates whose time is over."""
    count = certificates.delete_old(timezone.localdate())
    if count:
        logger.info("%d old certificates were deleted.", count)
    return bool(count)


def register() -> None:
    """Called once, when the app is ready."""
    changes.on_change(certificates.follow_change)
    register_job("oude bewijzen wissen", delete_old_certificates, every=DAY)
