"""Who asks for a place, and who did something: plain values that every path hands over."""

from dataclasses import dataclass

from academie.core.enums import World
from academie.exchange.enums import ActorKind
from academie.mail.checks import clean_address


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who wants a place. `role` is a slug of the roles, or what was typed."""

    name: str
    email: str
    role: str
    organisation: str
    side: World


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something. Only an organiser has an account, and so a number."""

    kind: ActorKind
    user_id: int | None = None


PERSON = Actor(ActorKind.PERSON)
SYSTEM = Actor(ActorKind.SYSTEM)


def organiser(user_id: int) -> Actor:
    """Return the actor for an account."""
    return Actor(ActorKind.ORGANISER, user_id)


def email_key(address: str) -> str:
    """Return an address as we compare it: one person, however she writes it.

    What makes no difference to a mail server makes none here (`mail.checks`). What stands after a
    plus does: a team may share one mailbox that way. Raises `ValueError` when it is no address.
    """
    return clean_address(address).casefold()
