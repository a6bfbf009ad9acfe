"""A limit on guessing addresses at the door. Only misses count."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from academie.core.client_address import client_address, household
from academie.core.limits import Counted, Limit, TooManyError, check, note

DOOR = Limit("deur", 60, timedelta(minutes=10))


def too_many(request: HttpRequest) -> bool:
    """Return whether so many guesses came from here that nobody is let in by address for now."""
    try:
        check(_counted(request), timezone.now())
    except TooManyError:
        return True
    return False


def note_miss(request: HttpRequest) -> None:
    """Count an address without a place."""
    note(_counted(request), timezone.now())


def _counted(request: HttpRequest) -> list[Counted]:
    address = client_address(request)
    # A server behind a socket file knows no address; then everybody is one.
    return [Counted(DOOR, household(address) if address else "")]
