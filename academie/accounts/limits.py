"""How often something may be tried: so often that no person ever notices, too few for a machine.

Counted in the database, so that it holds for all processes (docs/adr/0017). What is kept is a keyed
hash; a day later it is gone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from academie.accounts.models import Attempt
from academie.core.client_address import client_address, household

KEEP = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries within some time, for each who."""

    kind: str
    most: int
    within: timedelta


_FIVE = timedelta(minutes=5)

PASSWORD_OF = Limit("wachtwoord", 10, _FIVE)
"""Wrong passwords for one name, whether there is such an account or not."""

PASSWORD_FROM = Limit("wachtwoord-van", 10, _FIVE)
"""Wrong passwords from one connection. In a school that may hold up a colleague too: few people
have a password, and whoever has one can use a mail link meanwhile."""

CODE_OF = Limit("code", 5, _FIVE)
"""Wrong codes of the second step for one account."""

ASKED_FROM = Limit("gevraagd-van", 60, _FIVE)
"""Mails to log in that one connection asks for: a whole school at the start of a meeting."""

PASSKEY_FROM = Limit("sleutel-van", 60, _FIVE)
"""Logins with a passkey from one connection."""


class TooManyError(Exception):
    """A limit was reached."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a try counts for: `value` is who or what, in the clear."""

    limit: Limit
    value: str


def from_connection(limit: Limit, request: HttpRequest) -> list[Counted]:
    """Return what a request counts for by where it comes from; nothing when that is unknown."""
    address = client_address(request)
    return [Counted(limit, household(address))] if address is not None else []


@transaction.atomic
def take(counted: Iterable[Counted], now: datetime | None = None) -> list[int]:
    """Count one try before it is made, so that a thousand at once are counted too.

    Return what `give_back` needs. Raises `TooManyError` when there were as many as may be.
    """
    now = now or timezone.now()
    wanted = list(counted)
    _hold(wanted)
    for one in wanted:
        since = now - one.limit.within
        rows = Attempt.objects.filter(
            kind=one.limit.kind, who__in={_who(one, now), _who(one, since)}, at__gt=since
        )
        if rows.count() >= one.limit.most:
            raise TooManyError(one.limit.kind)
    made = Attempt.objects.bulk_create(
        [Attempt(kind=one.limit.kind, who=_who(one, now), at=now) for one in wanted]
    )
    return [row.pk for row in made]


def give_back(taken: Iterable[int]) -> None:
    """Do not count a try: it was the right one."""
    Attempt.objects.filter(pk__in=list(taken)).delete()


def forget(now: datetime) -> int:
    """Delete what no limit counts any more; return how many rows."""
    return Attempt.objects.filter(at__lte=now - KEEP).delete()[0]


def _hold(counted: Iterable[Counted]) -> None:
    """Let nobody else count the same until this transaction ends; on SQLite it does so itself."""
    if connection.vendor != "postgresql":
        return
    numbers = sorted(_number(one) for one in counted)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number", [numbers]
        )


def _who(one: Counted, at: datetime) -> str:
    """Another hash every day: nobody can be followed by it."""
    value = f"{at:%Y-%m-%d} {one.value}"
    return salted_hmac("accounts.attempt", value, algorithm="sha256").hexdigest()


def _number(one: Counted) -> int:
    digest = hashlib.sha256(f"accounts {one.limit.kind} {one.value}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
