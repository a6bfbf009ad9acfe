"""Telling clients apart for one day, without keeping who they are.

A mark is a hash with the secret of the day (`DaySalt`) over what a connection and a browser show by
themselves. It differs per purpose and per day, and when the day is over the secret is deleted:
from then on nobody can find out whose mark it was, or that two marks are of the same person.
"""

import hashlib
import hmac
import secrets
from datetime import date

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from academie.core.client_address import client_address, household
from academie.figures.models import DaySalt

MINUTE, DAY = 60, 24 * 3600
LENGTH = 32
"""Letters of a mark: 128 bits."""

_known: dict[date, bytes] = {}


def connection_mark(request: HttpRequest, purpose: str) -> str:
    """Return the mark of a connection: a school that shares one has one."""
    return _mark(purpose, _connection(request))


def browser_mark(request: HttpRequest, purpose: str) -> str:
    """Return the mark of a browser on a connection, so that colleagues mostly differ."""
    shown = (request.headers.get(name, "") for name in ("User-Agent", "Accept-Language"))
    return _mark(purpose, "\n".join((_connection(request), *shown)))


def within(limit: int, mark: str) -> bool:
    """Return whether this is at most the limit-th time within a minute; kept in the cache only."""
    key = f"tel:{mark}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) <= limit
    except ValueError:
        # It ran out between the two lines: a new minute has begun.
        return True


def first_today(mark: str) -> bool:
    """Return whether this mark was not given before; kept in the cache only, and for a day."""
    return bool(cache.add(f"tel:vandaag:{mark}", 1, DAY))


def forget_salts(today: date | None = None) -> int:
    """Delete the secrets of days that are over; return how many."""
    deleted, _ = DaySalt.objects.filter(day__lt=today or timezone.localdate()).delete()
    return deleted


def _connection(request: HttpRequest) -> str:
    address = client_address(request)
    # A server behind a socket file knows no address; then everybody is one.
    return household(address) if address else ""


def _mark(purpose: str, value: str) -> str:
    message = f"{purpose}\n{value}".encode()
    return hmac.new(_salt(timezone.localdate()), message, hashlib.sha256).hexdigest()[:LENGTH]


def _salt(day: date) -> bytes:
    if day not in _known:
        row, made = DaySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_hex(32)})
        if made:
            forget_salts(day)
        _known.clear()
        _known[day] = bytes.fromhex(row.salt)
    return _known[day]
