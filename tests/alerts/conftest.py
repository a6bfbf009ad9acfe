"""Somebody who follows something, and a clock that stands still."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from academie.alerts import digests, following, matching, standing
from academie.alerts.followed import from_query
from academie.alerts.models import MatchProgress, SavedSearch
from academie.mail.models import OutgoingMail


@pytest.fixture(autouse=True)
def _no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another test's searches are not this one's."""
    monkeypatch.setattr(matching, "standing", standing.Standing())


@pytest.fixture
def follow(db) -> Callable[..., SavedSearch]:
    """Let somebody follow a search, confirmed, as of a week ago."""

    def make(query: str = "", email: str = "jan@school.nl", frequency: str = "dag", **values):
        following.ask(email, from_query(query), frequency)
        search = SavedSearch.objects.get(follower__email=email, query=query)
        following.confirm(search.public)
        OutgoingMail.objects.all().delete()
        past = timezone.now() - timedelta(days=8)
        SavedSearch.objects.filter(pk=search.pk).update(**({"confirmed_at": past} | values))
        search.refresh_from_db()
        return search

    return make


@pytest.fixture
def begun(site) -> None:
    """A site on which everything that is there is known."""
    matching.begin()
    assert MatchProgress.objects.exists()


@pytest.fixture
def morning() -> datetime:
    """The next moment at which all mail is due: a Monday, a quarter past seven."""
    now = timezone.localtime() + timedelta(days=1)
    days = (digests.MONDAY - now.weekday()) % 7
    return (now + timedelta(days=days)).replace(hour=7, minute=15)
