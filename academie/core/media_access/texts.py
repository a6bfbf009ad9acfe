"""Whether a file is part of a text: then it stays what somebody read."""

from typing import Any

from wagtail.models import Revision

from academie.core.media_access.drafts import FIELDS, drafts_with, files_in
from academie.core.media_access.uses import pages_with


def is_part_of_a_text(file: Any) -> bool:
    """Return whether some page shows this image or document: in the text that stands in the
    database, in its newest version, or in one that comes online by a plan."""
    model = type(file)
    if pages_with(model, file.pk).exists() or drafts_with(model, file.pk).exists():
        return True
    planned = Revision.page_revisions.exclude(approved_go_live_at=None)
    return any((FIELDS[model], file.pk) in files_in(revision) for revision in planned)
