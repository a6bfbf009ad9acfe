"""The worker's round of links: a few at a time, beside its other work, politely."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from academie.upkeep.links.fetch import Look, Terms, look
from academie.upkeep.models import ExternalLink, LinkUse

AT_ONCE = 4
A_SECOND = 1.0
LEASE = timedelta(minutes=10)
"""A link that a worker died with is looked at again after this."""

WEEK, DAY = timedelta(days=7), timedelta(days=1)
DEAD_AFTER = 4
"""Failures on so many different days, one after the other."""

Outcome = ExternalLink.Outcome


class Pace:
    """At most one request per host per second; a host is one process's at a time (`claim`)."""

    def __init__(self, seconds: float = A_SECOND) -> None:
        self._seconds, self._next, self._lock = seconds, dict[str, float](), Lock()

    def __call__(self, host: str) -> None:
        """Wait for this host's turn."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next.get(host, 0.0))
            self._next = {one: when for one, when in self._next.items() if when > now}
            self._next[host] = at + self._seconds
        time.sleep(max(0.0, at - time.monotonic()))


class Checker:
    """Looks in threads that touch no database; the worker only gives out and writes down."""

    def __init__(self, see: Callable[[str, dict[str, str]], Look]) -> None:
        self._see = see
        self._pool: ThreadPoolExecutor | None = None
        self._busy: dict[int, Future[Look]] = {}

    def round(self, now: datetime | None = None) -> bool:
        """Write down what was found, give out what is due; never waits. Whether there was any."""
        now = now or timezone.now()
        done = [pk for pk, future in self._busy.items() if future.done()]
        for pk in done:
            write_down(pk, self._busy.pop(pk).result(), now)
        claimed = claim(AT_ONCE - len(self._busy), now) if len(self._busy) < AT_ONCE else []
        for link in claimed:
            self._pool = self._pool or ThreadPoolExecutor(AT_ONCE, "links")
            self._busy[link.pk] = self._pool.submit(self._see, link.url, known_of(link))
        return bool(done or claimed)

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way."""
        return bool(self._busy)


def claim(most: int, now: datetime) -> list[ExternalLink]:
    """Return due links, one of each host, that no other worker looks at.

    The other due links of that host are put off together, in one statement: whoever changes them
    has the host to itself.
    """
    due = ExternalLink.objects.filter(check_after__lte=now).order_by("check_after", "pk")
    found: list[ExternalLink] = []
    for link in due[: most * 10]:
        if len(found) == most:
            break
        if link.host in {one.host for one in found}:
            continue
        with transaction.atomic():
            own = ExternalLink.objects.filter(pk=link.pk, check_after__lte=now)
            if own.update(check_after=now + LEASE):
                rest = ExternalLink.objects.filter(host=link.host, check_after__lte=now)
                rest.update(check_after=now + timedelta(seconds=30))
                found.append(link)
    return found


def known_of(link: ExternalLink) -> dict[str, str]:
    """Return the headers that let a site answer 'not changed'."""
    pairs = {"If-None-Match": link.etag, "If-Modified-Since": link.last_modified}
    return {name: value for name, value in pairs.items() if value}


def write_down(pk: int, seen: Look, now: datetime) -> None:
    """Keep what a look told. A failure counts once a day; any other answer ends the row of them."""
    link = ExternalLink.objects.filter(pk=pk).first()
    if link is None:
        return
    today = timezone.localdate(now)
    failed = seen.outcome in ExternalLink.BROKEN
    if failed and link.failed_on != today:
        link.failures, link.failed_on = link.failures + 1, today
    elif not failed:
        if link.failures >= DEAD_AFTER:
            LinkUse.objects.filter(link=link).update(told_at=None)
        link.failures, link.failed_on = 0, None
    link.outcome, link.status, link.checked_at = seen.outcome, seen.status, now
    link.etag, link.last_modified = seen.etag, seen.last_modified
    doubtful = failed and link.failures < DEAD_AFTER
    link.check_after = now + (DAY if doubtful else WEEK)
    link.save()


def default_checker() -> Checker:
    """Return the checker of the worker."""
    pace = Pace()

    def see(url: str, known: dict[str, str]) -> Look:
        return look(url, Terms(_agent(), pace=pace), known)

    return Checker(see)


def _agent() -> str:
    name = getattr(settings, "WAGTAIL_SITE_NAME", "Onderwijs-Zorg Academie")
    return f"{name} linkcontrole (+{settings.WAGTAILADMIN_BASE_URL})"
