"""The form with the questions afterwards, read by hand: radios with words, and one lesson."""

from dataclasses import dataclass, field

from django.http import QueryDict

from academie.core.free_text import clean, problem_in_note
from academie.exchange.meeting.questions import Scale, questions, scale


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what was chosen; `error` says what is missing."""

    field: str
    text: str
    scale: Scale
    given: int | None
    error: str


@dataclass(slots=True)
class LookBackForm:
    """The questions of one form. Unbound it has no errors and nothing chosen."""

    questions: list[Question]
    lesson: str = ""
    lesson_error: str = ""
    asks_lesson: bool = True
    bound: bool = False
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether it was sent and everything fits."""
        return self.bound and not self.errors

    @property
    def scores(self) -> list[int]:
        """The chosen numbers, in the order of the questions."""
        return [one.given for one in self.questions if one.given is not None]


def read_form(data: QueryDict | None, *, late: bool) -> LookBackForm:
    """Return the form as it was sent, with what has to change; empty when `data` is None."""
    asked = [_question(data, number, late) for number in range(len(questions(late=late)))]
    form = LookBackForm(asked, asks_lesson=not late, bound=data is not None)
    form.errors = [(f"{one.field}-5", one.error) for one in asked if one.error]
    if data is not None and not late:
        form.lesson = clean(data.get("lesson", ""))
        form.lesson_error = problem_in_note(form.lesson) if form.lesson else ""
        if form.lesson_error:
            form.errors.append(("lesson", form.lesson_error))
    return form


def _question(data: QueryDict | None, number: int, late: bool) -> Question:
    name, text = f"q{number + 1}", questions(late=late)[number]
    given = data.get(name, "") if data is not None else ""
    chosen = int(given) if given in {"1", "2", "3", "4", "5"} else None
    missing = data is not None and chosen is None
    error = f"Kies een antwoord bij: {text}" if missing else ""
    return Question(name, text, scale(late=late), chosen, error)
