"""So often and not once more; what is counted with tells nothing of anybody, and goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.core import jobs, limits
from academie.core.limits import Counted, Limit, TooManyError
from academie.core.models import Attempt

pytestmark = pytest.mark.django_db

TWICE = Limit("proef", 2, timedelta(minutes=5))
ONCE = Limit("proef-eens", 1, timedelta(days=1))
NOOR = Counted(TWICE, "noor@school.nl")


def test_so_often_and_not_once_more():
    now = timezone.now()
    limits.take([NOOR], now)
    limits.take([NOOR], now + timedelta(minutes=1))
    with pytest.raises(TooManyError) as busy:
        limits.take([NOOR], now + timedelta(minutes=2))
    assert (busy.value.until, busy.value.seconds(now)) == (now + timedelta(minutes=5), 300)
    assert Attempt.objects.count() == 2
    limits.take([NOOR], now + timedelta(minutes=5))


def test_one_full_limit_counts_for_no_other():
    full = Counted(ONCE, "noor@school.nl")
    limits.take([full])
    with pytest.raises(TooManyError):
        limits.take([NOOR, full])
    assert not Attempt.objects.filter(kind=TWICE.kind).exists()


def test_each_who_and_each_kind_is_counted_apart():
    for limit in (ONCE, Limit("proef-anders", 1, timedelta(days=1))):
        for who in ("noor", "eva"):
            limits.take([Counted(limit, who)])
    assert Attempt.objects.count() == 4


def test_nothing_to_count_is_never_too_much():
    assert limits.take([]) == []


def test_what_is_given_back_does_not_count():
    for _ in range(5):
        limits.give_back(limits.take([NOOR]))
    assert not Attempt.objects.exists()


def test_a_window_reaches_over_midnight():
    late = timezone.now().replace(hour=23, minute=59)
    counted = [Counted(ONCE, "noor@school.nl")]
    limits.note(counted, late)
    with pytest.raises(TooManyError) as busy:
        limits.check(counted, late + timedelta(minutes=2))
    assert busy.value.until == late + timedelta(days=1)
    limits.check(counted, late + timedelta(days=1))


def test_what_is_kept_tells_nobody_and_differs_every_day():
    now = timezone.now()
    limits.note([NOOR], now)
    limits.note([NOOR], now + timedelta(days=1))
    first, second = Attempt.objects.values_list("who", flat=True)
    assert first != second
    assert len(first) == len(second) == 64


def test_after_a_day_it_is_gone():
    now = timezone.now()
    limits.note([NOOR], now - timedelta(hours=25))
    limits.note([NOOR], now - timedelta(hours=1))
    job = next(job for job in jobs.jobs() if job.name == "tellingen voor grenzen wissen")
    assert job.run()
    assert Attempt.objects.count() == 1
    assert not job.run()
