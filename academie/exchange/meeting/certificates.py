"""Proof of taking part: it follows the attendance list, and can be taken back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.keeping import AMSTERDAM
from academie.exchange.enums import SignUpState
from academie.exchange.models import Certificate, SignUp, SignUpChange
from academie.exchange.moments import duration_words
from academie.mail.links import absolute

KEEP_YEARS = 5
LONG = timedelta(hours=20)
ABSENT = "Bij nader inzien was deze persoon er niet."
NOT_THERE = "Een bewijs is er voor wie er was. Was u er wel? Vraag het aan wie u ontving."
STILL_ABSENT = "Zet deze persoon eerst op aanwezig. Dan is het bewijs vanzelf weer geldig."
NOT_YET = "Het bewijs is er zodra het moment voorbij is."


@dataclass(frozen=True, slots=True)
class Facts:
    """What a certificate says of the event."""

    title: str
    kind: str
    start: datetime
    minutes: int


def facts_of(sign_up: SignUp) -> Facts:
    """Return what the certificate of this sign-up has to say today."""
    session = sign_up.session
    # Wall clocks jump twice a year; the time that people really sat there does not.
    length = session.end.astimezone(UTC) - session.start.astimezone(UTC)
    page = session.page
    minutes = int(length.total_seconds() // 60)
    return Facts(page.title, page.get_kind_display(), session.start, minutes)


def issue(sign_up: SignUp, *, now: datetime | None = None) -> Certificate:
    """Make the certificate of somebody who was there, or bring it up to date; safe to repeat.

    One that was taken back stays so. Raises `NotPossible` for who was not there or has no place,
    and before the end of the session.
    """
    now = now or timezone.now()
    check(sign_up, now=now)
    with transaction.atomic():
        return _write(sign_up, now)


def check(sign_up: SignUp, *, now: datetime | None = None) -> None:
    """Raise `NotPossible` when this person has no right to a certificate (yet)."""
    if sign_up.session.end > (now or timezone.now()):
        raise NotPossible(NOT_YET)
    if not _was_there(sign_up):
        raise NotPossible(NOT_THERE)


def follow_presence(sign_up: SignUp, *, now: datetime) -> None:
    """Let the certificate follow a mark on the list: made, taken back or valid again.

    Before the session has ended nobody can hold it, so then it is simply deleted. Called in the
    transaction of the mark.
    """
    if _was_there(sign_up):
        certificate = _write(sign_up, now)
        if certificate.revoked_at and certificate.revoke_reason == ABSENT:
            restore(certificate)
        return
    held = Certificate.objects.filter(sign_up=sign_up)
    if sign_up.session.end > now:
        held.delete()
    for certificate in held.filter(revoked_at=None):
        revoke(certificate, ABSENT, now=now)


def follow_change(change: SignUpChange) -> None:
    """Let the certificate follow somebody who was there already and then gave up her place."""
    if change.old == SignUpState.CONFIRMED != change.new:
        follow_presence(change.sign_up, now=change.at)


def ready(sign_up: SignUp) -> Certificate | None:
    """Return the certificate that may be shown to the person as it stands; None when there is none.

    None too when the event was corrected afterwards: `issue` then brings it up to date. To be asked
    after `check`.
    """
    certificate = Certificate.objects.filter(sign_up=sign_up).first()
    if certificate is None or _told(certificate) != facts_of(sign_up):
        return None
    return certificate


def find(code: str, *, now: datetime | None = None) -> Certificate | None:
    """Return the certificate with this code, once its session has ended; None for any other."""
    certificate = Certificate.objects.filter(code=code).first()
    if certificate is None:
        return None
    end = certificate.start + timedelta(minutes=certificate.minutes)
    return certificate if end <= (now or timezone.now()) else None


def revoke(certificate: Certificate, reason: str, *, now: datetime | None = None) -> None:
    """Take a certificate back. The reason is what everybody reads who looks it up: no names."""
    certificate.revoked_at = now or timezone.now()
    certificate.revoke_reason = reason.strip()[:200]
    certificate.save(update_fields=["revoked_at", "revoke_reason"])


def restore(certificate: Certificate) -> None:
    """Make a certificate valid again. Raises `NotPossible` for who is not noted as present."""
    if certificate.sign_up is not None and not _was_there(certificate.sign_up):
        raise NotPossible(STILL_ABSENT)
    certificate.revoked_at, certificate.revoke_reason = None, ""
    certificate.save(update_fields=["revoked_at", "revoke_reason"])


def delete_old(today: date) -> int:
    """Delete the certificates whose time is over; return how many."""
    count, _ = Certificate.objects.filter(keep_until__lt=today).delete()
    return count


def verification_url(certificate: Certificate) -> str:
    """Return the address where everybody may check it; there is no name in it."""
    return absolute(f"/bewijs/{certificate.code}/")


def hours_words(minutes: int) -> str:
    """Return a duration as a register asks for it: '3,5 uur'; days for what takes a night."""
    if minutes < 60:
        return f"{minutes} minuten"
    if timedelta(minutes=minutes) >= LONG:
        return duration_words(timedelta(minutes=minutes))
    return f"{round(minutes / 60, 2):g}".replace(".", ",") + " uur"


def _was_there(sign_up: SignUp) -> bool:
    return sign_up.present is True and sign_up.state == SignUpState.CONFIRMED


def _write(sign_up: SignUp, now: datetime) -> Certificate:
    facts = facts_of(sign_up)
    values = {
        "title": facts.title,
        "kind": facts.kind,
        "start": facts.start,
        "minutes": facts.minutes,
        "keep_until": _keep_until(sign_up.session.end),
    }
    certificate, _ = Certificate.objects.update_or_create(
        sign_up=sign_up, defaults=values, create_defaults={**values, "issued_at": now}
    )
    return certificate


def _keep_until(end: datetime) -> date:
    last = end.astimezone(AMSTERDAM).date()
    # 29 February is the only day that another year may lack.
    day = 28 if (last.month, last.day) == (2, 29) else last.day
    return last.replace(year=last.year + KEEP_YEARS, day=day)


def _told(certificate: Certificate) -> Facts:
    return Facts(certificate.title, certificate.kind, certificate.start, certificate.minutes)
