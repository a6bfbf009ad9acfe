"""The begin and the end of a review: a text is handed in, or becomes another text meanwhile."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from academie.moderation import post, working_days
from academie.moderation.digest import digest_of
from academie.moderation.makers import makers_of
from academie.moderation.models import Review
from academie.moderation.peers import peers_may_read
from academie.moderation.reading_links import end_links
from academie.moderation.routing import asked_for, region_of, route_for

Outcome = Review.Outcome


def open_review(state: TaskState, user: Any, note: str = "") -> Review:
    """Begin a review of the text of a task state and write to who is asked to read it."""
    revision = state.revision
    text = revision.as_object()
    page = Page.objects.get(pk=revision.object_id)
    makers = makers_of(page, revision)
    review: Review = Review.objects.create(
        task_state=state,
        page=page,
        revision=revision,
        digest=digest_of(revision),
        region=region_of(text),
        handed_in_by=user or state.workflow_state.requested_by,
        note=note,
        due_on=working_days.after(timezone.localdate(), working_days.READ_WITHIN),
        peers_may=peers_may_read(text, page.owner_id) and route_for(text) is None,
    )
    review.makers.set(makers)
    review.asked.set(asked_for(text, makers))
    clusters = getattr(text, "clusters", None)
    if clusters is not None:
        review.clusters.set(clusters.all())
    post.asked(review)
    return review


def close(review: Review, outcome: Outcome, user: Any = None, reason: str = "") -> None:
    """End a review; the links for readers without an account end with it."""
    review.outcome, review.reason = outcome, reason
    review.ended_by, review.ended_at = user, timezone.now()
    review.save(update_fields=["outcome", "reason", "ended_by", "ended_at"])
    end_links(review.page_id)


def text_was_saved(sender: Any, page: Any, revision: Any, user: Any, **kwargs: Any) -> None:
    """Let a text under review begin again when its words changed; tell who was reading it."""
    review = (
        Review.objects.filter(page_id=page.pk, outcome=Outcome.OPEN)
        .select_related("task_state", "claimed_by")
        .first()
    )
    if review is None:
        return
    if digest_of(revision) == review.digest:
        _go_on_with(review, revision, user)
        return
    with transaction.atomic():
        close(review, Outcome.EDITED, user)
        post.text_changed(review, user)
        # Wagtail looks at the newest version of the row, which the caller has written just now.
        review.task_state.specific.cancel(user=user, resume=True)


def _go_on_with(review: Review, revision: Revision, user: Any) -> None:
    """Read on in a version that says the same: Wagtail counts approvals of the newest one only."""
    with transaction.atomic():
        review.revision = review.task_state.revision = revision
        review.task_state.save(update_fields=["revision"])
        review.save(update_fields=["revision"])
        if user is not None:
            review.makers.add(user)


def task_was_cancelled(sender: Any, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Close the review of a task that somebody took back, whichever button it was."""
    review = Review.objects.filter(task_state_id=instance.pk, outcome=Outcome.OPEN).first()
    if review is not None:
        close(review, Outcome.WITHDRAWN, user)
