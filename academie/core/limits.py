"""How often something may be done: so often that no person ever notices, too few for a machine.

Counted in the database, so that it holds for all processes. What is kept are keyed hashes that
differ every day; a day later they are gone.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from academie.core.client_address import client_address, household
from academie.core.models import Attempt

KEEP = timedelta(days=1)
"""No limit looks back longer."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many within some time, for each who. `kind` tells limits apart.

    Without `exact` nobody waits for who comes at the same moment, and it may become some more.
    """

    kind: str
    most: int
    within: timedelta
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a try counts for: `value` is who or what, in the clear."""

    limit: Limit
    value: str


class TooManyError(Exception):
    """A limit was reached; nothing was counted. `until` is when there is room again."""

    def __init__(self, limit: Limit, until: datetime) -> None:
        super().__init__(limit.kind)
        self.limit = limit
        self.until = until

    def seconds(self, now: datetime) -> int:
        """Return after how many seconds to try again."""
        return max(1, math.ceil((self.until - now).total_seconds()))


def from_connection(limit: Limit, request: HttpRequest) -> list[Counted]:
    """Return what a request counts for by where it comes from; nothing when that is unknown."""
    address = client_address(request)
    return [Counted(limit, household(address))] if address is not None else []


@transaction.atomic
def take(counted: Iterable[Counted], now: datetime | None = None) -> list[Attempt]:
    """Count one try before it is made, so that a thousand at once are counted too.

    Return what `give_back` needs. Raises `TooManyError` when there were as many as may be.
    """
    now, wanted = now or timezone.now(), list(counted)
    hold(wanted)
    check(wanted, now)
    return note(wanted, now)


def hold(counted: Iterable[Counted]) -> None:
    """Let nobody else count the same until this transaction ends; on SQLite it does so itself.

    In one order, so that no two transactions wait for each other. Who takes other locks takes them
    after this.
    """
    if connection.vendor != "postgresql":
        return
    numbers = sorted(_number(one) for one in counted if one.limit.exact)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers]
        )


def check(counted: Sequence[Counted], now: datetime) -> None:
    """Raise `TooManyError` when one more would be too many."""
    if not counted or not any(_full(counted, now)):
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
            raise TooManyError(limit, full[0] + limit.within)


_NTH = (
    "EXISTS (SELECT 1 FROM core_attempt WHERE kind = %s AND who IN (%s, %s) AND at > %s"
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
    """Write down that somebody tries; return the rows."""
    return Attempt.objects.bulk_create(
        [Attempt(kind=one.limit.kind, who=_who(one, now), at=now) for one in counted]
    )


def give_back(noted: Iterable[Attempt]) -> None:
    """Do not count a try after all."""
    pks = [row.pk for row in noted]
    if pks:
        Attempt.objects.filter(pk__in=pks).delete()


def forget(now: datetime) -> int:
    """Delete what no limit counts any more; return how many rows."""
    return Attempt.objects.filter(at__lte=now - KEEP).delete()[0]


def _who(one: Counted, at: datetime) -> str:
    """Another hash every day: nobody can be followed by it."""
    value = f"{at:%Y-%m-%d} {one.value}"
    return salted_hmac("core.attempt", value, algorithm="sha256").hexdigest()


def _number(one: Counted) -> int:
    digest = hashlib.sha256(f"{one.limit.kind} {one.value}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
