"""What happened to a sign-up, as the person it is about reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from academie.exchange.enums import ActorKind, Reason, SignUpState
from academie.exchange.models import SignUpChange

_BECAME = {
    SignUpState.REQUESTED: "U vroeg een plaats aan.",
    SignUpState.WAITING: "U kwam op de wachtlijst.",
    SignUpState.CONFIRMED: "U kreeg een plaats.",
    SignUpState.WITHDRAWN: "U bent afgemeld.",
    SignUpState.REFUSED: "U kreeg geen plaats.",
    SignUpState.HANDED_OVER: "Uw plaats ging naar een collega.",
    SignUpState.EXPIRED: "Uw aanmelding is vervallen.",
    SignUpState.CANCELLED: "Het moment ging niet door.",
}
_BY = {
    ActorKind.PERSON: "door uzelf",
    ActorKind.ORGANISER: "door de organisator",
    ActorKind.HOST: "door de gastheer",
    ActorKind.SYSTEM: "vanzelf",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line: when, what and why, by whom, and what somebody added."""

    at: datetime
    sentence: str
    by: str
    note: str


def steps(changes: Iterable[SignUpChange]) -> list[Step]:
    """Return the lines in the order in which it happened."""
    return [_step(change) for change in changes]


def _step(change: SignUpChange) -> Step:
    by = _BY.get(ActorKind(change.actor), "")
    if change.reason == Reason.RECEIVED:
        by = "door een collega"
    became = _BECAME[SignUpState(change.new)] if change.old != change.new else ""
    reason = Reason(change.reason).label
    return Step(
        at=timezone.localtime(change.at),
        # "U bent afgemeld. De deelnemer meldde zich af." says it twice.
        sentence=became if change.reason == Reason.WITHDREW else f"{became} {reason}".strip(),
        by=by,
        note=change.note,
    )
