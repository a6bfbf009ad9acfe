"""Mail that waits for somebody whose account goes."""

from collections.abc import Iterable
from typing import Any

from academie.core.leaving import on_leaving
from academie.mail.outbox import withdraw


def withdraw_on_leaving(kinds: Iterable[str]) -> None:
    """Take back mails of these kinds to an account that goes; called when the app is ready."""
    ours = tuple(kinds)

    def step(user: Any) -> None:
        if user.email:
            withdraw(user.email, ours)

    on_leaving(step)
