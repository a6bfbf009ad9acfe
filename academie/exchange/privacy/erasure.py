"""Taking a person out: her row, what hangs on it, and every mail about it.

The same way for who asks for it and for whom the time is over. Counts stay behind, with the
session; a certificate stays too, because it holds nothing of the person.
"""

import logging
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from academie.exchange.capacity import desk
from academie.exchange.capacity.people import PERSON
from academie.exchange.enums import ActorKind, Reason
from academie.exchange.models import Match, SignUp, VisitChange, Wish
from academie.exchange.privacy.mails import (
    mails_of,
    mails_of_change,
    mails_of_wish,
    mails_that_name,
    mails_to,
)
from academie.mail import retention

logger = logging.getLogger(__name__)


def erase(pk: int) -> bool:
    """Delete a sign-up because the person asks; say whether it was there. Twice is once.

    A place that she has goes to who is next. The word about that still leaves, so that her calendar
    and who receives her know; it is emptied as soon as it was sent.
    """
    with transaction.atomic():
        sign_up = SignUp.objects.select_related("session").filter(pk=pk).first()
        if sign_up is None:
            return False
        owed: Collection[int] = ()
        if sign_up.is_active and sign_up.session.end > timezone.now():
            desk.withdraw(pk, actor=PERSON, reason=Reason.ERASED)
            last = sign_up.changes.latest("pk")
            owed = list(mails_of_change(last.pk).values_list("pk", flat=True))
        _delete(sign_up, owed)
    logger.info("Sign-up %d was erased on request.", pk)
    return True


def erase_everything_of(email_key: str) -> int:
    """Delete every sign-up and every wish of an address; return how many there were."""
    with transaction.atomic():
        found = list(SignUp.objects.filter(email_key=email_key).order_by("pk"))
        erased = sum(erase(sign_up.pk) for sign_up in found)
        return erased + delete_wishes(list(Wish.objects.filter(email_key=email_key)))


def erase_old(pk: int) -> bool:
    """Delete a sign-up whose time is over; nobody gets a mail about it."""
    with transaction.atomic():
        sign_up = SignUp.objects.filter(pk=pk).first()
        if sign_up is None:
            return False
        _delete(sign_up, ())
    return True


def delete_wishes(found: Collection[Wish]) -> int:
    """Delete wishes, with the matches that are nothing without them; return how many wishes."""
    with transaction.atomic():
        for wish in found:
            retention.scrub(mails_of_wish(wish))
            if not _is_known(wish.email_key):
                retention.scrub(mails_to(wish.email, wish.email_key))
            # What was proposed with it is proposed no longer; the others are matched anew.
            Match.objects.filter(members__wish=wish, state=Match.State.PROPOSED).delete()
            wish.delete()
        Match.objects.filter(members=None).delete()
    return len(found)


def _delete(sign_up: SignUp, owed: Collection[int]) -> None:
    retention.scrub(mails_of([sign_up]), still_owed=owed)
    retention.scrub(mails_that_name(sign_up.email, sign_up.email_key), still_owed=owed)
    VisitChange.objects.filter(visit__sign_up=sign_up, actor=ActorKind.PERSON).update(note="")
    # What she wrote about a visit goes with the row (`exchange.visits`).
    desk.erase(sign_up.pk)
    if not _is_known(sign_up.email_key):
        retention.scrub(mails_to(sign_up.email, sign_up.email_key), still_owed=owed)


def _is_known(email_key: str) -> bool:
    return SignUp.objects.filter(email_key=email_key).exists()
