"""Keeping an answer without keeping whose it is.

Nothing ties an answer to a person. Its row holds no moment, its number is drawn at random so that
the order of coming in is lost, and the sign-up only remembers that there was an answer: on the day
of the session itself, whenever it came. The sign-up's other moments stay as they were.
"""

import secrets

from django.db import transaction

from academie.exchange.capacity.keeping import AMSTERDAM
from academie.exchange.enums import SignUpState
from academie.exchange.models import Answers, SignUp

_HIGHEST = 2**52
"""Every program that may read an export can hold such a number exactly."""


def may_answer(sign_up: SignUp) -> bool:
    """Return whether this person was there: nobody else is asked."""
    return sign_up.present is True and sign_up.state == SignUpState.CONFIRMED


def has_answered(sign_up: SignUp, *, late: bool) -> bool:
    """Return whether this form was filled in already."""
    return bool(sign_up.evaluated_late_at if late else sign_up.evaluated_at)


def keep_answers(sign_up: SignUp, scores: list[int], *, lesson: str = "", late: bool) -> bool:
    """Store the answers of somebody who was there; return False when she did so before.

    However often and however fast it is sent, one row comes of it. The lesson has been looked at
    by `core.free_text`.
    """
    field = "evaluated_late_at" if late else "evaluated_at"
    day = sign_up.session.end.astimezone(AMSTERDAM).date()
    # No counter: otherwise the answers could be lined up with a list that was made in order.
    number = 1 + secrets.randbelow(_HIGHEST)
    with transaction.atomic():
        first = SignUp.objects.filter(
            pk=sign_up.pk, present=True, state=SignUpState.CONFIRMED, **{f"{field}__isnull": True}
        ).update(**{field: day})
        if not first:
            return False
        Answers.objects.create(
            pk=number,
            session_id=sign_up.session_id,
            late=late,
            side=sign_up.side,
            scores=scores,
            lesson=lesson,
        )
    return True
