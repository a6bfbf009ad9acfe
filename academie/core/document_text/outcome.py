"""What reading a file can end in; shared by the reading process and the site."""

from dataclasses import dataclass

READY, EMPTY = "klaar", "leeg"
TOO_BIG, UNREADABLE, REFUSED = "te_groot", "onleesbaar", "geweigerd"
WAITING = "wacht"
STATES = frozenset({READY, EMPTY, TOO_BIG, UNREADABLE, REFUSED})
"""In which reading can end."""

VERSION = 1
"""Of the readers. A higher number makes the worker read every file again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. ``soft_cpu`` ends the reading early and keeps what was read."""

    file_bytes: int = 25 * 1024 * 1024
    characters: int = 200_000
    pages: int = 300
    cells: int = 200_000
    soft_cpu: float = 8.0
    cpu: int = 15
    wall: float = 40.0
    memory: int = 768 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one file: a state, a reason as a code ('' when there is nothing to tell), text.

    ``seconds`` is processor time and ``memory_kb`` the most memory that the reading took.
    """

    state: str
    reason: str = ""
    text: str = ""
    seconds: float = 0.0
    memory_kb: int = 0


class CannotReadError(Exception):
    """A file that is not read, with the state and the reason that are told to the editor."""

    def __init__(self, state: str, reason: str) -> None:
        super().__init__(f"{state}: {reason}")
        self.state, self.reason = state, reason
