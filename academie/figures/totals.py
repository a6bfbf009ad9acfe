"""How much items were used: in all, and per month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from academie.figures.models import MISSED, DayCount, FoundWith, MonthCount, What

MIN_WORDS = 3
"""Words are shown from so many times on: what one or two people typed may be about one child."""

MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Missed:
    """One answer to 'wat miste u?' and how often it was given."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundBy:
    """Words and how often an item was opened from the search with them."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What was counted for one item."""

    views: int = 0
    downloads: int = 0
    saved: int = 0
    useful: int = 0
    not_useful: int = 0
    missed: Sequence[Missed] = ()
    words: Sequence[FoundBy] = ()

    @property
    def answers(self) -> int:
        """How many readers said whether it was useful."""
        return self.useful + self.not_useful


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """What was counted for one item in one month."""

    month: date
    totals: Totals = field(default_factory=Totals)


Counts = defaultdict[int, dict[str, int]]


def totals(page_ids: Iterable[int], since: date | None = None) -> dict[int, Totals]:
    """Return the totals of items, with nothing for those that were never used; three queries.

    ``since`` leaves out what is older; of months that were folded only whole ones count.
    """
    pks = list(page_ids)
    counts: Counts = defaultdict(dict)
    days, months = DayCount.objects.filter(page__in=pks), MonthCount.objects.filter(page__in=pks)
    found = FoundWith.objects.filter(page__in=pks)
    if since is not None:
        days, months = days.filter(day__gte=since), months.filter(month__gte=since)
        found = found.filter(week__gte=since)
    for rows in (days, months):
        for page, what, number in (
            rows.order_by().values_list("page", "what").annotate(n=Sum("count"))
        ):
            counts[page][what] = counts[page].get(what, 0) + number
    words: defaultdict[int, list[FoundBy]] = defaultdict(list)
    times = found.order_by().values_list("page", "text").annotate(n=Sum("count"))
    for page, text, number in times.filter(n__gte=MIN_WORDS).order_by("-n", "text"):
        words[page].append(FoundBy(text, number))
    return {pk: _totals(counts[pk], words[pk][:MOST_WORDS]) for pk in pks}


def per_month(page_ids: Iterable[int], since: date) -> dict[int, list[MonthTotals]]:
    """Return, per item, the months from ``since`` in which something was counted, newest first."""
    pks = list(page_ids)
    counts: defaultdict[tuple[int, date], dict[str, int]] = defaultdict(dict)
    days = DayCount.objects.filter(page__in=pks, day__gte=since).order_by()
    months = MonthCount.objects.filter(page__in=pks, month__gte=since).order_by()
    for rows in (
        days.annotate(start=TruncMonth("day")).values_list("page", "start", "what"),
        months.values_list("page", "month", "what"),
    ):
        for page, start, what, number in rows.annotate(n=Sum("count")):
            of_month = counts[page, start]
            of_month[what] = of_month.get(what, 0) + number
    lines: dict[int, list[MonthTotals]] = {pk: [] for pk in pks}
    for (page, start), of_month in sorted(
        counts.items(), key=lambda item: item[0][1], reverse=True
    ):
        lines[page].append(MonthTotals(start, _totals(of_month, [])))
    return lines


def _totals(counts: dict[str, int], words: list[FoundBy]) -> Totals:
    missed = [Missed(str(what.label), counts[what]) for what in MISSED if counts.get(what)]
    return Totals(
        views=counts.get(What.VIEWS, 0),
        downloads=counts.get(What.DOWNLOADS, 0),
        saved=counts.get(What.SAVES, 0),
        useful=counts.get(What.USEFUL, 0),
        not_useful=counts.get(What.NOT_USEFUL, 0),
        missed=tuple(sorted(missed, key=lambda one: -one.count)),
        words=tuple(words),
    )
