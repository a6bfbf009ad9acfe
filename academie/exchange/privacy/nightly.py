"""What goes by itself when its time is over: every night, and harmless to do twice.

Certificates, which outlive the details of a person, have a job of their own with the meetings; what
limits are counted with has one with the form.
"""

import logging
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from academie.core.jobs import stopping
from academie.exchange.enums import ACTIVE
from academie.exchange.models import Answers, SignUp, Visit, VisitChange, Wish
from academie.exchange.privacy import erasure
from academie.mail import kept_files, retention

logger = logging.getLogger(__name__)

KEEP_WORDS = timedelta(days=2 * 365)
"""How long what people wrote about a visit stays; the marks and the counts stay for good."""

NO_WORDS = {"guest_lesson": "", "host_lesson": "", "follow_up": ""}


def tidy(now: datetime | None = None) -> bool:
    """Delete what is past its date; say whether there was anything."""
    now = now or timezone.now()
    today = timezone.localtime(now).date()
    counts = {
        "sign-ups": _sign_ups(today, now),
        "wishes": erasure.delete_wishes(list(Wish.objects.filter(keep_until__lte=today))),
        "texts": _words(now - KEEP_WORDS),
        "files": kept_files.remove_old(now - retention.KEEP_ADDRESS),
    }
    retention.empty_forgotten()
    if any(counts.values()):
        logger.info(
            "Past their date: %s.", ", ".join(f"{n} {what}" for what, n in counts.items() if n)
        )
    return any(counts.values())


def _sign_ups(today: date, now: datetime) -> int:
    """On the day that the person was told. Whoever may still come is never deleted."""
    may_come = Q(state__in=ACTIVE, session__end__gt=now)
    old = SignUp.objects.filter(keep_until__lte=today).exclude(may_come)
    count = 0
    for pk in list(old.order_by("pk").values_list("pk", flat=True)):
        if stopping.is_set():
            break
        count += erasure.erase_old(pk)
    return count


def _words(before: datetime) -> int:
    visits = Visit.objects.filter(session__end__lt=before)
    notes = VisitChange.objects.filter(visit__in=visits).exclude(note="").update(note="")
    texts = visits.exclude(**NO_WORDS).update(**NO_WORDS)
    answers = Answers.objects.filter(session__end__lt=before).exclude(lesson="")
    return notes + texts + answers.update(lesson="")
