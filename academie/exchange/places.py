"""Places per side of a session: pure counting, no database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """Places of one side: ``code`` is 'education', 'care' or 'all'."""

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
        if self.free <= 0:
            return "vol"
        return f"{self.free} vrij"

    @property
    def seats(self) -> list[bool]:
        """One entry a place: True is taken."""
        return [True] * self.taken + [False] * self.free


def sides(*, capacity: int, kept_education: int, kept_care: int) -> list[Side]:
    """Return the sides of a session with that many places, none taken; no places gives no sides."""
    if not capacity:
        return []
    shared = capacity - kept_education - kept_care
    counted = [
        Side("education", "Onderwijs", "O", kept_education, 0),
        Side("care", "Zorg", "Z", kept_care, 0),
        Side("all", "Iedereen", "+", shared, 0),
    ]
    return [side for side in counted if side.total]
