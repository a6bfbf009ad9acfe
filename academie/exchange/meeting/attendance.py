"""Who was there. Marks may come late, twice or out of order; the last one made is what holds."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import Actor
from academie.exchange.enums import SignUpState
from academie.exchange.meeting import certificates, windows
from academie.exchange.models import SignUp, TrainingSession
from academie.taxonomy.matching import fold

logger = logging.getLogger(__name__)

GONE = "Deze aanmelding is er niet meer. Laad de lijst opnieuw."
NO_PLACE = "Deze persoon heeft geen plaats. Laad de lijst opnieuw."
CLOSED = "Dit is te lang geleden. De lijst is gesloten."


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people with a place are there, are not, and are not noted yet."""

    present: int
    absent: int
    open: int

    @property
    def total(self) -> int:
        """Everybody with a place."""
        return self.present + self.absent + self.open


def mark_present(
    sign_up_pk: int,
    present: bool,
    *,
    actor: Actor,
    at: datetime | None = None,
    now: datetime | None = None,
) -> SignUp:
    """Note whether somebody with a place is there; return the sign-up as it stands afterwards.

    `at` is when the mark was made, when it arrives later: it changes nothing once a newer mark is
    there. A moment to come counts as now. The certificate follows in the same transaction.
    Raises `NotPossible` for who has no place, too early (a day before the start), and too late.
    """
    now = now or timezone.now()
    made = min(at, now) if at else now
    with transaction.atomic():
        sign_up = (
            SignUp.objects.select_for_update(of=("self",))
            .select_related("session__page")
            .filter(pk=sign_up_pk)
            .first()
        )
        if sign_up is None:
            raise NotPossible(GONE)
        _check(sign_up, now)
        if sign_up.present_at and made < sign_up.present_at:
            return sign_up
        changed = sign_up.present != present
        sign_up.present, sign_up.present_at = present, made
        sign_up.save(update_fields=["present", "present_at"])
        certificates.follow_presence(sign_up, now=now)
    if changed:
        logger.info("Sign-up %d: present=%s, noted by %s.", sign_up.pk, present, actor.kind.value)
    return sign_up


def expected(session: TrainingSession) -> list[SignUp]:
    """Return everybody with a place, by name as a list at a door is read."""
    people = SignUp.objects.filter(session=session, state=SignUpState.CONFIRMED)
    return sorted(people, key=lambda one: (fold(one.name), one.number))


def count(people: list[SignUp]) -> Counts:
    """Return the counts of such a list."""
    marks = [one.present for one in people]
    return Counts(marks.count(True), marks.count(False), marks.count(None))


def _check(sign_up: SignUp, now: datetime) -> None:
    if sign_up.state != SignUpState.CONFIRMED:
        raise NotPossible(NO_PLACE)
    opens = windows.marks_open_at(sign_up.session)
    if now < opens:
        words = date_format(timezone.localtime(opens), "j F, H.i")
        raise NotPossible(f"Dat kan vanaf {words} uur. Probeer het dan opnieuw.")
    if timezone.localtime(now).date() > sign_up.keep_until:
        raise NotPossible(CLOSED)
