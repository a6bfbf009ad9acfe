"""How the items of one maker are used: numbers per item and per month, words, what people told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from academie.core.items import permanent_ids
from academie.core.visibility import public_pages
from academie.feedback.models import Experience, State
from academie.figures.totals import MonthTotals, Totals, per_month, totals

MONTHS = 12
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class ItemUse:
    """One line of the overview."""

    item: UUID
    title: str
    url: str
    totals: Totals
    told: int
    to_answer: int
    trend: str

    @property
    def is_used(self) -> bool:
        """Whether there is anything to tell."""
        return self.totals != Totals() or self.told > 0


@dataclass(frozen=True, slots=True)
class Use:
    """Everything of one item."""

    title: str
    url: str
    totals: Totals
    months: Sequence[MonthTotals]
    trend: str
    experiences: Sequence[Experience]


def own_pages(user: Any) -> list[Page]:
    """Return the items of a maker that everybody may open, by title."""
    public = public_pages().filter(owner=user.pk)
    return list(public.order_by("title", "pk")[:MOST_ITEMS])


def overview(pages: Sequence[Page], today: date | None = None) -> list[ItemUse]:
    """Return one line per item: what asks for an answer first, then what is read most.

    Seven queries, however many items there are.
    """
    today = today or timezone.localdate()
    pks = [page.pk for page in pages]
    numbers, counted = permanent_ids(pks), totals(pks)
    months = per_month(pks, _months_ago(today, 2))
    told: dict[int, int] = dict.fromkeys(pks, 0)
    to_answer: dict[int, int] = dict.fromkeys(pks, 0)
    rows = Experience.objects.filter(page__in=pks).exclude(state=State.REFUSED)
    for page, state, has_text, reply in rows.values_list(
        "page", "state", "text", "reply"
    ).order_by():
        told[page] += 1
        to_answer[page] += bool(state == State.SHOWN and has_text and reply is None)
    lines = [
        ItemUse(
            item=numbers[page.pk],
            title=page.title,
            url=page.get_url() or "",
            totals=counted[page.pk],
            told=told[page.pk],
            to_answer=to_answer[page.pk],
            trend=trend(months[page.pk], today),
        )
        for page in pages
        if page.pk in numbers
    ]
    return sorted(lines, key=lambda one: (-one.to_answer, -one.totals.views, one.title))


def use_of(page: Page, today: date | None = None) -> Use:
    """Return how one item is used: the last twelve months, and all that people wrote."""
    today = today or timezone.localdate()
    months = per_month([page.pk], _months_ago(today, MONTHS - 1))[page.pk]
    shown = Experience.objects.filter(page=page.pk, state=State.SHOWN).exclude(text="")
    return Use(
        title=page.title,
        url=page.get_url() or "",
        totals=totals([page.pk])[page.pk],
        months=months,
        trend=trend(months, today),
        experiences=list(shown.select_related("reply").order_by("-told_at", "-pk")),
    )


def trend(months: Sequence[MonthTotals], today: date) -> str:
    """Return in words whether the last whole month was read more than the month before it.

    Fewer than ten readers in both say nothing, and neither does a tenth more or less.
    """
    views = {one.month: one.totals.views for one in months}
    last, before = (views.get(_months_ago(today, ago), 0) for ago in (1, 2))
    if max(last, before) < 10:
        return "te weinig om te vergelijken"
    if last > before * 1.1:
        return "vaker gelezen dan een maand eerder"
    if last < before * 0.9:
        return "minder gelezen dan een maand eerder"
    return "ongeveer even vaak gelezen"


def _months_ago(today: date, months: int) -> date:
    """Return the first day of the month so many months before."""
    number = today.year * 12 + today.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
