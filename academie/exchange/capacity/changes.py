"""Every step of a sign-up is written down, and told to whoever listens, in the same transaction."""

import logging
from collections.abc import Callable
from datetime import datetime

from academie.exchange.capacity.people import Actor
from academie.exchange.enums import Reason
from academie.exchange.models import Seating, SignUp, SignUpChange

logger = logging.getLogger(__name__)

ChangeListener = Callable[[SignUpChange], None]
SessionListener = Callable[[Seating, str], None]

CANCELLED, DECIDE_SOON, TOO_FEW, GO = "cancelled", "decide_soon", "too_few", "go"

_change_listeners: list[ChangeListener] = []
_session_listeners: list[SessionListener] = []


def on_change(listener: ChangeListener) -> None:
    """Call `listener` for every change, inside its transaction; adding it twice is adding it once.

    `change.sign_up` is the row after the change, with `session` filled in. `old` is empty for a new
    sign-up; `old == new` when only details, side, time or place changed. An error in a listener
    undoes the change.
    """
    if listener not in _change_listeners:
        _change_listeners.append(listener)


def on_session(listener: SessionListener) -> None:
    """Call `listener(seating, event)` inside the transaction.

    `event` is "cancelled", "too_few" (cancelled for want of people), "decide_soon" or "go". For the
    first two the changes of the people were told before.
    """
    if listener not in _session_listeners:
        _session_listeners.append(listener)


def record(
    sign_up: SignUp,
    *,
    old: str,
    reason: Reason,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> SignUpChange:
    """Write down that a sign-up came from `old` to the state that it has now, and tell it."""
    change = SignUpChange.objects.create(
        sign_up=sign_up,
        old=old,
        new=sign_up.state,
        reason=reason,
        note=note[:300],
        actor=actor.kind,
        user_id=actor.user_id,
        at=at,
    )
    for listener in _change_listeners:
        listener(change)
    return change


def announce(seating: Seating, event: str) -> None:
    """Tell that something happened to a session as a whole."""
    logger.info("Session %s: %s.", seating.pk, event)
    for listener in _session_listeners:
        listener(seating, event)
