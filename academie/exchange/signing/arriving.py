"""Somebody arrives with a filled-in form: the limits and the place are one transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from academie.core.client_address import Address, household
from academie.core.limits import Counted, TooManyError, check, give_back, hold, note
from academie.exchange.capacity import desk
from academie.exchange.capacity.people import Applicant, email_key
from academie.exchange.capacity.turn import turn
from academie.exchange.enums import ACTIVE
from academie.exchange.models import SignUp
from academie.exchange.signing import limits


def arrive(
    session_pk: int, applicant: Applicant, *, key: str, address: Address | None, now: datetime
) -> SignUp:
    """Sign somebody up and return the sign-up; one that was there already counts for no limit.

    Raises `NotPossible` when the session takes nobody, `TooManyError` when a limit was reached. In
    both cases nothing was changed. The address of the applicant must be one.
    """
    counted = [
        Counted(limits.SESSION, str(session_pk)),
        Counted(limits.RECIPIENT, email_key(applicant.email)),
    ]
    if address is not None:
        counted.append(Counted(limits.CONNECTION, household(address)))
    try:
        return _arrive(session_pk, applicant, key, counted, now)
    except IntegrityError:
        # A belt of the database: somebody else wrote the same just now, and this time we see it.
        return _arrive(session_pk, applicant, key, counted, now)


def _arrive(
    session_pk: int, applicant: Applicant, key: str, counted: list[Counted], now: datetime
) -> SignUp:
    with turn(), transaction.atomic():
        hold(counted)
        try:
            check(counted, now)
        except TooManyError:
            # Who is in already gets her page, however busy it is; nobody new gets in.
            if not _is_known(session_pk, applicant, key):
                raise
            counted = []
        # Before the place, because whoever has the session's lock keeps everybody waiting.
        noted = note(counted, now)
        outcome = desk.sign_up(session_pk, applicant, key=key, savepoint=False)
        if not outcome.is_new:
            give_back(noted)
    return outcome.sign_up


def _is_known(session_pk: int, applicant: Applicant, key: str) -> bool:
    return SignUp.objects.filter(
        Q(state__in=ACTIVE) | Q(key=key),
        session=session_pk,
        email_key=email_key(applicant.email),
    ).exists()
