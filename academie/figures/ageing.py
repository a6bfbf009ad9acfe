"""What becomes of old numbers: days become months, rare words go."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from academie.figures.clients import forget_salts
from academie.figures.models import DayCount, FoundWith, MonthCount
from academie.figures.totals import MIN_WORDS

KEEP_DAYS = timedelta(days=396)
"""Thirteen months, so that every month can be laid beside the same month a year before."""

RARE_AFTER = timedelta(days=30)
"""What so few people typed in so long a time goes: a name cannot be recognised, only be rare."""

KEEP_WORDS = timedelta(days=396)


def tidy(today: date | None = None) -> bool:
    """Do all that is due; say whether anything was."""
    today = today or timezone.localdate()
    return bool(fold_days(today) + forget_words(today) + forget_salts(today))


def fold_days(today: date) -> int:
    """Add the days of whole months that are long past to the counts of those months.

    Returns how many rows of days went. One transaction per month: nothing is counted twice or lost.
    """
    folded = 0
    edge = (today - KEEP_DAYS).replace(day=1)
    while first := DayCount.objects.filter(day__lt=edge).order_by("day").first():
        folded += _fold(first.day.replace(day=1))
    return folded


def forget_words(today: date) -> int:
    """Delete words that stayed rare for an item, and words that are over a year old."""
    rows = FoundWith.objects
    deleted, _ = rows.filter(week__lt=today - KEEP_WORDS).delete()
    rare = rows.values("page", "text").annotate(n=Sum("count")).filter(n__lt=MIN_WORDS)
    old = rows.filter(week__lte=today - RARE_AFTER)
    for page, text in list(rare.values_list("page", "text")):
        deleted += old.filter(page=page, text=text).delete()[0]
    return deleted


@transaction.atomic
def _fold(month: date) -> int:
    following = (month + timedelta(days=31)).replace(day=1)
    days = DayCount.objects.filter(day__gte=month, day__lt=following)
    sums = days.order_by().values_list("page", "what").annotate(n=Sum("count"))
    for page, what, number in list(sums):
        key = {"page_id": page, "what": what, "month": month}
        MonthCount.objects.bulk_create([MonthCount(**key)], ignore_conflicts=True)
        MonthCount.objects.filter(**key).update(count=F("count") + number)
    deleted, _ = days.delete()
    return deleted
