"""One more, one less, and words."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academie.figures import ageing
from academie.figures.counting import count, count_words, take_back
from academie.figures.models import DayCount, FoundWith, MonthCount, What
from academie.figures.totals import MIN_WORDS, per_month, totals
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def page(site):
    return factories.make_toolkit(site)


def test_counts_of_a_day_are_one_row(page):
    for _ in range(3):
        count(page.pk, What.VIEWS)
    count(page.pk, What.SAVES)
    rows = DayCount.objects.values_list("page", "day", "what", "count")
    today = timezone.localdate()
    assert sorted(rows) == [(page.pk, today, "bewaard", 1), (page.pk, today, "gezien", 3)]


def test_taking_back_never_goes_below_nothing(page):
    count(page.pk, What.SAVES, day=TODAY)
    take_back(page.pk, What.SAVES, TODAY)
    take_back(page.pk, What.SAVES, TODAY)
    assert DayCount.objects.get().count == 0


def test_a_save_is_taken_back_from_its_month_when_its_day_is_gone(page):
    long_ago = TODAY - timedelta(days=500)
    count(page.pk, What.SAVES, day=long_ago)
    count(page.pk, What.SAVES, day=long_ago)
    ageing.fold_days(TODAY)
    take_back(page.pk, What.SAVES, long_ago)
    assert MonthCount.objects.get().count == 1


@pytest.mark.parametrize(
    "words", ["jan@school.nl", "06 12345678", "3021 AB", "123456782", "", "  ", "x" * 81]
)
def test_words_that_may_be_about_somebody_are_not_kept(page, words):
    assert not count_words(page.pk, words)
    assert not FoundWith.objects.exists()


def test_words_are_shown_from_three_times_on(page):
    for _ in range(MIN_WORDS - 1):
        count_words(page.pk, "Timmy de Wit ")
    for _ in range(MIN_WORDS):
        count_words(page.pk, "TOS in de klas")
    words = totals([page.pk])[page.pk].words
    assert [(one.text, one.count) for one in words] == [("tos in de klas", MIN_WORDS)]


def test_totals_add_days_and_months_and_know_unused_items(page, site):
    other = factories.make_nieuws(site)
    for day in (TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=600)):
        count(page.pk, What.VIEWS, day=day)
    count(page.pk, What.USEFUL, day=TODAY)
    count(page.pk, What.NOT_USEFUL, day=TODAY)
    count(page.pk, What.UNCLEAR, day=TODAY)
    ageing.fold_days(TODAY)
    found = totals([page.pk, other.pk])
    assert (found[page.pk].views, found[page.pk].answers) == (3, 2)
    assert [(one.label, one.count) for one in found[page.pk].missed] == [
        ("Het is niet duidelijk genoeg", 1)
    ]
    assert found[other.pk].views == 0
    assert totals([page.pk], since=TODAY)[page.pk].views == 1


def test_totals_ask_the_same_for_many_items(page, site, django_assert_num_queries):
    pks = [page.pk, *(factories.make_nieuws(site, title=f"Bericht {n}").pk for n in range(5))]
    with django_assert_num_queries(3):
        totals(pks)


def test_months_are_newest_first(page):
    for day in (date(2026, 9, 2), date(2026, 11, 1), date(2026, 11, 23)):
        count(page.pk, What.VIEWS, day=day)
    months = per_month([page.pk], date(2026, 9, 1))[page.pk]
    assert [(one.month, one.totals.views) for one in months] == [
        (date(2026, 11, 1), 2),
        (date(2026, 9, 1), 1),
    ]
