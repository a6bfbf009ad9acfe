"""Reads the counts of `search.questions.log`: what went wrong most often, what was asked most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from search.models import QuestionCount

SHOWN = 50
"""Rows of each list; who has done these looks again next week."""

Kind = QuestionCount.Kind


@dataclass(frozen=True, slots=True)
class Question:
    """A question, how often it was asked, and how often that had the outcome of its list."""

    text: str
    asked: int
    times: int
    step: str = ""


@dataclass(frozen=True, slots=True)
class WentOn:
    """A question after which somebody tried another one."""

    text: str
    next_text: str
    times: int


@dataclass(frozen=True, slots=True)
class Report:
    """The lists of one period, each with the most frequent first."""

    nothing: tuple[Question, ...]
    helped: tuple[Question, ...]
    went_on: tuple[WentOn, ...]
    asked: tuple[Question, ...]

    def __bool__(self) -> bool:
        return bool(self.asked or self.went_on)


def make_report(first: date, last: date) -> Report:
    """Return what was asked in the weeks from `first` up to and including `last` (Mondays).

    `helped` holds questions that a step of the ladder found something for, with that step;
    `asked` says of each question how often it found nothing. Six queries at most.
    """
    rows = QuestionCount.objects.filter(week__gte=first, week__lte=last)
    nothing = _most(rows.filter(kind=Kind.NOTHING))
    helped = _most(rows.filter(kind=Kind.STEP))
    went_on = _most(rows.filter(kind=Kind.NEXT))
    asked = _most(rows.filter(kind=Kind.ASKED))
    totals = _totals(rows.filter(kind=Kind.ASKED), [*nothing, *helped])
    failed = _totals(rows.filter(kind=Kind.NOTHING), asked)
    return Report(
        nothing=tuple(Question(one.text, totals.get(one.text, 0), one.times) for one in nothing),
        helped=tuple(
            Question(one.text, totals.get(one.text, 0), one.times, one.detail) for one in helped
        ),
        went_on=tuple(WentOn(one.text, one.detail, one.times) for one in went_on),
        asked=tuple(Question(one.text, one.times, failed.get(one.text, 0)) for one in asked),
    )


class _Counted(NamedTuple):
    text: str
    detail: str
    times: int


def _most(rows: QuerySet[QuestionCount]) -> list[_Counted]:
    counted = rows.values_list("text", "detail").annotate(times=Sum("count"))
    return [_Counted(*row) for row in counted.order_by("-times", "text", "detail")[:SHOWN]]


def _totals(rows: QuerySet[QuestionCount], wanted: Iterable[_Counted]) -> dict[str, int]:
    texts = {one.text for one in wanted}
    return dict(rows.filter(text__in=texts).values_list("text").annotate(times=Sum("count")))
