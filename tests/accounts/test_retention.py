"""Accounts that nobody uses go, after one warning."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from academie.accounts import links, retention
from academie.accounts.models import LoginLink, User
from academie.core.jobs import jobs
from tests import factories
from tests.accounts.mails import sent_to

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def account(username="lid", idle=0, **values):
    user = factories.make_user(username, email=f"{username}@school.nl", **values)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() - idle * DAY)
    return user


def there(user):
    return User.objects.filter(pk=user.pk).exists()


def test_one_warning_thirty_days_before_and_then_gone(site):
    user, now = account(idle=700), timezone.now()
    retention.tidy(now)
    retention.tidy(now + DAY)
    (mail,) = sent_to("lid@school.nl")
    assert mail.subject == "Uw account loopt af"
    retention.tidy(now + 29 * DAY)
    assert there(user)
    retention.tidy(now + 31 * DAY)
    assert not there(user)
    assert len(sent_to("lid@school.nl")) <= 1


def test_who_uses_it_keeps_it(site):
    user = account(idle=699)
    retention.tidy()
    assert there(user)
    assert not sent_to("lid@school.nl")


def test_logging_in_after_the_warning_keeps_it_and_starts_anew(site):
    user, now = account(idle=720), timezone.now()
    retention.tidy(now)
    _, token = links.make(user.email, user)
    Client().post(f"/inloggen/link/?t={token}")
    retention.tidy(now + 40 * DAY)
    assert there(user)
    assert User.objects.get(pk=user.pk).warned_at is None


def test_nobody_goes_without_thirty_days_of_warning(site):
    user, now = account(idle=2000), timezone.now()
    retention.tidy(now)
    assert there(user)
    retention.tidy(now + 29 * DAY)
    assert there(user)
    retention.tidy(now + 30 * DAY)
    assert not there(user)


def test_never_used_counts_from_the_day_it_was_made(site):
    user = factories.make_user("nooit", date_joined=timezone.now() - 705 * DAY)
    retention.tidy()
    assert User.objects.get(pk=user.pk).warned_at is not None


@pytest.mark.parametrize("kind", ["is_superuser", "is_demo"])
def test_some_accounts_stay(site, kind):
    user, now = account(idle=3000, **{kind: True}), timezone.now()
    retention.tidy(now)
    retention.tidy(now + 60 * DAY)
    assert there(user)


def test_links_and_sessions_that_ended_go(site):
    from django.contrib.sessions.models import Session

    links.make("a@b.nl", None)
    client = Client()
    client.force_login(account())
    Session.objects.update(expire_date=timezone.now() - DAY)
    assert retention.tidy(timezone.now() + timedelta(minutes=16)) is True
    assert not LoginLink.objects.exists()
    assert not Session.objects.exists()


def test_it_is_a_job_of_every_night():
    (job,) = [job for job in jobs() if job.run is retention.tidy]
    assert job.every == 24 * 3600
