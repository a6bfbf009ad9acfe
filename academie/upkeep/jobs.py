"""The worker's share in keeping things true. Every job may run twice at once."""

from django.conf import settings

from academie.core.jobs import register_job
from academie.upkeep.files import tidying
from academie.upkeep.links.checking import default_checker
from academie.upkeep.links.collect import collect_all
from academie.upkeep.links.telling import tell_makers
from academie.upkeep.reports import kept
from academie.upkeep.reviewing.due import remind
from academie.upkeep.versions.news import send_news

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0

_checker = default_checker()


def check_links() -> bool:
    """Look at a few links, unless this installation does not go out on the internet."""
    return bool(settings.LINK_CHECK) and _checker.round()


def register() -> None:
    """Called once, when the app is ready."""
    register_job("nieuwe versies melden", send_news, every=10.0)
    register_job("op tijd nakijken", remind, every=HOUR)
    register_job("meldingen doorgeven", kept.escalate, every=HOUR)
    register_job("meldingen opruimen", kept.forget, every=DAY)
    register_job("links verzamelen", collect_all, every=DAY)
    register_job("links bekijken", check_links, every=2.0)
    register_job("makers over links", tell_makers, every=HOUR)
    register_job("ongebruikte bestanden opruimen", tidying.tidy, every=DAY)
