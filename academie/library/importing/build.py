"""The body of a record in the fields of a toolkit, a werkinstructie or a praktijkverhaal."""

import re
from collections.abc import Iterable
from typing import Any

from academie.core.import_targets import ImportRecord
from academie.core.prose import plain_paragraphs
from academie.core.text import plain_to_html, split_numbered
from academie.library.models import Praktijkverhaal, Toolkit, Werkinstructie

MAX_STEP_TITLE = 120
MAX_STEPS = 100
"""More numbered lines are no list of steps; the rest goes into the text of the last one."""
READ_FIRST = "Lees dit eerst"
_OPEN_STEP: dict[str, Any] = {
    "role": "",
    "term_days": None,
    "form_name": "",
    "form_document": None,
    "done_when": "",
    "rung": None,
    "variants": [],
}
_SENTENCE = re.compile(r"^.{1,119}?[.!?](?=\s|$)")


def fill_toolkit(page: Toolkit, record: ImportRecord) -> None:
    """Prose becomes the purpose, numbered lines become steps."""
    if not record.body:
        return
    prose, steps = _steps(record.body)
    page.purpose = plain_paragraphs(prose)
    page.steps = _merged(page.steps, (_titled(step) for step in steps))


def fill_werkinstructie(page: Werkinstructie, record: ImportRecord) -> None:
    """Numbered lines become steps; without them every paragraph is one.

    Role and term stay empty: they are not in the file, and a guess would be an instruction.
    """
    if not record.body:
        return
    prose, steps = _steps(record.body)
    if not steps:
        steps = [" ".join(part.split()) for part in re.split(r"\n\s*\n", prose) if part.strip()]
        prose = ""
    blocks = [{"title": READ_FIRST, "text": plain_paragraphs(prose)}] if prose else []
    blocks += [_titled(step) for step in steps[:MAX_STEPS]]
    page.steps = _merged(page.steps, ({**_OPEN_STEP, **block} for block in blocks))


def fill_praktijkverhaal(page: Praktijkverhaal, record: ImportRecord) -> None:
    """The whole text is the situation: which part is a lesson, only a reader can say."""
    if record.body:
        page.situation = plain_paragraphs(record.body)


def vouch_praktijkverhaal(page: Praktijkverhaal, note: str) -> None:
    """Write down who says that consent and traceability were settled at the source."""
    page.vouched_note = note


def _steps(body: str) -> tuple[str, list[str]]:
    prose, steps = split_numbered(body)
    if len(steps) > MAX_STEPS:
        steps = [*steps[: MAX_STEPS - 1], "\n\n".join(steps[MAX_STEPS - 1 :])]
    return prose, steps


def _titled(step: str) -> dict[str, Any]:
    """Return the first sentence as title and the rest as text; a long sentence stays whole."""
    sentence = _SENTENCE.match(step)
    if sentence:
        return {
            "title": sentence[0],
            "text": plain_to_html(step[sentence.end() :]),
        }
    if len(step) <= MAX_STEP_TITLE:
        return {"title": step, "text": ""}
    cut = step[: MAX_STEP_TITLE - 1].rpartition(" ")[0] or step[: MAX_STEP_TITLE - 1]
    return {"title": f"{cut}…", "text": plain_to_html(step)}


def _merged(held: Any, steps: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Return stream data; a step with the same title keeps what an editor added to it."""
    by_title = {block.value["title"]: block.value for block in held}
    merged: list[tuple[str, Any]] = []
    for step in steps:
        value = by_title.get(step["title"])
        merged.append(("step", step if value is None else {**value, "text": step["text"]}))
    return merged
