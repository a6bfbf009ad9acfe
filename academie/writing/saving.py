"""What a post of one screen does: kept in the page, kept beside it, or held back with a reason."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from academie.core.numbers import whole_number
from academie.writing import drafts, screens
from academie.writing.plan.groups import Group, changed_rows
from academie.writing.plan.steps import Kind, Step
from academie.writing.screens import Screen
from academie.writing.uploads import take_in

NO_TITLE = "Geef uw kaart eerst een titel. Die mag later nog anders."


@dataclass
class Outcome:
    """``typed`` is what the screen goes on with; ``kept`` whether the draft has it.

    ``problems`` is name of the input -> sentence; ``other`` what somebody else saved meanwhile.
    """

    page: Any
    typed: Screen
    kept: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    stopped: bool = False
    other: Screen | None = None


@transaction.atomic
def save_screen(request: HttpRequest, kind: Kind, step: Step, page_id: int | None) -> Outcome:
    """Keep a posted screen as a draft of who posted it; a first save makes the page.

    Raises ``Http404`` for a page of somebody else.
    """
    user: Any = request.user
    # Pressed twice: the second press goes on with what the first one made.
    page_id = page_id or drafts.just_made(kind, user, request.POST.get("title", "").strip())
    page = drafts.own_page(page_id, user, lock=True) if page_id else drafts.new_page(kind, user)
    rest = drafts.rest_of(page) if page_id else {}
    here = screens.screen_of(step, page, rest)
    outcome = Outcome(page, screens.posted(step, request.POST))
    _press(outcome, step, request.POST.get("rij", ""))
    typed = outcome.typed
    seen = request.POST.get("gezien", "")
    unchanged = screens.same(screens.settled(step, typed), screens.settled(step, here))
    if page_id and seen != screens.fingerprint(here) and not unchanged:
        outcome.other = here
        return outcome
    outcome.problems = screens.traces(step, typed)
    if outcome.problems:
        outcome.stopped = True
        return outcome
    outcome.problems = take_in(step, typed, request.FILES, user, page)
    if "title" in typed and not typed["title"]:
        outcome.problems["title"] = NO_TITLE
        if not page_id:
            return outcome
    if page_id and unchanged and not request.FILES:
        outcome.kept = True
        _note_answer(request, page)
        outcome.problems = screens.problems(step, typed, page) | outcome.problems
        return outcome
    _keep(outcome, step, rest, user)
    _note_answer(request, outcome.page)
    return outcome


def _note_answer(request: HttpRequest, page: Any) -> None:
    """Remember that somebody saw what is nearly the same, and says that hers is different."""
    if "lijkt" in request.POST:
        page.draft.really_different = "anders" in request.POST
        page.draft.save()


def _keep(outcome: Outcome, step: Step, rest: dict[str, Any], user: Any) -> None:
    """Put into the page what it can hold, and beside it what it cannot hold yet."""
    page, typed = outcome.page, outcome.typed
    found = screens.problems(step, typed, page)
    refused = {name.split("-")[0] for name in found}
    for part in step.parts:
        rest.pop(part.name, None)
        if part.name in refused:
            rest[part.name] = typed[part.name]
        elif part.name != "title" or typed["title"]:
            screens.put(part, page, typed[part.name])
    # Why a file was refused says more than that there is none.
    outcome.problems = found | outcome.problems
    outcome.page = drafts.save(page, user, rest)
    outcome.kept = True


def _press(outcome: Outcome, step: Step, pressed: str) -> None:
    """Do what a button of a row asks: 'moments-0-parts:erbij', 'actions:omhoog:2'."""
    path, _, what = pressed.partition(":")
    verb, _, place = what.partition(":")
    names = path.split("-")
    holder: Any = outcome.typed
    parts: Any = step.parts
    while names:
        group = next((part for part in parts if part.name == names[0]), None)
        if not isinstance(group, Group):
            return
        if len(names) < 3:
            number = whole_number(place)
            at = -1 if number is None else number
            holder[group.name] = changed_rows(group, holder[group.name], verb, at)
            return
        rows, number = holder[group.name], whole_number(names[1])
        if number is None or number >= len(rows):
            return
        holder, parts, names = rows[number], group.fields, names[2:]
