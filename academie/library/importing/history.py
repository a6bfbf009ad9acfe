"""The history of imported pages, as an editor finds it in the admin."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import PageLogEntry

CREATED, EDITED, PUBLISHED = "wagtail.create", "wagtail.edit", "wagtail.publish"
VOUCHED = "academie.vouched"
"""Somebody said that consent and traceability were settled at the source; see wagtail_hooks."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one page. ``said_by`` is who vouched for it, or ''."""

    page: Any
    revision: Any
    is_new: bool
    published: bool
    said_by: str


def write_history(steps: Sequence[Step], user: Any, moment: datetime) -> None:
    """Store the entries of a batch at once; who and when stand in each of them."""
    PageLogEntry.objects.bulk_create(
        entry for step in steps for entry in _entries(step, user, moment)
    )


def _entries(step: Step, user: Any, moment: datetime) -> Iterator[PageLogEntry]:
    actions: list[tuple[str, dict[str, str]]] = [(CREATED if step.is_new else EDITED, {})]
    if step.said_by:
        actions.append((VOUCHED, {"by": step.said_by}))
    if step.published:
        actions.append((PUBLISHED, {}))
    group = uuid.uuid4()
    for action, data in actions:
        yield PageLogEntry(
            page_id=step.page.pk,
            content_type_id=step.page.content_type_id,
            label=step.page.title,
            action=action,
            data=data,
            timestamp=moment,
            uuid=group,
            user=user,
            revision=step.revision,
            content_changed=True,
        )
