"""Writing a version down at the moment that readers get another text."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from academie.core.differences import as_line, compare
from academie.core.models import BasePage
from academie.upkeep.models import PublishedVersion, VersionNote
from academie.upkeep.versions.shown import WITHOUT_NAMES, readable

logger = logging.getLogger(__name__)

FIRST = "Eerste versie."


def note_publication(
    sender: type[Page], instance: Page, revision: Any = None, **kwargs: Any
) -> None:
    """Answer to ``page_published``: keep the text if readers have it now and it is another one.

    Wagtail sends the signal for a publication in the future too; then readers have nothing yet,
    and the signal comes again at its moment.
    """
    if not issubclass(sender, BasePage) or revision is None or instance.alias_of_id:
        return
    if not Page.objects.filter(pk=instance.pk, live=True, live_revision_id=revision.pk).exists():
        return
    record(instance, revision.content)


def record(
    page: Any, content: Mapping[str, Any], at: datetime | None = None
) -> PublishedVersion | None:
    """Keep what readers see of ``content`` as the next version of a page, and return it.

    None when a reader would see no difference with the version before. A number is taken once:
    of two publications at the same moment the second one is compared with the first.
    """
    kept = json.loads(json.dumps(readable(type(page), content), default=str))
    for _ in range(3):
        last = PublishedVersion.objects.filter(page_id=page.pk).order_by("-number").first()
        if last is not None and not last.hidden_at and last.content == kept:
            return None
        line = line_between(page, last, kept)
        if not line:
            return None
        try:
            with transaction.atomic():
                return _write(page, last, kept, line, at or timezone.now())
        except IntegrityError:
            continue
    logger.error("No version of page %s could be numbered.", page.pk)
    return None


def line_between(page: Page, last: PublishedVersion | None, content: Mapping[str, Any]) -> str:
    """Return in one line what is new, '' when readers see nothing; names of links stay out."""
    if last is None:
        return FIRST
    if not last.content:
        return "De tekst is veranderd."
    return as_line(compare(*restored(page, last.content, content), WITHOUT_NAMES))


def restored(page: Page, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return two kept contents as page objects that are for comparing only; never save them.

    What is the same in both is left out: it needs no names, so it costs no queries. A list that is
    left out is empty and not missing, or it would be read from the page of today.
    """
    names = (old.keys() | new.keys()) - {"pk"}
    lists = {name for name in names if isinstance(old.get(name, new.get(name)), list)}
    differ = {name for name in names if old.get(name) != new.get(name)}
    versions = []
    for content in (old, new):
        kept: dict[str, Any] = {name: [] for name in lists}
        kept |= {name: content[name] for name in content if name in differ | {"pk"}}
        version = page.specific_class.from_serializable_data(kept)
        version.pk = version.id = page.pk
        versions.append(version)
    return versions[0], versions[1]


def _write(
    page: Page, last: PublishedVersion | None, content: Mapping[str, Any], line: str, at: datetime
) -> PublishedVersion:
    note = VersionNote.objects.filter(pk=page.pk).first() if last else None
    version = PublishedVersion.objects.create(
        page_id=page.pk,
        number=last.number + 1 if last else 1,
        at=at,
        content=content,
        line=line,
        note=note.text if note else "",
        is_small=bool(note and note.is_small),
        # Of a first version there is nothing to tell.
        news_sent_at=None if last else at,
    )
    if note:
        note.delete()
    return version
