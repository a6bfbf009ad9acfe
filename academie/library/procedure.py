"""A werkinstructie as one role in one sector sees it."""

from dataclasses import dataclass
from typing import Any

from academie.library.models import Werkinstructie
from academie.taxonomy.selectors import labels

LANES_HOLD = 12
"""Steps beside each other on a wide screen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a picker."""

    value: str
    label: str
    note: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder."""

    number: int
    who: str
    when: str
    answer_days: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step with the variant's differences applied.

    ``place`` is 'own' (the chosen role does it), 'before' or 'after' (right beside an own step),
    'rest', or 'all' when no role is chosen.
    """

    number: int
    title: str
    text: Any
    role: str
    role_label: str
    term_days: int | None
    form_name: str
    form_document: Any
    done_when: str
    rung: Rung | None
    place: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the overview: a role and, per step, the step or nothing."""

    role: str
    role_label: str
    own: bool
    cells: tuple[Step | None, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """All that the page shows."""

    roles: tuple[Choice, ...]
    variants: tuple[Choice, ...]
    steps: tuple[Step, ...]
    lanes: tuple[Lane, ...]
    rungs: tuple[Rung, ...]
    role: str
    role_label: str
    own_count: int

    @property
    def variant(self) -> str:
        """Code of the variant shown, or '' when there is only one."""
        return next((choice.value for choice in self.variants if choice.selected), "")

    @property
    def variant_note(self) -> str:
        """What is different in the variant shown."""
        return next((choice.note for choice in self.variants if choice.selected), "")

    @property
    def lanes_fit(self) -> bool:
        """Whether the overview of roles by steps can be read: its columns get narrow."""
        return bool(self.lanes) and len(self.steps) <= LANES_HOLD

    @property
    def days(self) -> int:
        """Sum of all terms in working days; steps follow each other."""
        return sum(step.term_days or 0 for step in self.steps)

    @property
    def own_days(self) -> int:
        """Sum of the terms of the chosen role."""
        return sum(step.term_days or 0 for step in self.steps if step.place == "own")

    @property
    def open_terms(self) -> int:
        """Number of steps without a term: the sum says less than the whole then."""
        return sum(step.term_days is None for step in self.steps)


def procedure_for(page: Werkinstructie, *, role: str, variant: str) -> Procedure:
    """Return the steps of ``page`` for a role and a variant; unknown values count as not chosen."""
    role_labels = labels("rol")
    variants = [block.value for block in page.variants]
    keys = [value["key"] for value in variants]
    variant = variant if variant in keys else (keys[0] if keys else "")
    raw = [_merge(block.value, variant) for block in page.steps]
    owners = list(dict.fromkeys(step["role"] for step in raw if step["role"]))
    role = role if role in owners else ""
    rungs = tuple(
        Rung(number, value["who"], value["when"], value["answer_days"])
        for number, value in enumerate((block.value for block in page.rungs), start=1)
    )
    steps = tuple(
        Step(
            number=number,
            title=step["title"],
            text=step["text"],
            role=step["role"],
            role_label=role_labels.get(step["role"], ""),
            term_days=step["term_days"],
            form_name=step["form_name"],
            form_document=step["form_document"],
            done_when=step["done_when"],
            rung=rungs[step["rung"] - 1] if 0 < (step["rung"] or 0) <= len(rungs) else None,
            place=_place(raw, number - 1, role),
        )
        for number, step in enumerate(raw, start=1)
    )
    return Procedure(
        roles=tuple(Choice(slug, role_labels.get(slug, slug), "", slug == role) for slug in owners),
        variants=tuple(
            Choice(value["key"], value["label"], value["note"], value["key"] == variant)
            for value in variants
        ),
        steps=steps,
        lanes=tuple(
            Lane(
                role=slug,
                role_label=role_labels.get(slug, slug),
                own=slug == role,
                cells=tuple(step if step.role == slug else None for step in steps),
            )
            for slug in owners
        ),
        rungs=rungs,
        role=role,
        role_label=role_labels.get(role, ""),
        own_count=sum(step.place == "own" for step in steps),
    )


def _merge(step: Any, variant: str) -> dict[str, Any]:
    merged = {key: step[key] for key in step if key != "variants"}
    for difference in step["variants"]:
        if difference["key"] == variant:
            merged |= {key: value for key, value in difference.items() if key != "key" and value}
    return merged


def _place(steps: list[dict[str, Any]], index: int, role: str) -> str:
    if not role:
        return "all"
    if steps[index]["role"] == role:
        return "own"
    if index + 1 < len(steps) and steps[index + 1]["role"] == role:
        return "before"
    if index > 0 and steps[index - 1]["role"] == role:
        return "after"
    return "rest"
