"""One screen of one page: what it shows, and what a post makes of it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from academie.core.pupil_data import pupil_data
from academie.writing.plan.children import Children
from academie.writing.plan.choices import Choice, Terms
from academie.writing.plan.groups import Group, problems_of, typed_words, without_id
from academie.writing.plan.parts import Field, Typed
from academie.writing.plan.steps import Part, Step

Screen = dict[str, Typed]
"""Name of a part -> what is typed in it."""


def screen_of(step: Step, page: Any, rest: Mapping[str, Any]) -> Screen:
    """Return what a screen shows: the page, and over it what could not be kept in it yet."""
    shown = {part.name: part.typed_from(_stored(page, part)) for part in step.parts}
    return shown | {name: typed for name, typed in rest.items() if name in shown}


def posted(step: Step, post: QueryDict) -> Screen:
    """Return what was typed on a screen."""
    return {part.name: part.read(post, part.name) for part in step.parts}


def problems(step: Step, typed: Screen, page: Any) -> dict[str, str]:
    """Return name of the input -> sentence for what the page cannot hold."""
    found: dict[str, str] = {}
    for part in step.parts:
        found |= problems_of(part, typed[part.name], page, part.name)
    return found


def traces(step: Step, typed: Screen) -> dict[str, str]:
    """Return name of the input -> sentence for what may be about one pupil.

    Such a text is kept nowhere, not even in a draft.
    """
    found: dict[str, str] = {}
    for part in step.parts:
        for name, words in typed_words(part, typed[part.name], part.name):
            trace = next(iter(pupil_data(words)), None)
            if trace is not None:
                found[name] = f"‘{trace.excerpt}’: {trace.sentence}"
    return found


def put(part: Part, page: Any, typed: Typed) -> None:
    """Write what was typed into the page; nothing is saved. The value has no problems."""
    if isinstance(part, Children):
        part.put(page, typed)
    elif isinstance(part, Group):
        field = page._meta.get_field(part.name)
        rows = part.stored_from(typed, getattr(page, part.name))
        setattr(page, part.name, field.to_python(json.dumps(rows, default=str)))
    elif isinstance(part, Terms):
        rows = page._meta.get_field(part.name).related_model.objects.filter(pk__in=typed)
        setattr(page, part.name, list(rows))
    else:
        attribute = _attribute(page, part)
        setattr(page, attribute, part.stored_from(typed, getattr(page, attribute)))


def fingerprint(typed: Mapping[str, Typed]) -> str:
    """Return a short mark of what a screen shows: another one means that it changed meanwhile."""
    text = json.dumps(without_id(typed), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def settled(step: Step, typed: Screen) -> Screen:
    """Return a screen without the rows in which nothing was filled in."""
    rows = {
        part.name: part.filled(typed[part.name]) for part in step.parts if isinstance(part, Group)
    }
    return typed | rows


def same(one: Typed, other: Typed) -> bool:
    """Return whether two values are the same to a writer."""
    return fingerprint({"": one}) == fingerprint({"": other})


def part_of(step: Step, name: str) -> Part:
    """Return the part in which an input stands ('actions-0-title' -> actions)."""
    return next(part for part in step.parts if part.name == name.split("-")[0])


def _stored(page: Any, part: Part) -> Any:
    return getattr(page, _attribute(page, part) if isinstance(part, Field) else part.name)


def _attribute(page: Any, part: Field) -> str:
    by_number = part.widget == "file" or (isinstance(part, Choice) and part.foreign)
    return f"{part.name}_id" if by_number else part.name
