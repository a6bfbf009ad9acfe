"""'Klopt nog': another year, with the name of who said so.

The words of the item do not change, so this is no publication and nobody else has to approve it:
what four eyes guard is the text. It is written down who looked and when. For the same reason it
makes no revision: whoever confirms does not become a maker of a draft that waits, and a draft that
waits does not take the old date back with it when it is published.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from academie.upkeep.models import Confirmation

CONFIRMED = "upkeep.confirmed"


@transaction.atomic
def confirm(page: Any, user: Any, now: datetime | None = None) -> Confirmation:
    """Say that a specific page still holds for a year from today, and return what was noted."""
    now = now or timezone.now()
    model = type(page)
    # Locked, so that pressing twice is noted once: the second one finds the new date.
    current = model._default_manager.select_for_update().get(pk=page.pk)
    due = _in_a_year(timezone.localdate(now))
    last = Confirmation.objects.filter(page_id=page.pk, due=due).first()
    if last is not None and current.review_by == due:
        return last
    model._default_manager.filter(pk=page.pk).update(review_by=due)
    _carry_to_revisions(current, due)
    log(
        instance=current,
        action=CONFIRMED,
        user=user,
        data={"due": due.isoformat()},
        content_changed=False,
    )
    return Confirmation.objects.create(
        page_id=page.pk, user=user, at=now, was_due=current.review_by, due=due
    )


def _carry_to_revisions(page: Page, due: date) -> None:
    """Give the public text and a draft the new date too, in place."""
    numbers = {page.live_revision_id, page.latest_revision_id} - {None}
    for revision in Revision.objects.filter(pk__in=numbers):
        revision.content["review_by"] = due.isoformat()
        # Not its own save(): that makes the revision the latest one and its maker a maker.
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _in_a_year(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
