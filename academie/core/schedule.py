"""Puts scheduled pages online and takes expired ones off, at the moment an editor chose.

Wagtail leaves this to a timer of the machine, in one command that ends at the first page with a
fault. Here the worker does it, page by page, so that a schedule works on every installation and
one page holds up no other.
"""

import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from academie.core.jobs import register_job

logger = logging.getLogger(__name__)

EVERY = 30.0

_troubled: set[str] = set()
"""What failed before in this process, so that the log tells it once and not every half minute."""


def publish_what_is_due() -> bool:
    """Take expired pages off and put due ones online; say whether anything was done."""
    now = timezone.now()
    done = False
    for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
        done |= _do(f"page {page.pk} off", partial(_take_off, page))
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        done |= _do(f"revision {revision.pk} online", partial(_put_online, revision))
    return done


def register() -> None:
    """Called once, when the app is ready."""
    register_job("geplande publicaties", publish_what_is_due, every=EVERY)


def _take_off(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _put_online(revision: Revision) -> None:
    # The moment has come, so this publishes; before it, it would only schedule again.
    revision.publish(log_action="wagtail.publish.scheduled")


def _do(name: str, work: Callable[[], None]) -> bool:
    """Do one thing as a whole or not at all; a fault in it is logged, and tried again later."""
    try:
        with transaction.atomic():
            work()
    except Exception:
        # Whatever is wrong with this page, the others have their moment too.
        if name not in _troubled:
            _troubled.add(name)
            logger.exception("The schedule of %s failed.", name)
        return False
    _troubled.discard(name)
    return True
