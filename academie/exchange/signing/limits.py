"""How many may sign up: so many that no school ever notices, too few to flood anybody with mail.

Counted in the transaction of the sign-up itself (`core.limits`).
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from academie.core.limits import Limit, TooManyError

CONNECTION = Limit("aansluiting", 60, timedelta(minutes=5))
SESSION = Limit("moment", 2_000, timedelta(hours=1), exact=False)
"""Not exact: the lock of the session itself already makes everybody wait, and once is enough."""

RECIPIENT = Limit("ontvanger", 5, timedelta(days=1))

_WHY = {
    CONNECTION.kind: "Er zijn vanaf uw netwerk net heel veel aanmeldingen gedaan.",
    SESSION.kind: "Het is nu erg druk met aanmeldingen.",
    RECIPIENT.kind: "Met dit e-mailadres zijn vandaag al 5 aanmeldingen gedaan.",
}


def sentence(busy: TooManyError, now: datetime) -> str:
    """Return what the person reads: what is wrong, and when she can try again."""
    # Up to a whole minute, or the clock on the wall would be too early.
    at = timezone.localtime(busy.until + timedelta(seconds=59))
    clock = f"{at.hour}.{at.minute:02d} uur"
    is_today = at.date() == timezone.localtime(now).date()
    when = clock if is_today else f"{date_format(at, 'l j F')} om {clock}"
    return (
        f"{_WHY[busy.limit.kind]} Wij hebben niets bewaard. Probeer het na {when} nog eens: "
        "wat u hebt ingevuld staat er nog."
    )
