"""A reader's decision: it is good, or it goes back with a reason."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import TaskState

from academie.moderation import post
from academie.moderation.digest import digest_of
from academie.moderation.makers import makers_of
from academie.moderation.models import Approval, Remark, Review
from academie.moderation.opening import close
from academie.moderation.refusals import NotPossible
from academie.moderation.remarks import refuse_pupil_data
from academie.moderation.routing import as_what
from academie.moderation.stops import stops_of
from academie.moderation.story import NO_CONSENT, NOT_TICKED, has_consent, is_story, write_down

__all__ = [
    "approve",
    "is_story",
    "may_decide",
    "open_review_of",
    "refuse",
    "review_of_state",
    "why_not",
]

SHORTEST_REASON = 10
"""Letters of a reason for sending back: fewer tell nobody what to do."""

GONE = "Over deze tekst is al beslist, of hij is ingetrokken. Kijk in de lijst wat er nog wacht."
OWN = "U schreef zelf aan deze tekst. Daarom leest een ander hem."
NOT_YOURS = "Deze tekst hoort niet bij wat u nakijkt."
CHANGED = "De tekst is veranderd sinds u hem las. Lees de nieuwe tekst en beslis dan."
TAKEN = "Een ander leest deze tekst al. Vraag of u het mag overnemen."
NO_REASON = f"Schrijf in minstens {SHORTEST_REASON} letters wat er anders moet."


def open_review_of(page: Any) -> Review | None:
    """Return the review of a page that waits for a reader, or None."""
    waiting = Review.objects.filter(page_id=page.pk, outcome=Review.Outcome.OPEN)
    return waiting.select_related("page", "revision", "region", "task_state").first()


def review_of_state(state: TaskState) -> Review:
    """Return the review of a task state. Raises ``NotPossible`` when there is none."""
    review = Review.objects.filter(task_state_id=state.pk).first()
    if review is None:
        raise NotPossible(GONE)
    return review


def why_not(review: Review, user: Any) -> str:
    """Return why somebody may not decide on this review, in a sentence; '' when she may."""
    if not review.is_open:
        return GONE
    if user.pk in makers_of(review.page, review.revision):
        return OWN
    return "" if as_what(review, user) else NOT_YOURS


def may_decide(review: Review, user: Any) -> bool:
    """Return whether somebody may approve this text or send it back."""
    return not why_not(review, user)


@transaction.atomic
def approve(
    review: Review,
    user: Any,
    *,
    digest: str = "",
    nobody_recognisable: bool = False,
    note: str = "",
) -> Approval:
    """Approve a text; it is published at once, or planned for the moment that its maker chose.

    ``digest`` is of the text that the reader saw. For a story ``nobody_recognisable`` is needed.
    Raises ``NotPossible``; then nothing has changed.
    """
    review = _locked(review, user)
    if digest and digest != review.digest:
        raise NotPossible(CHANGED)
    revision = review.revision
    if digest_of(revision) != review.digest:
        raise NotPossible(CHANGED)
    text = revision.as_object()
    stops = stops_of(text)
    if stops:
        raise NotPossible(f"Dit kan zo niet online: {stops[0]}")
    if is_story(text):
        if not has_consent(text):
            raise NotPossible(NO_CONSENT)
        if not nobody_recognisable:
            raise NotPossible(NOT_TICKED)
        write_down(revision, user)
    given: Approval = Approval.objects.create(
        page=review.page,
        revision=revision,
        digest=digest_of(revision),
        reader=user,
        as_what=as_what(review, user),
    )
    close(review, Review.Outcome.APPROVED, user, note)
    try:
        review.task_state.specific.approve(user=user, comment=note)
    except ValidationError as error:
        raise NotPossible(f"Dit kan zo niet online: {' '.join(error.messages)}") from error
    post.approved(review)
    return given


@transaction.atomic
def refuse(
    review: Review, user: Any, *, reason: str, remarks: Mapping[str, tuple[str, str]] | None = None
) -> None:
    """Send a text back to its maker. ``remarks``: field -> (label, what is wrong with it).

    Raises ``NotPossible`` without a reason that tells something.
    """
    review = _locked(review, user)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise NotPossible(NO_REASON)
    # It is mailed to the makers, and kept.
    refuse_pupil_data(reason, *(text for _, text in (remarks or {}).values()))
    Remark.objects.bulk_create(
        Remark(review=review, field=field, label=label, text=text)
        for field, (label, text) in (remarks or {}).items()
    )
    close(review, Review.Outcome.REFUSED, user, reason)
    review.task_state.specific.reject(user=user, comment=reason)
    post.refused(review)


def _locked(review: Review, user: Any) -> Review:
    """Return the review as it is now, held until the decision is written down."""
    current = (
        Review.objects.select_for_update(of=("self",))
        .select_related("page", "revision", "region", "task_state")
        .get(pk=review.pk)
    )
    sentence = why_not(current, user)
    if not sentence and current.claimed_by_id not in (None, user.pk):
        sentence = TAKEN
    if sentence:
        raise NotPossible(sentence)
    return current
