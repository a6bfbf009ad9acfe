"""What participants thought, in numbers that betray nobody: from five answers on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from academie.core.enums import World
from academie.exchange.meeting.questions import questions, scale
from academie.exchange.models import Answers, TrainingEventPage, TrainingSession

LEAST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One question: the average, and how often each answer was given, best first."""

    question: str
    average: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of everybody, or of one side."""

    label: str
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What may be shown of one form. `everybody` is None with fewer than five answers.

    `sides` is empty unless every side that answered has five: otherwise the rest could be worked
    out. Lessons stand in an order that says nothing.
    """

    everybody: Group | None
    sides: tuple[Group, ...]
    lessons: tuple[str, ...]


def results(session: TrainingSession, *, late: bool = False) -> Results:
    """Return what may be shown of one session."""
    return _results(list(Answers.objects.filter(session=session, late=late)), late=late)


def event_results(page: TrainingEventPage) -> Results:
    """Return what may be shown of all sessions of an event together, for its public page.

    A session with fewer than five answers counts only when the small ones have five together: an
    organiser sees the large ones apart, and would otherwise see the rest by subtraction.
    """
    if page.pk is None:
        # A draft in the editor that was never saved.
        return _results([], late=False)
    by_session: dict[int, list[Answers]] = {}
    for row in Answers.objects.filter(session__page=page, late=False):
        by_session.setdefault(row.session_id, []).append(row)
    large = [row for rows in by_session.values() if len(rows) >= LEAST for row in rows]
    small = [row for rows in by_session.values() if len(rows) < LEAST for row in rows]
    return _results(large + small if len(small) >= LEAST else large, late=False)


def _results(rows: list[Answers], *, late: bool) -> Results:
    if len(rows) < LEAST:
        return Results(None, (), ())
    by_side: dict[str, list[Answers]] = {}
    for row in rows:
        by_side.setdefault(row.side, []).append(row)
    sides: tuple[Group, ...] = ()
    if len(by_side) > 1 and all(len(found) >= LEAST for found in by_side.values()):
        sides = tuple(
            _group(World(side).label, by_side[side], late=late)
            for side in World.values
            if side in by_side
        )
    lessons = sorted((row.lesson for row in rows if row.lesson), key=_shuffled)
    return Results(_group("Iedereen", rows, late=late), sides, tuple(lessons))


def _group(label: str, rows: list[Answers], *, late: bool) -> Group:
    lines = [
        _line(question, [row.scores[place] for row in rows], late=late)
        for place, question in enumerate(questions(late=late))
    ]
    return Group(label, len(rows), tuple(lines))


def _line(question: str, marks: Iterable[int], *, late: bool) -> Line:
    given = list(marks)
    average = f"{sum(given) / len(given):.1f}".replace(".", ",")
    counts = tuple((words, given.count(mark)) for mark, words in scale(late=late))
    return Line(question, average, counts)


def _shuffled(lesson: str) -> str:
    return hashlib.sha256(lesson.encode()).hexdigest()
