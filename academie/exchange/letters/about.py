"""What a letter is about, and the sentences that more letters share."""

from dataclasses import dataclass
from datetime import datetime

from academie.exchange.capacity import explain
from academie.exchange.enums import ActorKind, SignUpState
from academie.exchange.models import SignUp, SignUpChange


@dataclass(frozen=True, slots=True)
class About:
    """A change and the sign-up as it is now."""

    change: SignUpChange
    sign_up: SignUp

    @property
    def now(self) -> datetime:
        """When it happened."""
        return self.change.at

    @property
    def had_place(self) -> bool:
        """Whether the person had a place before this."""
        return self.change.old == SignUpState.CONFIRMED

    @property
    def has_place(self) -> bool:
        """Whether the person has a place now."""
        return self.change.new == SignUpState.CONFIRMED

    @property
    def waits(self) -> bool:
        """Whether the person is on the waiting list now."""
        return self.change.new == SignUpState.WAITING

    @property
    def by_herself(self) -> bool:
        """Whether the person did it, not an organiser, a host or the clock."""
        return self.change.actor == ActorKind.PERSON


def standing(about: About) -> str:
    """Return place in the line, why, and when something may change; each of them once."""
    found = explain.standing(about.sign_up, about.now)
    said = [found.sentence]
    for more in (found.reason, found.next_moment):
        if more and all(more not in one for one in said):
            said.append(more)
    return " ".join(said)


def note(about: About, who: str) -> str:
    """Return what somebody of ours added; '' when it was the person herself."""
    text = about.change.note.strip()
    return f"{who}:\n{text}" if text and not about.by_herself else ""


def out_of_calendar(about: About) -> str:
    """Return what the attached file does, for who had a place."""
    if not about.had_place:
        return ""
    return "Bij deze mail zit een bericht dat de afspraak uit uw agenda haalt."
