"""One session while its lock is held: the only place where somebody gets or loses a place.

Whoever is here came in by `enter()` or `enter_by_row()`, in a transaction. What is known about
places is read after the lock and kept up to date here, in memory and in the rows.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from academie.core.enums import World
from academie.exchange.capacity import rules
from academie.exchange.capacity.changes import record
from academie.exchange.capacity.errors import NotPossible
from academie.exchange.capacity.keeping import AMSTERDAM
from academie.exchange.capacity.people import Actor
from academie.exchange.capacity.rules import Numbers, Taken
from academie.exchange.capacity.turn import turn
from academie.exchange.enums import Reason, SignUpState
from academie.exchange.models import Seating, SignUp, TrainingSession

GONE = "Dit moment is er niet meer. Kijk in de agenda voor een ander moment."
ROW_GONE = "Deze aanmelding is er niet meer."


@dataclass(slots=True)
class Room:
    """A session, what happened to it, and who sits where."""

    seating: Seating
    session: TrainingSession
    now: datetime
    seats: dict[int, World] = field(default_factory=dict)
    waiting: Counter[str] = field(default_factory=Counter)
    """How many wait, per side."""

    @property
    def has_begun(self) -> bool:
        """Whether the session began; nobody gets a place any more."""
        return self.session.start <= self.now

    @property
    def is_open(self) -> bool:
        """Whether places are still given."""
        return not self.has_begun and self.seating.cancelled_at is None

    @property
    def is_released(self) -> bool:
        """Whether nothing is kept any more."""
        return rules.is_released(
            self.session.start, self.session.release_days, self.seating.released_at, self.now
        )

    @property
    def numbers_as_set(self) -> Numbers:
        """The numbers of the page, as if nothing was released."""
        return numbers_of(self.session)

    @property
    def numbers(self) -> Numbers:
        """The numbers that count now."""
        return self.numbers_as_set.released if self.is_released else self.numbers_as_set

    @property
    def taken(self) -> Taken:
        """Who has a place, per side."""
        sides = list(self.seats.values())
        return Taken(*(sides.count(side) for side in (World.EDUCATION, World.CARE, World.OTHER)))

    def fits(self, side: World | str) -> bool:
        """Return whether there is a place for one more of a side."""
        return rules.fits(self.numbers, self.taken, World(side))

    def set_state(
        self,
        row: SignUp,
        state: SignUpState,
        reason: Reason,
        actor: Actor,
        *,
        note: str = "",
        seat: int | None = None,
        also: tuple[str, ...] = (),
    ) -> None:
        """Bring a sign-up to a state, with or without a seat, and write down why.

        `seat` is given when it is handed on; otherwise it is the lowest free one.
        `also` names fields that the caller set and that must be saved too.
        """
        old = row.state
        self._leave(row)
        row.state = state
        self._take(row, seat)
        self.save(row, "state", "seat", *also)
        record(row, old=old, reason=reason, actor=actor, at=self.now, note=note)

    def add(self, row: SignUp, reason: Reason, actor: Actor, *, seat: int | None = None) -> SignUp:
        """Save a new sign-up in the state that it has, with the next number."""
        row.session = self.session
        row.number = self.seating.next_number
        row.created_at = row.changed_at = self.now
        self.seating.next_number += 1
        Seating.objects.filter(pk=self.session.pk).update(next_number=self.seating.next_number)
        self._take(row, seat)
        row.save(force_insert=True)
        record(row, old="", reason=reason, actor=actor, at=self.now)
        return row

    def note(self, row: SignUp, reason: Reason, actor: Actor, note: str = "") -> None:
        """Write down a change that leaves the state as it was."""
        record(row, old=row.state, reason=reason, actor=actor, at=self.now, note=note)

    def save(self, row: SignUp, *fields: str) -> None:
        """Save some fields of a sign-up."""
        row.changed_at = self.now
        row.save(update_fields=[*fields, "changed_at"])

    def why_not(self) -> Reason:
        """Return why somebody who does not fit has to wait."""
        return Reason.FULL if self.taken.total >= self.numbers.capacity else Reason.KEPT

    def rows(self, *states: SignUpState) -> list[SignUp]:
        """Return the sign-ups in these states, in order of number."""
        found = SignUp.objects.filter(session=self.session, state__in=states).order_by("number")
        return [self._here(row) for row in found]

    def row(self, pk: int) -> SignUp:
        """Return one sign-up of this session as it stands now."""
        try:
            return self._here(SignUp.objects.get(pk=pk, session=self.session))
        except SignUp.DoesNotExist:
            raise NotPossible(ROW_GONE) from None

    def _here(self, row: SignUp) -> SignUp:
        row.session = self.session
        return row

    def _leave(self, row: SignUp) -> None:
        """Take somebody off her seat, or out of the line."""
        if row.seat is not None:
            del self.seats[row.seat]
            row.seat = None
        if row.state == SignUpState.WAITING:
            self.waiting[row.side] -= 1

    def _take(self, row: SignUp, seat: int | None) -> None:
        """Give somebody a seat, or a place in the line, as her state says."""
        if row.state == SignUpState.WAITING:
            self.waiting[row.side] += 1
        if row.state != SignUpState.CONFIRMED:
            return
        if seat is None:
            seat = next(one for one in range(1, len(self.seats) + 2) if one not in self.seats)
        row.seat = seat
        self.seats[seat] = World(row.side)


def numbers_of(session: TrainingSession) -> Numbers:
    """Return the numbers of places that stand with a session."""
    return Numbers(session.capacity, session.kept_education, session.kept_care)


def told_of(session: TrainingSession) -> dict[str, Any]:
    """Return time and place of a session as participants know them."""
    return {
        "start": session.start.astimezone(AMSTERDAM).isoformat(),
        "end": session.end.astimezone(AMSTERDAM).isoformat(),
        "location": session.location.strip(),
        "online": session.online,
    }


# Everybody waits for who is inside. So the page comes along in the same query, with no more of it
# than the letters ask for; the rest of it is read when somebody wants it.
_SESSIONS = TrainingSession.objects.select_related("page").only(
    *(column.name for column in TrainingSession._meta.concrete_fields),
    *(
        f"page__{name}"
        for name in (
            *("title", "slug", "url_path", "kind", "owner", "permanent_id", "intro"),
            *("contact_email", "host_text", "preparation", "bring", "confidentiality"),
        )
    ),
)

_inside: ContextVar[Room | None] = ContextVar("room", default=None)


def entered(session_pk: int) -> Room | None:
    """Return the room of a session when we are in it: a listener need not count again."""
    room = _inside.get()
    return room if room is not None and room.session.pk == session_pk else None


@contextmanager
def enter(
    session_pk: int, *, now: datetime | None = None, savepoint: bool = True
) -> Iterator[Room]:
    """Lock a session and read it. Everything in the block is one transaction.

    Without `savepoint` an error undoes the whole transaction that the caller is in.
    Raises `NotPossible` when the session is gone.
    """
    with turn(), transaction.atomic(savepoint=savepoint):
        seating = lock(session_pk)
        try:
            # Not joined to the row above: PostgreSQL would give us the session as it stood before
            # we had to wait for the lock.
            session = _SESSIONS.get(pk=session_pk)
        except TrainingSession.DoesNotExist:
            raise NotPossible(GONE) from None
        if "start" not in seating.told:
            seating.told = {**told_of(session), **seating.told}
            seating.save(update_fields=["told"])
        seating.session = session
        # The clock is read after the wait: who is late in the queue is late.
        room = Room(seating, session, now or timezone.now(), *_people(session_pk))
        before = _inside.set(room)
        try:
            yield room
        finally:
            _inside.reset(before)


@contextmanager
def enter_by_row(pk: int, *, now: datetime | None = None) -> Iterator[tuple[Room, SignUp]]:
    """Lock the session of a sign-up; give the room and the row as it stands under the lock."""
    # A sign-up never changes its session, so this one thing may be read before the lock.
    session_pk = SignUp.objects.filter(pk=pk).values_list("session_id", flat=True).first()
    if session_pk is None:
        raise NotPossible(ROW_GONE)
    with enter(session_pk, now=now) as room:
        yield room, room.row(pk)


def lock(session_pk: int) -> Seating:
    """Return the locked row of a session; the first one who comes makes it."""
    rows = Seating.objects.select_for_update()
    try:
        return rows.get(pk=session_pk)
    except Seating.DoesNotExist:
        # Two may come first: one insert wins, the other one waits for it and then for the lock.
        Seating.objects.get_or_create(pk=session_pk)
        return rows.get(pk=session_pk)


_PEOPLE = (
    "SELECT seat, side, COUNT(*) FROM exchange_signup WHERE session_id = %s AND state IN (%s, %s)"
    " GROUP BY seat, side"
)


def _people(session_pk: int) -> tuple[dict[int, World], Counter[str]]:
    """Return who sits where, and how many wait per side.

    Written out, because everybody waits meanwhile: the ORM takes longer than the database.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [session_pk, SignUpState.CONFIRMED, SignUpState.WAITING])
        rows: list[tuple[int | None, str, int]] = cursor.fetchall()
    seats: dict[int, World] = {}
    waiting: Counter[str] = Counter()
    for seat, side, count in rows:
        # The database knows: a seat is there when, and only when, somebody has a place.
        if seat is None:
            waiting[side] = count
        else:
            seats[seat] = World(side)
    return seats, waiting
