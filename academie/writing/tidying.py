"""Drafts that nobody goes on with: one mail after a year, gone thirty days later."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from academie.core.jobs import register_job
from academie.mail.links import absolute
from academie.mail.outbox import owe
from academie.writing import kinds, letters
from academie.writing.models import Draft
from academie.writing.plan.all import KINDS, known_kind

UNTOUCHED = timedelta(days=365)
AFTER_MAIL = timedelta(days=30)
A_ROUND = 50
DAY = 24 * 3600.0


def tidy(now: datetime | None = None) -> bool:
    """Delete what was announced and stayed untouched, then announce; say whether anything was."""
    now = now or timezone.now()
    return bool(_delete(now) + _warn(now))


def register() -> None:
    """Called once, when the app is ready."""
    register_job("concepten opruimen", tidy, every=DAY)


def _abandoned(now: datetime) -> "QuerySet[Page]":
    """Drafts of a year without a save that nobody is reading now."""
    from django.contrib.contenttypes.models import ContentType

    types = ContentType.objects.get_for_models(*(kind.model for kind in KINDS)).values()
    open_states = (WorkflowState.STATUS_IN_PROGRESS,)
    with_a_reader = WorkflowState.objects.filter(status__in=open_states).values("object_id")
    return Page.objects.filter(
        content_type__in=list(types),
        live=False,
        first_published_at=None,
        alias_of=None,
        owner__isnull=False,
        latest_revision_created_at__lte=now - UNTOUCHED,
    ).exclude(pk__in=_numbers(with_a_reader))


def _numbers(rows: Any) -> list[int]:
    """Workflow states know their page by a text."""
    return [int(row["object_id"]) for row in rows if row["object_id"].isdigit()]


def _warn(now: datetime) -> int:
    warned = Draft.objects.filter(warned_at__isnull=False).values("page_id")
    count = 0
    for page in _abandoned(now).exclude(pk__in=warned).select_related("owner")[:A_ROUND]:
        with transaction.atomic():
            Draft.objects.update_or_create(page_id=page.pk, defaults={"warned_at": now})
            if page.owner.is_active and page.owner.email:
                _mail(page, now)
        count += 1
    return count


def _mail(page: Page, now: datetime) -> None:
    kind = known_kind(page.specific)
    url = absolute(reverse("writing:step", args=[page.pk, kind.steps[0].slug]))
    day = timezone.localtime(now + AFTER_MAIL).date()
    subject, text = letters.abandoned(page.draft_title, url, day)
    key = f"{page.pk} {day.isoformat()}"
    owe(page.owner.email, subject, text, kind=kinds.ABANDONED, key=key)


def _delete(now: datetime) -> int:
    """A save in between took the mark away, so only what stayed untouched goes."""
    announced = Draft.objects.filter(warned_at__lte=now - AFTER_MAIL).values("page_id")
    pages = list(_abandoned(now).filter(pk__in=announced)[:A_ROUND])
    for page in pages:
        page.specific.delete()
    return len(pages)
