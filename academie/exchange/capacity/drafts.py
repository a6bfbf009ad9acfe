"""The numbers of places in drafts of a page: what an organiser set may not be undone by one."""

from collections.abc import Mapping

from django.db.models import Q
from wagtail.models import Page


def write_numbers(page_pk: int, session_pk: int, fields: Mapping[str, int]) -> None:
    """Write numbers of a session into the newest revision of its page, and the scheduled ones."""
    page = Page.objects.get(pk=page_pk)
    wanted = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(wanted):
        sessions = revision.content.get("sessions") or []
        mine = [one for one in sessions if one.get("pk") == session_pk]
        if mine:
            for one in mine:
                one.update(fields)
            revision.save(update_fields=["content"])
