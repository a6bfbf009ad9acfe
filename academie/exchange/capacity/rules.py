"""The rule of places, and nothing else: no database, no clock.

Of N places E are kept for onderwijs and C for zorg until the release. With e, c and o people in
place there are ``N - max(e, E) - max(c, C) - o`` places for everybody; beside those, each side has
its own kept ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from academie.core.enums import World
from academie.exchange.capacity.keeping import AMSTERDAM

Name = TypeVar("Name")
"""Whatever the caller knows somebody who waits by."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many places there are, and how many of them are kept for one side."""

    capacity: int
    kept_education: int = 0
    kept_care: int = 0

    @property
    def released(self) -> "Numbers":
        """The same places, with nothing kept."""
        return Numbers(self.capacity)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self.kept_education + self.kept_care > 0

    def kept_for(self, side: World) -> int:
        """Return how many places are kept for a side."""
        kept = {World.EDUCATION: self.kept_education, World.CARE: self.kept_care}
        return kept.get(side, 0)


@dataclass(frozen=True, slots=True)
class Taken:
    """People who have a place, per side; and how many wait or are looked at by the host."""

    education: int = 0
    care: int = 0
    other: int = 0
    waiting: int = 0
    requested: int = 0

    @property
    def total(self) -> int:
        """Everybody who has a place."""
        return self.education + self.care + self.other

    def of(self, side: World) -> int:
        """Return how many people of a side have a place."""
        return {World.EDUCATION: self.education, World.CARE: self.care}.get(side, self.other)

    def plus(self, side: World, count: int = 1) -> "Taken":
        """Return the same with more people of a side in place; a negative count takes away."""
        if side == World.EDUCATION:
            return replace(self, education=self.education + count)
        if side == World.CARE:
            return replace(self, care=self.care + count)
        return replace(self, other=self.other + count)


def free_for_all(numbers: Numbers, taken: Taken) -> int:
    """Return the places that anybody may have; below 0 when people sit on kept places."""
    return (
        numbers.capacity
        - max(taken.education, numbers.kept_education)
        - max(taken.care, numbers.kept_care)
        - taken.other
    )


def kept_free(numbers: Numbers, taken: Taken, side: World) -> int:
    """Return the places that are kept for a side and not taken yet."""
    return max(numbers.kept_for(side) - taken.of(side), 0)


def feasible(numbers: Numbers, taken: Taken) -> bool:
    """Return whether everybody in place may be there and every kept place is really there."""
    return free_for_all(numbers, taken) >= 0


def fits(numbers: Numbers, taken: Taken, side: World) -> bool:
    """Return whether there is a place for one more of a side."""
    return free_for_all(numbers, taken) > 0 or kept_free(numbers, taken, side) > 0


def walk(
    numbers: Numbers, taken: Taken, waiting: Iterable[tuple[Name, World]]
) -> list[tuple[Name, World]]:
    """Return who of the waiting, in their order, gets a place."""
    placed: list[tuple[Name, World]] = []
    for name, side in waiting:
        if fits(numbers, taken, side):
            taken = taken.plus(side)
            placed.append((name, side))
    return placed


def gain(
    numbers: Numbers, taken: Taken, waiting: Iterable[tuple[int, World]]
) -> Mapping[World, int]:
    """Return how many people per side would get a place with these numbers."""
    sides = [side for _, side in walk(numbers, taken, waiting)]
    return {side: sides.count(side) for side in World}


def clamp(numbers: Numbers, taken: Taken) -> Numbers:
    """Return the nearest numbers that throw nobody out.

    There are at least as many places as people; then as little as possible is kept less, first for
    the side with the most kept places still empty.
    """
    capacity = max(numbers.capacity, taken.total)
    education, care = numbers.kept_education, numbers.kept_care
    short = -free_for_all(Numbers(capacity, education, care), taken)
    while short > 0:
        if education - taken.education >= care - taken.care:
            education -= 1
        else:
            care -= 1
        short -= 1
    return Numbers(capacity, education, care)


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the Netherlands; clocks never jump then."""
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


def days_before(start: datetime, days: int) -> date:
    """Return the date in the Netherlands that is so many days before a session."""
    return start.astimezone(AMSTERDAM).date() - timedelta(days=days)


def release_moment(start: datetime, release_days: int) -> datetime:
    """Return when the kept places become free for everybody."""
    return midnight(days_before(start, release_days))


def is_released(
    start: datetime, release_days: int, released_at: datetime | None, now: datetime
) -> bool:
    """Return whether nothing is kept any more, by the calendar or by an organiser."""
    return released_at is not None or now >= release_moment(start, release_days)
