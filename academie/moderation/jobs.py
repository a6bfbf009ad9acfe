"""What the worker does about texts that wait: remind, and call in a beheerder. Each once."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from academie.core.jobs import register_job
from academie.moderation import post, reading_links, working_days
from academie.moderation.models import Review

HOUR, DAY = 3600.0, 24 * 3600.0


def chase() -> bool:
    """Remind the readers of what is late, and tell a beheerder of what stayed late."""
    today = timezone.localdate()
    late = Review.objects.filter(outcome=Review.Outcome.OPEN, due_on__lt=today)
    done = False
    for pk in late.filter(reminded_at=None).values_list("pk", flat=True):
        done |= _once(pk, "reminded_at", post.remind)
    for pk, due in late.filter(escalated_at=None).values_list("pk", "due_on"):
        if _is_long_ago(due, today):
            done |= _once(pk, "escalated_at", post.escalate)
    return done


def register() -> None:
    """Called once, when the app is ready."""
    register_job("wachtende beoordelingen", chase, every=HOUR)
    register_job("meeleeslinks opruimen", reading_links.forget_old, every=DAY)


def _is_long_ago(due: date, today: date) -> bool:
    return working_days.after(due, working_days.ESCALATE_AFTER) < today


def _once(pk: int, moment: str, write: Callable[[Review], None]) -> bool:
    """Write the mails and note the moment together, unless another worker was first."""
    with transaction.atomic():
        waiting = Review.objects.filter(pk=pk, outcome=Review.Outcome.OPEN, **{moment: None})
        if not waiting.update(**{moment: timezone.now()}):
            return False
        write(Review.objects.select_related("page", "revision").get(pk=pk))
    return True
