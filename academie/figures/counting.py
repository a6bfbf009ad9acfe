"""Counting that an item is used, and taking a count back."""

from datetime import date
from typing import TypeVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from academie.figures.models import DayCount, FoundWith, MonthCount, What
from search.questions.log import monday, normalised

Row = TypeVar("Row", bound=models.Model)


def count(page_id: int, what: What, *, day: date | None = None) -> None:
    """Count one of a kind for an item, today or on another day, in the caller's transaction."""
    key = {"page_id": page_id, "what": what, "day": day or timezone.localdate()}
    _add_one(DayCount, key)


def take_back(page_id: int, what: What, day: date) -> None:
    """Undo a count of a day, also when its days were folded into a month; never below nothing."""
    of_item = {"page_id": page_id, "what": what, "count__gt": 0}
    one_less = {"count": F("count") - 1}
    if not DayCount.objects.filter(**of_item, day=day).update(**one_less):
        MonthCount.objects.filter(**of_item, month=day.replace(day=1)).update(**one_less)


def count_words(page_id: int, words: str) -> bool:
    """Count the words with which an item was found; False when they may be about somebody."""
    text = normalised(words)
    if not text:
        return False
    _add_one(FoundWith, {"page_id": page_id, "week": monday(timezone.localdate()), "text": text})
    return True


def _add_one(model: type[Row], key: dict[str, object]) -> None:
    """One statement when the row is there; the unique constraint settles who makes it."""
    rows = model._default_manager.filter(**key)
    if rows.update(count=F("count") + 1):
        return
    with transaction.atomic():
        model._default_manager.bulk_create([model(**key)], ignore_conflicts=True)
        rows.update(count=F("count") + 1)
