"""When a published change makes a new version of an item, so that older experiences say so."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry, Revision

from academie.core.differences import Change, Kind, PieceKind, Scope, compare
from academie.feedback.models import Experience
from academie.feedback.summaries import new_version

REWRITTEN = 0.5
"""From half of the words on a step is another step; less is a better wording of the same one."""


def note_published(sender: type[Page], instance: Page, revision: Any = None, **_: Any) -> None:
    """Called after every publication. Asks nothing more when nobody told an experience yet."""
    if revision is None or not Experience.objects.filter(page=instance.pk).exists():
        return
    before = _published_before(instance.pk, revision)
    if before is not None and is_new_version(before.as_object(), revision.as_object()):
        new_version(instance.pk, revision.created_at)


def is_new_version(old: Page, new: Page) -> bool:
    """Return whether what a user does differs: a step came, went, moved, or became another one.

    Another title, other terms, a date or a mended sentence make no new version.
    """
    if type(old) is not type(new):
        return True
    return any(map(_matters, compare(old, new, Scope(shows=_is_doing))))


def _published_before(page_id: int, revision: Revision) -> Revision | None:
    published = PageLogEntry.objects.filter(
        page=page_id, action="wagtail.publish", revision__isnull=False
    )
    entry = published.exclude(revision=revision.pk).order_by("-timestamp", "-pk").first()
    return entry.revision if entry is not None else None


def _is_doing(model: type[Model], field: str) -> bool:
    return isinstance(model._meta.get_field(field), StreamField)


def _matters(change: Change) -> bool:
    if change.kind is not Kind.CHANGED:
        return True
    if change.parts:
        return any(map(_part_matters, change.parts))
    return _rewritten([change]) if change.pieces else True


def _part_matters(part: Change) -> bool:
    """A term or a role is always another step; running text only when much of it is new."""
    return _rewritten(_with_words(part)) if part.pieces or part.parts else True


def _with_words(change: Change) -> Iterator[Change]:
    yield change
    for part in change.parts:
        yield from _with_words(part)


def _rewritten(changes: Iterable[Change]) -> bool:
    words = {PieceKind.SAME: 0, PieceKind.GONE: 0, PieceKind.NEW: 0}
    for change in changes:
        for piece in change.pieces:
            if piece.kind is PieceKind.SKIPPED:
                words[PieceKind.SAME] += 20
            else:
                words[piece.kind] += len(piece.text.split())
    changed = max(words[PieceKind.GONE], words[PieceKind.NEW])
    return changed >= REWRITTEN * max(1, changed + words[PieceKind.SAME])
