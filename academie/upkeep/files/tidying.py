"""Uploads that nothing uses: marked when that is first seen, removed a while later.

A draft that is thrown away leaves its images and documents behind, and so does a page that is
deleted. They may hold what somebody told about a child, so they do not stay for ever. What an
editor brought in, or put into a collection, is the library: that stays.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import Collection, UploadedFile

from academie.accounts.who import REVIEWERS
from academie.core.media_access.drafts import FIELDS
from academie.upkeep.files.uses import used
from academie.upkeep.models import UnusedFile

KEEP = timedelta(days=90)
"""How long a file stays after it was first seen unused."""

KEEP_HALF = timedelta(days=7)
"""How long a file stays that Wagtail took in and nobody gave a name."""

A_ROUND = 200


def tidy(now: datetime | None = None) -> bool:
    """Mark what nothing uses and remove what was marked long enough; say whether any went."""
    now = now or timezone.now()
    removed = sum(_tidy(model, now) for model in FIELDS)
    return bool(removed + _forget_half_uploads(now))


def loose(model: type[Model]) -> QuerySet[Any]:
    """Return the files of one kind that are not part of the library.

    The writing flow puts files at the top of the collections. There, what came from somebody who
    is no editor is kept only for its use; so is what came from an account that is gone.
    """
    editors = get_user_model().objects.filter(Q(is_superuser=True) | Q(groups__name__in=REVIEWERS))
    files: QuerySet[Any] = model._default_manager.filter(
        collection=Collection.get_first_root_node()
    )
    return files.exclude(uploaded_by_user__in=editors).order_by()


def _tidy(model: type[Model], now: datetime) -> int:
    name = FIELDS[model]
    numbers = set(loose(model).values_list("pk", flat=True))
    unused = numbers - used(model, numbers)
    marks = UnusedFile.objects.filter(**{f"{name}__isnull": False})
    # In use again, or part of the library by now: the time begins anew if it ever is not.
    marks.exclude(**{f"{name}__in": unused}).delete()
    known = set(marks.values_list(f"{name}_id", flat=True))
    UnusedFile.objects.bulk_create(
        [UnusedFile(**{f"{name}_id": pk, "since": now}) for pk in sorted(unused - known)],
        ignore_conflicts=True,
    )
    over = marks.filter(since__lte=now - KEEP).order_by("since")
    return _remove(model, list(over.values_list(f"{name}_id", flat=True)[:A_ROUND]))


@transaction.atomic
def _remove(model: type[Model], numbers: list[int]) -> int:
    """Remove files for good, with their copies on the disk, unless somebody just took one up."""
    if not numbers:
        return 0
    # Locked before the last look, so that no row can begin to point at one in between.
    locked = set(
        loose(model)
        .select_for_update(of=("self",))
        .filter(pk__in=numbers)
        .values_list("pk", flat=True)
    )
    gone = locked - used(model, locked)
    # One by one, so that Wagtail's own handlers take the files off the disk.
    for file in model._default_manager.filter(pk__in=gone):
        file.delete()
    return len(gone)


def _forget_half_uploads(now: datetime) -> int:
    """Remove what Wagtail keeps of an upload that it asked something about and got no answer."""
    count = 0
    for half in UploadedFile.objects.order_by("pk")[:A_ROUND]:
        storage, name = half.file.storage, half.file.name
        if name and storage.exists(name) and storage.get_modified_time(name) > now - KEEP_HALF:
            continue
        half.delete()
        if name:
            storage.delete(name)
        count += 1
    return count
