"""Versions as readers may have them: only of pages that everybody may open now."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from academie.core.differences import Change, Scope, compare
from academie.core.items import public_page_with
from academie.core.visibility import public_pages
from academie.upkeep.models import PublishedVersion
from academie.upkeep.versions.record import line_between, restored
from academie.upkeep.versions.shown import shows


@dataclass(frozen=True, slots=True)
class Difference:
    """A version beside an older one; ``before`` is None for the first."""

    page: Page
    version: PublishedVersion
    before: PublishedVersion | None
    changes: list[Change]
    is_current: bool


def open_page(permanent_id: UUID) -> Any:
    """Return the page when every reader may open it now, otherwise None."""
    page = public_page_with(permanent_id)
    return None if page is None or page.alias_of_id else page


def versions_of(page: Page) -> list[PublishedVersion]:
    """Return the versions that were not taken back, the newest first, without their texts."""
    shown = PublishedVersion.objects.filter(page_id=page.pk, hidden_at=None)
    return list(shown.order_by("-number").defer("content"))


def difference(page: Page, number: int, since: int | None = None) -> Difference | None:
    """Return version ``number`` beside the version ``since`` or the one before it.

    None when there is no such version, or it was taken back. A ``since`` that is not there is the
    nearest older one.
    """
    shown = PublishedVersion.objects.filter(page_id=page.pk, hidden_at=None).order_by("-number")
    version = shown.filter(number=number).first()
    if version is None:
        return None
    older = shown.filter(number__lt=number)
    before = older.filter(number__lte=since).first() if since is not None else None
    before = before or older.first()
    is_current = not shown.filter(number__gt=number).exists()
    if before is None:
        return Difference(page, version, None, [], is_current)
    old, new = restored(page, before.content, version.content)
    changes = compare(old, new, Scope(shows, _may_name(old, new)))
    return Difference(page, version, before, changes, is_current)


def hide(version: PublishedVersion, at: Any) -> None:
    """Take a version back: its words go for good, also from the line of the version after it."""
    version.hidden_at, version.content, version.line, version.note = at, {}, "", ""
    version.save()
    shown = PublishedVersion.objects.filter(page_id=version.page_id, hidden_at=None)
    after = shown.filter(number__gt=version.number).order_by("number").first()
    if after is not None:
        before = shown.filter(number__lt=after.number).order_by("-number").first()
        after.line = line_between(version.page, before, after.content)
        after.save(update_fields=["line"])


def _may_name(*versions: Any) -> Any:
    """Return who may be named: linked pages that everybody may open now, and no hidden file."""
    targets = {
        link.target_id
        for version in versions
        for link in version.reading_links.all()
        if link.target_id
    } | {pk for version in versions for pk in version.linked_page_ids()}
    found = public_pages().filter(pk__in=targets)
    public = set(found.values_list("pk", flat=True)) if targets else set()

    def may_name(thing: Model) -> bool:
        if isinstance(thing, Page):
            return thing.pk in public
        return not isinstance(thing, AbstractImage | AbstractDocument)

    return may_name
