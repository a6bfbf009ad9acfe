"""Places of a session as they are drawn: pure counting, no database."""

from dataclasses import dataclass

from academie.exchange.capacity.rules import Numbers, Taken

NOBODY = Taken()


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One row of places: ``code`` is 'education', 'care' or 'all'."""

    code: str
    label: str
    letter: str
    total: int
    taken: int

    @property
    def free(self) -> int:
        """Places still free."""
        return self.total - self.taken

    @property
    def words(self) -> str:
        """The same in words, beside the drawing."""
        return f"{self.free} vrij" if self.free else "vol"

    @property
    def seats(self) -> list[bool]:
        """One entry a place: True is taken."""
        return [True] * self.taken + [False] * self.free


def seat_rows(numbers: Numbers, taken: Taken = NOBODY) -> list[SeatRow]:
    """Return the rows of a session with these places; no places gives no rows.

    Who finds the kept places of her own side full sits on a place for everybody, and so does who
    is of no side. Never more than all are taken: a row that says less than nothing helps nobody.
    """
    if not numbers.capacity:
        return []
    shared = numbers.capacity - numbers.kept_education - numbers.kept_care
    beyond = (
        max(taken.education - numbers.kept_education, 0)
        + max(taken.care - numbers.kept_care, 0)
        + taken.other
    )
    rows = [
        _row("education", "Onderwijs", "O", numbers.kept_education, taken.education),
        _row("care", "Zorg", "Z", numbers.kept_care, taken.care),
        _row("all", "Iedereen", "+", shared, beyond),
    ]
    return [row for row in rows if row.total]


def waiting_words(free: int, waiting: int) -> str:
    """Return what stands below the rows: that all is taken, and how many people wait."""
    people = "" if not waiting else "1 mens wacht" if waiting == 1 else f"{waiting} mensen wachten"
    if free > 0:
        return f"{people} op een plaats" if people else ""
    return f"Vol, {people}" if people else "Vol"


def _row(code: str, label: str, letter: str, total: int, taken: int) -> SeatRow:
    return SeatRow(code, label, letter, total, min(taken, total))
