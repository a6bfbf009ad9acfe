"""How many may sign up: so many that no school ever notices, too few to flood anybody with mail.

Counted in the database, in the transaction of the sign-up itself, so that it holds for all
processes. What is kept are keyed hashes that differ every day; a day later they are gone.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from academie.exchange.models import Attempt

KEEP = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many new sign-ups within some time; `why` is what the person reads."""

    kind: str
    most: int
    within: timedelta
    why: str


CONNECTION = Limit(
    "aansluiting",
    60,
    timedelta(minutes=5),
    "Er zijn vanaf uw netwerk net heel veel aanmeldingen gedaan.",
)
SESSION = Limit("moment", 2_000, timedelta(hours=1), "Het is nu erg druk met aanmeldingen.")
RECIPIENT = Limit(
    "ontvanger", 5, timedelta(days=1), "Met dit e-mailadres zijn vandaag al 5 aanmeldingen gedaan."
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a sign-up counts for: `value` is who or what, in the clear."""

    limit: Limit
    value: str


class TooMany(Exception):
    """A limit was reached; nothing was kept. `until` is when there is room again."""

    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.kind)
        self.limit = limit
        self.until = until

    def seconds(self, now: datetime) -> int:
        """Return after how many seconds to try again."""
        return max(1, math.ceil((self.until - now).total_seconds()))

    def sentence(self, now: datetime) -> str:
        """Return what the person reads: what is wrong, and when she can try again."""
        # Up to a whole minute, or the clock on the wall would be too early.
        at = timezone.localtime(self.until + timedelta(seconds=59))
        clock = f"{at.hour}.{at.minute:02d} uur"
        when = clock if at.date() == timezone.localtime(now).date() else f"{_day(at)} om {clock}"
        return (
            f"{self.limit.why} Wij hebben niets bewaard. Probeer het na {when} nog eens: "
            "wat u hebt ingevuld staat er nog."
        )


def hold(counted: Iterable[Counted]) -> None:
    """Let nobody else count the same person or connection until this transaction ends.

    On SQLite the transaction itself does that. Taken before the lock of the session, and in one
    order, so that no two transactions wait for each other. A session is not held: its own lock
    does that, and this one would make everybody wait longer for a limit that may be some too many.
    """
    if connection.vendor != "postgresql":
        return
    numbers = sorted(_number(one) for one in counted if one.limit.kind != SESSION.kind)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers]
        )


def check(counted: Sequence[Counted], now: datetime) -> None:
    """Raise `TooMany` when one more would be too many."""
    if not any(_full(counted, now)):
        return
    for one in counted:
        limit = one.limit
        since = now - limit.within
        hashes = {_who(one, now), _who(one, since)}
        rows = Attempt.objects.filter(kind=limit.kind, who__in=hashes, at__gt=since)
        # The row that has to fall out of the window before there is room.
        times = rows.order_by("-at").values_list("at", flat=True)
        full = list(times[limit.most - 1 : limit.most])
        if full:
            raise TooMany(limit, full[0] + limit.within)


_NTH = (
    "EXISTS (SELECT 1 FROM exchange_attempt WHERE kind = %s AND who IN (%s, %s) AND at > %s"
    " LIMIT 1 OFFSET %s)"
)


def _full(counted: Sequence[Counted], now: datetime) -> tuple[bool, ...]:
    """Return for each whether its limit was reached: one query, by far the most common case.

    Written out: three questions to the ORM cost more than all that the database does here.
    """
    values: list[str | int | None] = []
    for one in counted:
        since = now - one.limit.within
        at = connection.ops.adapt_datetimefield_value(since)
        values += [one.limit.kind, _who(one, now), _who(one, since), at, one.limit.most - 1]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([_NTH] * len(counted))}", values)
        found: tuple[bool, ...] = cursor.fetchone()
    return found


def note(counted: Iterable[Counted], now: datetime) -> list[Attempt]:
    """Write down that somebody new signs up; return the rows."""
    return Attempt.objects.bulk_create(
        [Attempt(kind=one.limit.kind, who=_who(one, now), at=now) for one in counted]
    )


def take_back(noted: Iterable[Attempt]) -> None:
    """Delete such rows: she was not new."""
    pks = [row.pk for row in noted]
    if pks:
        Attempt.objects.filter(pk__in=pks).delete()


def forget(now: datetime) -> int:
    """Delete what no limit counts any more; return how many rows."""
    deleted, _ = Attempt.objects.filter(at__lte=now - KEEP).delete()
    return deleted


def _who(one: Counted, at: datetime) -> str:
    value = f"{at:%Y-%m-%d} {one.value}"
    return salted_hmac("exchange.attempt", value, algorithm="sha256").hexdigest()


def _number(one: Counted) -> int:
    digest = hashlib.sha256(f"{one.limit.kind} {one.value}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


def _day(moment: datetime) -> str:
    return f"{date_format(moment, 'l j F')}"
