"""Taking a report in, handing it on, closing it, and forgetting who sent it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from academie.accounts.models import User
from academie.mail.outbox import owe
from academie.moderation.working_days import after
from academie.upkeep import kinds
from academie.upkeep.models import Report
from academie.upkeep.people import editors_of, reachable_owner, top
from academie.upkeep.reports import letters

WORKING_DAYS = 5
"""Within this somebody takes a report on; otherwise the beheerder hears of it."""

KEEP_CLOSED, KEEP_OPEN = timedelta(days=90), timedelta(days=180)
"""How long the address of a reporter is kept: after closing, and at most."""

KEEP_WORDS = timedelta(days=730)
"""After this the remark goes as well; that there was a report stays, for the count."""

State = Report.State


@transaction.atomic
def take_in(page: Any, what: str, remark: str, email: str) -> Report:
    """Keep a report and write to the maker and the editors of the region.

    The same words once more, or a link that two people find dead, is one report as
    long as it is open, and nobody is written to again.
    """
    same = Report.objects.filter(
        page_id=page.pk, what=what, remark=remark, email__in=["", email], state__in=Report.OPEN
    ).first()
    if same is not None:
        if email and not same.email:
            same.email = email
            same.save(update_fields=["email"])
        return same
    report = Report.objects.create(page_id=page.pk, what=what, remark=remark, email=email)
    owner = reachable_owner(page)
    people = {user.pk: user for user in [*([owner] if owner else []), *editors_of(page)]}
    for user in people.values():
        subject, text = letters.reported(report, page, user)
        owe(user.email, subject, text, kind=kinds.REPORTED, key=f"{report.pk}:{user.pk}")
    return report


@transaction.atomic
def take_on(report: Report, user: User) -> None:
    """Make somebody the owner of an open report."""
    changed = Report.objects.filter(pk=report.pk, state__in=Report.OPEN)
    changed.update(owner=user, state=State.TAKEN)
    report.refresh_from_db()


@transaction.atomic
def close(report: Report, user: User, state: str, answer: str, now: datetime | None = None) -> bool:
    """Close a report with what was done and tell the reporter; False when it was closed already."""
    now = now or timezone.now()
    changed = Report.objects.filter(pk=report.pk, state__in=Report.OPEN).update(
        owner=report.owner_id or user.pk, state=state, answer=answer, closed_at=now
    )
    report.refresh_from_db()
    if changed and report.email:
        subject, text = letters.answered(report, report.page)
        owe(report.email, subject, text, kind=kinds.ANSWERED, key=str(report.pk))
    return bool(changed)


def escalate(now: datetime | None = None) -> bool:
    """Tell the beheerders of reports that nobody took on; each once."""
    now = now or timezone.now()
    waiting = Report.objects.filter(state__in=Report.OPEN, owner=None, escalated_at=None)
    late = [one for one in waiting.select_related("page") if _is_late(one, now)]
    return sum(_escalate(one, now) for one in late) > 0


def forget(now: datetime | None = None) -> bool:
    """Delete addresses and, later, remarks whose time is over."""
    now = now or timezone.now()
    over = Q(closed_at__lte=now - KEEP_CLOSED) | Q(created_at__lte=now - KEEP_OPEN)
    gone = Report.objects.filter(over).exclude(email="").update(email="")
    old = Report.objects.filter(created_at__lte=now - KEEP_WORDS).exclude(remark="", answer="")
    return bool(gone + old.update(remark="", answer=""))


def _is_late(report: Report, now: datetime) -> bool:
    made = timezone.localdate(report.created_at)
    return timezone.localdate(now) > after(made, WORKING_DAYS)


@transaction.atomic
def _escalate(report: Report, now: datetime) -> bool:
    claimed = Report.objects.filter(pk=report.pk, escalated_at=None).update(escalated_at=now)
    for user in top() if claimed else []:
        subject, text = letters.late(report, report.page)
        owe(user.email, subject, text, kind=kinds.LATE_REPORT, key=f"{report.pk}:{user.pk}")
    return bool(claimed)
