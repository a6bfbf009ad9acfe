"""An organiser sets the numbers of places, or releases the kept ones."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from academie.exchange.capacity import rules
from academie.exchange.capacity.drafts import write_numbers
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.people import Actor
from academie.exchange.capacity.room import GONE, Room, enter
from academie.exchange.capacity.rules import Numbers, Taken
from academie.exchange.capacity.settling import settle
from academie.exchange.capacity.turn import turn
from academie.exchange.enums import Reason
from academie.exchange.models import TrainingSession

MOST = 5000
OUT_OF_RANGE = f"Kies voor elk aantal een getal van 0 tot en met {MOST}."
TOO_LONG_BEFORE = "Kies hoogstens 365 dagen vooraf."
OVER = "Dit moment gaat niet door. De plaatsen veranderen heeft geen zin meer."


@dataclass(frozen=True, slots=True)
class Places:
    """The numbers of places of a session."""

    capacity: int
    kept_education: int
    kept_care: int
    release_days: int

    @property
    def numbers(self) -> Numbers:
        """The same without the release."""
        return Numbers(self.capacity, self.kept_education, self.kept_care)


def change_places(
    session_pk: int, places: Places, *, actor: Actor, now: datetime | None = None
) -> int:
    """Set the numbers of places; return how many people who waited got one.

    The page's drafts get the same numbers, so that publishing one does not bring the old ones back.
    Raises `NotPossible` with what to choose instead, when somebody would lose a place.
    """
    with turn(), transaction.atomic():
        # Publishing holds the page before it holds the places; in another order than that, an
        # editor and an organiser could wait for each other for ever.
        page_pk = _lock_page(session_pk)
        with enter(session_pk, now=now) as room:
            check(room, places)
            fields = {
                "capacity": places.capacity,
                "kept_education": places.kept_education,
                "kept_care": places.kept_care,
                "release_days": places.release_days,
            }
            for name, value in fields.items():
                setattr(room.session, name, value)
            TrainingSession.objects.filter(pk=session_pk).update(**fields)
            write_numbers(page_pk, session_pk, fields)
            return settle(room, Reason.MORE_PLACES)


def release(session_pk: int, *, actor: Actor, now: datetime | None = None) -> int:
    """Make the kept places free for everybody now; return how many people who waited got one.

    Releasing again changes nothing. Raises `NotPossible` when the session does not take place.
    """
    with enter(session_pk, now=now) as room:
        if room.seating.cancelled_at is not None:
            raise NotPossible(OVER)
        if room.seating.released_at is None:
            room.seating.released_at = room.now
            room.seating.save(update_fields=["released_at"])
        return settle(room)


def check(room: Room, places: Places) -> None:
    """Raise `NotPossible` when these numbers are no numbers, or throw somebody out."""
    if room.seating.cancelled_at is not None:
        raise NotPossible(OVER)
    numbers = places.numbers
    if not all(0 <= n <= MOST for n in (places.capacity, places.kept_education, places.kept_care)):
        raise NotPossible(OUT_OF_RANGE)
    if not 0 <= places.release_days <= 365:
        raise NotPossible(TOO_LONG_BEFORE)
    kept = numbers.kept_education + numbers.kept_care
    if kept > numbers.capacity:
        raise NotPossible(
            f"U bewaart {kept} plaatsen, maar er zijn er {numbers.capacity}. "
            "Verhoog het aantal plaatsen of bewaar er minder."
        )
    if room.session.minimum > numbers.capacity:
        raise NotPossible(
            f"Het moment gaat door vanaf {room.session.minimum} mensen. "
            "Kies minstens zoveel plaatsen, of verlaag eerst het minimum op de pagina."
        )
    released = rules.is_released(
        room.session.start, places.release_days, room.seating.released_at, room.now
    )
    sentences = refusals(numbers, room.taken, released=released)
    if sentences:
        raise NotPossible(" ".join(sentences.values()))


def refusals(numbers: Numbers, taken: Taken, *, released: bool) -> dict[str, str]:
    """Return field -> why these numbers do not go with the people who have a place."""
    if numbers.capacity < taken.total:
        people = "Er heeft al 1 mens" if taken.total == 1 else f"Er hebben al {taken.total} mensen"
        sentence = f"{people} een plaats. Kies minstens {taken.total}, of meld eerst iemand af."
        return {"capacity": sentence}
    if released or rules.feasible(numbers, taken):
        return {}
    most = rules.clamp(numbers, taken)
    lowered = {
        "kept_education": (numbers.kept_education, most.kept_education, "onderwijs"),
        "kept_care": (numbers.kept_care, most.kept_care, "zorg"),
    }
    limits = {
        field: f"{limit} voor {side}"
        for field, (wanted, limit, side) in lowered.items()
        if limit < wanted
    }
    sentence = (
        "Zoveel plaatsen kunt u niet meer bewaren: er zitten al mensen van een andere kant. "
        f"Bewaar hoogstens {' en '.join(limits.values())}, of kies meer plaatsen."
    )
    return {next(iter(limits)): sentence}


def _lock_page(session_pk: int) -> int:
    page_pk = (
        TrainingSession.objects.filter(pk=session_pk).values_list("page_id", flat=True).first()
    )
    if page_pk is None:
        raise NotPossible(GONE)
    if Page.objects.select_for_update().filter(pk=page_pk).values_list("pk").first() is None:
        raise NotPossible(GONE)
    return page_pk
