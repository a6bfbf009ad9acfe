"""Days become months, rare words go, and yesterday's secret is gone."""

from datetime import date, timedelta

import pytest

from academie.figures import ageing
from academie.figures.counting import count
from academie.figures.models import DayCount, DaySalt, FoundWith, MonthCount, What
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


def test_only_whole_months_of_over_thirteen_months_ago_are_folded(page):
    days = [date(2025, 8, 3), date(2025, 8, 31), date(2025, 9, 30), date(2025, 10, 1), TODAY]
    for day in days:
        count(page.pk, What.VIEWS, day=day)
    assert ageing.fold_days(TODAY) == 3
    months = MonthCount.objects.order_by("month").values_list("month", "count")
    assert list(months) == [(date(2025, 8, 1), 2), (date(2025, 9, 1), 1)]
    assert sorted(DayCount.objects.values_list("day", flat=True)) == days[3:]


def test_folding_again_adds_to_the_same_month(page):
    for _ in range(2):
        count(page.pk, What.VIEWS, day=date(2025, 8, 3))
        ageing.tidy(TODAY)
    assert MonthCount.objects.get().count == 2
    assert not ageing.tidy(TODAY)


def test_rare_words_go_after_thirty_days_and_all_after_thirteen_months(page):
    def found(text, days, times):
        week = TODAY - timedelta(days=days)
        FoundWith.objects.create(page_id=page.pk, week=week, text=text, count=times)

    found("vaak", 60, 2)
    found("vaak", 10, 1)
    found("zelden", 60, 2)
    found("nieuw", 10, 1)
    found("oud", 400, 50)
    assert ageing.forget_words(TODAY) == 2
    left = FoundWith.objects.values_list("text", flat=True)
    assert sorted(left) == ["nieuw", "vaak", "vaak"]


def test_the_secret_of_yesterday_is_deleted(db):
    DaySalt.objects.create(day=TODAY - timedelta(days=1), salt="00")
    DaySalt.objects.create(day=TODAY, salt="01")
    assert ageing.tidy(TODAY)
    assert DaySalt.objects.get().day == TODAY
