"""Telling how it went, changing that, taking it back; and the maker's answer."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from academie.feedback.models import Experience, Reply, State
from academie.feedback.summaries import hold, renew

KEEP_ACCOUNT = timedelta(days=730)
"""Two years: who wants to change her words did so by then. They stay, the account goes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody fills in: slugs from the lists, and plain text that may be ''."""

    role: str
    sector: str
    group: str
    outcome: str
    text: str


@transaction.atomic
def tell(page_id: int, user: Any, told: Told) -> Experience:
    """Keep the one experience of an account with an item. A new text waits for an editor."""
    # Two presses on the button come one after the other.
    hold(page_id)
    known = Experience.objects.filter(page=page_id, user=user.pk).first()
    experience = known or Experience(page_id=page_id, user=user)
    same_text = experience.pk is not None and experience.text == told.text
    if not (same_text and experience.state == State.SHOWN):
        experience.state = State.WAITING if told.text else State.SHOWN
        experience.reason, experience.reviewer, experience.reviewed_at = "", None, None
    experience.role, experience.sector = told.role, told.sector
    experience.group, experience.outcome, experience.text = told.group, told.outcome, told.text
    experience.told_at = timezone.now()
    experience.cut_on = timezone.localdate() + KEEP_ACCOUNT
    experience.save()
    if not same_text:
        # The answer was to other words.
        Reply.objects.filter(experience=experience).delete()
    renew(page_id)
    return experience


@transaction.atomic
def withdraw(experience: Experience) -> None:
    """Take an experience back, with the answer to it."""
    page_id = experience.page_id
    experience.delete()
    renew(page_id)


@transaction.atomic
def answer(experience: Experience, user: Any, text: str) -> Reply:
    """Keep the maker's answer to a text that is shown; it waits for an editor too.

    An empty text takes the answer back.
    """
    reply, _ = Reply.objects.update_or_create(
        experience=experience,
        defaults={
            "user": user,
            "text": text,
            "state": State.WAITING,
            "reason": "",
            "reviewer": None,
            "reviewed_at": None,
            "created_at": timezone.now(),
        },
    )
    if not text:
        reply.delete()
    renew(experience.page_id)
    return reply
