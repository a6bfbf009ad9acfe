"""What else must go when an account goes: a list that every app may add to.

Rows that point at the account go or let go by themselves (``on_delete``); this is for what does not
point at it: mails that wait for its address, drafts that only its owner could open.
"""

from collections.abc import Callable
from typing import Any

Leave = Callable[[Any], None]

_steps: list[Leave] = []


def on_leaving(step: Leave) -> None:
    """Add a step. It gets the account, in the transaction that deletes it and before that."""
    if step not in _steps:
        _steps.append(step)


def leave(user: Any) -> None:
    """Take every step for an account that is about to be deleted."""
    for step in _steps:
        step(user)
