"""Accounts that nobody uses go, after a warning; links and sessions that ended go too."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from academie.accounts import kinds, letters, links
from academie.accounts.leaving import erase
from academie.accounts.models import User
from academie.mail.links import absolute
from academie.mail.outbox import owe

KEEP = timedelta(days=730)
"""Two years without a login; a session lasts two weeks at most, so who uses an account logs in."""

WARN_BEFORE = timedelta(days=30)
BATCH = 100


def tidy(now: datetime | None = None) -> bool:
    """Do all of it once; say whether there was anything to do. Safe to run twice."""
    now = now or timezone.now()
    done = warn(now) + erase_unused(now) + links.forget(now)
    call_command("clearsessions")
    return done > 0


def warn(now: datetime) -> int:
    """Write one mail to whoever's account goes in thirty days; return how many."""
    unwarned = unused(now - KEEP + WARN_BEFORE).filter(warned_at=None)
    people = list(unwarned.order_by("pk")[:BATCH])
    ends_on = timezone.localdate(now + WARN_BEFORE)
    for user in people:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(warned_at=now)
            if user.email:
                subject, text = letters.leaving(ends_on, absolute(reverse("accounts:login")))
                key = f"{user.pk}:{now:%Y%m%d}"
                owe(user.email, subject, text, kind=kinds.LEAVING, key=key)
    return len(people)


def erase_unused(now: datetime) -> int:
    """Delete accounts that were warned and not used since; return how many."""
    due = unused(now - KEEP).filter(warned_at__lte=now - WARN_BEFORE)
    people = list(due.order_by("pk")[:BATCH])
    for user in people:
        # The warning said it all.
        erase(user, tell=False)
    return len(people)


def unused(since: datetime) -> QuerySet[User]:
    """Return accounts without a login since then. Superusers and demo accounts stay."""
    people = User.objects.filter(is_superuser=False, is_demo=False)
    return people.annotate(used_at=Coalesce("last_login", "date_joined")).filter(
        Q(used_at__lte=since)
    )
