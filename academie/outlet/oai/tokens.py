"""Resumption tokens: all that is needed to go on, signed, so that the server remembers nothing.

A list goes by (stamp, number). Whatever changes during a harvest gets a later stamp and so comes
at the end of the list; what goes becomes a tombstone there. Nothing moves from what is still to
come to what was given already, so nothing is missed.
"""

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from django.core import signing

from academie.outlet.oai.errors import BadResumptionToken

HOURS = 24
_SALT = "outlet.oai"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a harvest is: what was asked, what was given last and how many there were before."""

    verb: str
    prefix: str
    set: str = ""
    start: str = ""
    stop: str = ""
    stamp: str = ""
    number: str = ""
    cursor: int = 0

    def after(self, stamp: datetime, number: uuid.UUID, given: int) -> "Place":
        """Return the place behind this item."""
        return replace(self, stamp=_text(stamp), number=number.hex, cursor=self.cursor + given)

    @property
    def period(self) -> tuple[datetime | None, datetime | None]:
        """From and until."""
        return _moment(self.start), _moment(self.stop)

    @property
    def last(self) -> tuple[datetime, uuid.UUID] | None:
        """What was given last; None at the beginning."""
        stamp = _moment(self.stamp)
        return (stamp, uuid.UUID(self.number)) if stamp else None


def begin(
    verb: str, prefix: str, set_: str, start: datetime | None, stop: datetime | None
) -> Place:
    """Return the beginning of a list."""
    return Place(verb, prefix, set_, _text(start), _text(stop))


def write(place: Place) -> str:
    """Return the token that goes on at this place."""
    return signing.dumps(asdict(place), salt=_SALT, compress=True)


def read(token: str, verb: str) -> Place:
    """Return the place in a token. Raises `BadResumptionToken`."""
    try:
        place = Place(**signing.loads(token, salt=_SALT, max_age=timedelta(hours=HOURS)))
    except (signing.BadSignature, TypeError, ValueError):
        raise BadResumptionToken("This resumptionToken is unknown or has expired.") from None
    if place.verb != verb:
        raise BadResumptionToken("This resumptionToken belongs to another verb.")
    return place


def _text(value: datetime | None) -> str:
    return value.astimezone(UTC).isoformat() if value else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
