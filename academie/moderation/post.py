"""Who gets which mail: one per person and event, written down with what happened."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from academie.accounts.models import User
from academie.accounts.who import administrators, display_name
from academie.core.edit_links import edit_path
from academie.mail.links import absolute
from academie.mail.outbox import owe
from academie.moderation import kinds, letters
from academie.moderation.models import ReadingLink, Review

MINE = "/mijn-academie/"


def asked(review: Review) -> None:
    """Ask everybody whom the route names to read the text."""
    page = review.revision.as_object()
    letter = letters.asked(
        page.title,
        str(page._meta.verbose_name),
        display_name(review.handed_in_by),
        review.note,
        review.due_on,
        review_url(review),
    )
    _send(review.asked.all(), letter, kinds.ASKED, review)


def text_changed(review: Review, by: Any) -> None:
    """Tell the reader that what she reads is another text now."""
    reader = review.claimed_by
    if reader is None or reader == by:
        return
    letter = letters.text_changed(review.page.title, absolute(reverse("moderation_queue")))
    _send([reader], letter, kinds.CHANGED, review)


def remind(review: Review) -> None:
    """Remind who took it, or else everybody who was asked."""
    readers = [review.claimed_by] if review.claimed_by else review.asked.all()
    letter = letters.reminder(review.page.title, review.due_on, review_url(review))
    _send(readers, letter, kinds.REMINDER, review)


def escalate(review: Review) -> None:
    """Tell the beheerders that nobody read it."""
    letter = letters.escalation(review.page.title, review.due_on, review_url(review))
    _send(administrators(), letter, kinds.ESCALATION, review)


def approved(review: Review) -> None:
    """Tell the makers that it is online, or when it will be."""
    review.page.refresh_from_db()
    review.revision.refresh_from_db()
    moment = review.revision.approved_go_live_at
    letter = letters.approved(
        review.page.title,
        display_name(review.ended_by),
        absolute(review.page.get_url() or "/"),
        timezone.localdate(moment) if moment else None,
    )
    _send(_tellers(review), letter, kinds.APPROVED, review)


def refused(review: Review) -> None:
    """Tell the makers why it came back and what to do."""
    remarks = [(one.label, one.text) for one in review.remarks.all()]
    title, reader = review.revision.as_object().title, display_name(review.ended_by)
    for maker in _tellers(review):
        url = edit_url(review.page_id, maker)
        letter = letters.refused(title, reader, review.reason, remarks, url)
        _send([maker], letter, kinds.REFUSED, review)


def read_along(link: ReadingLink, url: str) -> None:
    """Ask somebody without an account to read along, when we know her address."""
    if not link.email:
        return
    title = link.revision.as_object().title
    asker = display_name(link.made_by)
    letter = letters.read_along(title, asker, timezone.localdate(link.ends_at), url)
    owe(link.email, *letter, kind=kinds.READ_ALONG, key=str(link.pk), until=link.ends_at)


def answered(link: ReadingLink) -> None:
    """Tell who asked what the reader found; once."""
    if link.made_by is None or not link.made_by.email:
        return
    title, url = link.revision.as_object().title, edit_url(link.page_id, link.made_by)
    letter = letters.answer(title, link.reader_role, link.get_verdict_display(), url)
    owe(link.made_by.email, *letter, kind=kinds.READ_ALONG_ANSWER, key=str(link.pk))


def review_url(review: Review) -> str:
    """Return the whole address of the review screen."""
    return absolute(reverse("moderation_review", args=[review.pk]))


def edit_url(page_id: int, user: User) -> str:
    """Return where somebody goes on writing, or her own page when she cannot."""
    page = Page.objects.get(pk=page_id).specific
    return absolute(edit_path(page, user) or MINE)


def _tellers(review: Review) -> list[User]:
    """Return who hears the outcome: who handed it in and who owns the page, each once."""
    people = [review.handed_in_by, review.page.owner]
    return list(dict.fromkeys(one for one in people if one is not None and one.is_active))


def _send(people: Iterable[User], letter: tuple[str, str], kind: str, review: Review) -> None:
    for person in people:
        if person.email and person.is_active:
            owe(person.email, *letter, kind=kind, key=f"{review.pk}:{person.pk}")
