"""Makers of events at given local times."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from academie.exchange.models import TrainingEventPage, TrainingSession
from tests import factories

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def local(year, month, day, hour=0, minute=0, fold=0):
    """Return a moment in Amsterdam; ``fold`` 1 is the second of an hour that comes twice."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM, fold=fold)


def session(start, *, hours=2, end=None, **values):
    """Return a session that is not saved yet."""
    end = end or start + timedelta(hours=hours)
    return TrainingSession(start=start, end=end, **({"location": "Wijkteam"} | values))


def make_event(site, *sessions, publish=True, **values):
    """Make an event with exactly these sessions."""
    page = factories.make_training(site, publish=False, **values)
    page.sessions = list(sessions)
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()
    return TrainingEventPage.objects.get(pk=page.pk)
