"""What happened to a sign-up, in words."""

from dataclasses import dataclass
from datetime import datetime

from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp


@dataclass(frozen=True, slots=True)
class Step:
    """One change: when, into what, why, and who did it."""

    at: datetime
    what: str
    why: str
    note: str
    who: str


def steps_of(sign_up: SignUp) -> list[Step]:
    """Return the changes of a sign-up, newest first."""
    rows = sign_up.changes.select_related("user").order_by("-pk")
    return [
        Step(
            at=row.at,
            what="" if row.old == row.new else SignUpState(row.new).label,
            why=row.get_reason_display(),
            note=row.note,
            who=f"{row.get_actor_display()} ({row.user.username})"
            if row.user
            else row.get_actor_display(),
        )
        for row in rows
    ]
