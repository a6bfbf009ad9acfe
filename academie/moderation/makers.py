"""Who made a text: everybody who saved a version since readers last got a new one."""

from django.db.models import Max, QuerySet
from wagtail.models import Page, PageLogEntry, Revision

from academie.moderation.models import Approval

MAKING = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename", "wagtail.copy")
"""Log entries of somebody who wrote. They stay when Wagtail clears versions away."""


def makers_of(page: Page, revision: Revision) -> set[int]:
    """Return the accounts that made this text.

    Everybody who saved a version after the one that readers saw before, up to this one. While
    readers never saw the page, its owner too. When an older version was brought back among them,
    also everybody who made that one.
    """
    seen = _seen_before(page, revision)
    versions = Revision.page_revisions.filter(
        object_id=str(page.pk), pk__gt=seen, pk__lte=revision.pk
    )
    made = set(versions.exclude(user=None).values_list("user_id", flat=True))
    logged = PageLogEntry.objects.filter(
        page_id=page.pk, action__in=MAKING, revision_id__gt=seen, revision_id__lte=revision.pk
    )
    made |= set(logged.exclude(user=None).values_list("user_id", flat=True))
    for brought_back in _brought_back(page, logged):
        made |= makers_of(page, brought_back)
    if not seen and page.owner_id:
        made.add(page.owner_id)
    return made


def _brought_back(page: Page, logged: QuerySet[PageLogEntry]) -> QuerySet[Revision]:
    """Return the versions that somebody went back to, each older than the one it became."""
    told = logged.filter(action="wagtail.revert").values_list("data__revision__id", "revision_id")
    older = [source for source, became in told if source and source < became]
    return Revision.page_revisions.filter(object_id=str(page.pk), pk__in=older)


def _seen_before(page: Page, revision: Revision) -> int:
    """Return the number of the version that readers saw before this one; 0 when there is none."""
    row = Page.objects.filter(pk=page.pk).values_list("live", "live_revision_id").first()
    public = row[1] if row and row[0] and row[1] else 0
    if public >= revision.pk:
        public = 0
    shown = PageLogEntry.objects.filter(
        page_id=page.pk,
        action__in=("wagtail.publish", "wagtail.publish.scheduled"),
        revision_id__lt=revision.pk,
        revision_id__in=Approval.objects.filter(page_id=page.pk).values("revision_id"),
    ).aggregate(last=Max("revision_id"))["last"]
    return max(public, shown or 0)
