"""The people of one session as lists show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from academie.exchange.enums import SignUpState
from academie.exchange.models import SignUp, TrainingSession
from academie.exchange.roles import role_label

HEAD = (
    "Nummer",
    "Toestand",
    "Kant",
    "Naam",
    "E-mail",
    "Rol",
    "Organisatie",
    "Aangemeld op",
    "Aanwezig",
)
ORDER = (
    SignUpState.REQUESTED,
    SignUpState.CONFIRMED,
    SignUpState.WAITING,
    SignUpState.WITHDRAWN,
    SignUpState.HANDED_OVER,
    SignUpState.REFUSED,
    SignUpState.EXPIRED,
    SignUpState.CANCELLED,
)
"""Who asks something of the organiser first, then who comes, then who waits."""


@dataclass(frozen=True, slots=True)
class Group:
    """The people in one state, by number."""

    state: SignUpState
    people: tuple[SignUp, ...]

    @property
    def is_active(self) -> bool:
        """Whether these people may still come."""
        return self.state in ORDER[:3]


def people_of(session: TrainingSession) -> list[SignUp]:
    """Return everybody who signed up, by number."""
    return list(session.sign_ups.order_by("number"))


def grouped(people: Iterable[SignUp]) -> list[Group]:
    """Return the people per state, without empty groups."""
    found: dict[str, list[SignUp]] = {}
    for one in people:
        found.setdefault(one.state, []).append(one)
    return [Group(state, tuple(found[state])) for state in ORDER if state in found]


def presence_words(present: bool | None) -> str:
    """Return 'ja', 'nee', or that nobody noted it yet."""
    return {True: "ja", False: "nee", None: "nog niet genoteerd"}[present]


def table(people: Iterable[SignUp]) -> list[Sequence[str]]:
    """Return a row a person, in the order of `HEAD`."""
    return [
        (
            str(one.number),
            SignUpState(one.state).label,
            one.get_side_display(),
            one.name,
            one.email,
            role_label(one.role),
            one.organisation,
            f"{timezone.localtime(one.created_at):%d-%m-%Y %H:%M}",
            presence_words(one.present),
        )
        for one in people
    ]
