"""What holds for every page at every moment, whichever way somebody tried."""

from wagtail.models import Page, PageLogEntry, Revision

from academie.core.models.gated import GatedPage
from academie.moderation.digest import digest_of
from academie.moderation.models import Approval


def own_work_online() -> list[str]:
    """Return the public texts of people that nobody else read, as sentences for the report.

    Looks at what readers see and who wrote it, with none of the code that decides: the writers are
    those of every version after the one before that was public.
    """
    found = []
    for page in Page.objects.filter(live=True).exclude(live_revision=None).specific():
        assert isinstance(page, GatedPage)
        revision = page.live_revision
        if revision.object_id != str(page.pk):
            found.append(f"{page.pk}: shows a version of another page")
            continue
        writers = writers_of(page, revision)
        if not writers:
            continue
        given = Approval.objects.filter(page=page, revision=revision, digest=digest_of(revision))
        if given.filter(as_what="zonder", reader__is_superuser=True).exclude(reason="").exists():
            continue
        readers = set(given.exclude(as_what="zonder").values_list("reader_id", flat=True))
        if not readers - writers:
            found.append(f"{page.pk} version {revision.pk}: by {writers}, read by {readers}")
    return found


def writers_of(page: Page, revision: Revision) -> set[int]:
    """Return who saved a version after the one that was published before this one."""
    published = PageLogEntry.objects.filter(
        page=page, action__startswith="wagtail.publish", revision_id__lt=revision.pk
    ).exclude(action="wagtail.publish.schedule")
    before = max(published.values_list("revision_id", flat=True), default=0)
    versions = Revision.page_revisions.filter(
        object_id=str(page.pk), pk__gt=before, pk__lte=revision.pk
    )
    return set(versions.exclude(user=None).values_list("user_id", flat=True))
