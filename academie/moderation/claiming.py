"""'Ik lees dit': one reader at a time."""

from typing import Any

from django.utils import timezone

from academie.accounts.who import administrators
from academie.moderation.deciding import GONE, TAKEN, why_not
from academie.moderation.models import Review
from academie.moderation.refusals import NotPossible


def claim(review: Review, user: Any) -> None:
    """Take a text to read. Raises ``NotPossible`` when another has it already."""
    sentence = why_not(review, user)
    if sentence:
        raise NotPossible(sentence)
    free = Review.objects.filter(pk=review.pk, outcome=Review.Outcome.OPEN, claimed_by=None)
    if free.update(claimed_by=user, claimed_at=timezone.now()):
        return
    if not Review.objects.filter(pk=review.pk, claimed_by=user).exists():
        raise NotPossible(TAKEN)


def release(review: Review, user: Any) -> None:
    """Give a text back to the list. Raises ``NotPossible`` for who did not take it.

    A beheerder may release what somebody else took: people fall ill.
    """
    taken = Review.objects.filter(pk=review.pk, outcome=Review.Outcome.OPEN)
    if not is_administrator(user):
        taken = taken.filter(claimed_by=user)
    if not taken.update(claimed_by=None, claimed_at=None):
        raise NotPossible(GONE)


def is_administrator(user: Any) -> bool:
    """Return whether somebody answers for the whole site."""
    return bool(administrators().filter(pk=user.pk).exists())
