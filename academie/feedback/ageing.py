"""What is forgotten: marks after their day, accounts after two years."""

from datetime import date

from django.utils import timezone

from academie.feedback.models import Experience, Reply, Tap
from academie.feedback.telling import KEEP_ACCOUNT


def tidy(today: date | None = None) -> bool:
    """Do all that is due; say whether anything was."""
    today = today or timezone.localdate()
    gone, _ = Tap.objects.filter(day__lt=today).delete()
    due = Experience.objects.filter(cut_on__lte=today, user__isnull=False)
    cut = due.update(user=None)
    answered = Reply.objects.filter(user__isnull=False)
    cut += answered.filter(created_at__date__lte=today - KEEP_ACCOUNT).update(user=None)
    return bool(gone + cut)
